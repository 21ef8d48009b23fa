"""What came out of an atelier is found from its page in the catalogue, and that page from there."""

import pytest
from django.urls import reverse

from atelier.common.audit import System
from atelier.programme.catalogue.commands import publish_atelier
from atelier.roadmaps.freezing.commands import officialise
from tests.factories.ateliers import AtelierFactory
from tests.factories.roadmaps import RoadmapFactory
from tests.roadmaps.test_freezing import confirmed_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def roadmap():
    roadmap = RoadmapFactory(atelier=AtelierFactory(slug="ici", site="nulle-part"))
    confirmed_action(roadmap, "Une halle")
    return roadmap


@pytest.fixture
def entry():
    return publish_atelier("ici", title="Ici", kind="flash", place="Ici", place_codes="", by=System())


def test_official_roadmap_is_one_step_from_the_catalogue_and_back(client, roadmap, entry):
    catalogue = reverse("programme:entry", args=[entry.slug])
    assert "/feuilles-de-route/" not in client.get(catalogue).text
    officialise(roadmap, by=System())

    shown = client.get(catalogue).text

    assert reverse("roadmaps:public", args=["ici", 1]) in shown
    assert reverse("roadmaps:public_followup", args=["ici"]) in shown
    assert catalogue in client.get(reverse("roadmaps:public", args=["ici", 1])).text


def test_roadmap_of_an_atelier_the_catalogue_hides_leads_nowhere(client, roadmap, entry):
    officialise(roadmap, by=System())
    entry.is_public = False
    entry.save()

    assert (
        reverse("programme:entry", args=[entry.slug])
        not in client.get(reverse("roadmaps:public", args=["ici", 1])).text
    )


def test_entry_of_the_archive_has_nothing_of_an_atelier(client):
    entry = publish_atelier("ailleurs", title="Ailleurs", kind="flash", place="Ailleurs", place_codes="", by=System())

    assert "Ce qui en est sorti" not in client.get(reverse("programme:entry", args=[entry.slug])).text


def test_invented_atelier_says_so_in_the_catalogue(client):
    publish_atelier("ici", title="Ici", kind="flash", place="Ici", place_codes="", is_demo=True, by=System())

    assert "sont inventés" in client.get(reverse("programme:entry", args=["ici"])).text
    assert "démonstration" in client.get(reverse("programme:catalogue")).text
