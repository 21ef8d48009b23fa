"""Photographs beside an official version: shown by those who may, and taken back at once."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.roadmaps.bearing.commands import confirm_bearing
from atelier.roadmaps.freezing.commands import officialise
from atelier.roadmaps.plan.commands import write_action
from atelier.synthesis.demonstrators.commands import Shown, add_picture, allow_picture
from atelier.synthesis.demonstrators.errors import PeopleUnasked, PictureUncredited
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.roadmaps import AxisFactory, BearerFactory, RoadmapFactory
from tests.factories.shaping import DemonstratorFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


def photograph():
    made = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(made, "PNG")
    return SimpleUploadedFile("digue.png", made.getvalue(), "image/png")


@pytest.fixture
def site():
    return DemonstratorFactory(atelier=AtelierFactory(slug="ici", site="nulle-part"), title="La digue plantée")


@pytest.fixture
def picture(site):
    return add_picture(site, photograph(), Shown(alternative="Une digue", credit="Ana Faure"), by=HOUSE)


@pytest.fixture
def version(site):
    roadmap = RoadmapFactory(atelier=site.atelier)
    action = write_action(
        roadmap, axis=AxisFactory(roadmap=roadmap), title="Planter la digue", demonstrator=site.pk, by=HOUSE
    )
    for kind in ("elected", "state"):
        bearer = BearerFactory(action=action, kind=kind)
        confirm_bearing(bearer, by=bearer)
    return officialise(roadmap, by=HOUSE)


def test_a_photograph_is_not_public_until_somebody_says_so(version, picture):
    page = Client().get(reverse("roadmaps:public", args=["ici", 1]))

    assert (picture.is_public, picture.people) == (False, "unsaid")
    assert "/photos/" not in page.content.decode()
    assert Client().get(address(picture)).status_code == 404


def test_a_photograph_allowed_is_on_the_public_page_with_its_credit_and_its_actions(version, picture):
    allow_picture(picture, credit="Ana Faure", people="agreed", is_public=True, by=HOUSE)

    page = Client().get(reverse("roadmaps:public", args=["ici", 1])).content.decode()

    assert all(words in page for words in (address(picture), 'alt="Une digue"', "Ana Faure", 'href="#A-1"'))
    answer = Client().get(address(picture))
    assert (answer.status_code, answer["Content-Type"]) == (200, picture.file.kind)
    assert "no-store" in answer["Cache-Control"]


def test_a_photograph_taken_back_leaves_the_public_page_at_once_and_the_version_stays(version, picture):
    allow_picture(picture, credit="Ana Faure", people="agreed", is_public=True, by=HOUSE)
    Client().get(reverse("roadmaps:public", args=["ici", 1]))
    fingerprint = version.sha256

    allow_picture(picture, credit="Ana Faure", people="agreed", is_public=False, by=HOUSE)

    assert address(picture) not in Client().get(reverse("roadmaps:public", args=["ici", 1])).content.decode()
    assert Client().get(address(picture)).status_code == 404
    version.refresh_from_db()
    assert version.sha256 == fingerprint
    assert AuditEntry.objects.filter(verb="picture.allowed").count() == 2


@pytest.mark.parametrize(
    ("credit", "people", "refusal"), [("  ", "nobody", PictureUncredited), ("Ana Faure", "unsaid", PeopleUnasked)]
)
def test_publication_is_refused_without_a_credit_or_the_word_of_the_people(picture, credit, people, refusal):
    with pytest.raises(refusal):
        allow_picture(picture, credit=credit, people=people, is_public=True, by=HOUSE)

    picture.refresh_from_db()
    assert not picture.is_public


def test_the_rights_are_said_on_a_page_that_keeps_what_was_typed(version, picture):
    client = Client()
    client.force_login(MembershipFactory(atelier=picture.demonstrator.atelier, role="team").account)
    page = reverse("synthesis:picture_rights", args=["ici", picture.pk])

    refused = client.post(page, {"credit": "Ana Faure", "people": "unsaid", "is_public": "on"})
    client.post(page, {"credit": "Ana Faure", "people": "nobody", "is_public": "on"})

    picture.refresh_from_db()
    assert refused.status_code == 422
    assert (picture.is_public, picture.people) == (True, "nobody")


def test_a_photograph_of_a_demonstrator_no_action_carries_out_is_not_public(version, site):
    other = DemonstratorFactory(atelier=site.atelier)
    shown = Shown(alternative="Une halle", credit="Ana Faure", people="nobody", is_public=True)
    apart = add_picture(other, photograph(), shown, by=HOUSE)

    assert Client().get(address(apart)).status_code == 404


def address(picture):
    return reverse("roadmaps:public_picture", args=["ici", 1, picture.pk])
