"""A version is whole, numbered, public, and never changes."""

import datetime as dt
import hashlib
import re

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from atelier.common.audit import System
from atelier.common.files import read_file
from atelier.contributions.cards.commands import Said, node_of, write_card
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.lineage.walking import origins_of
from atelier.roadmaps.bearing.commands import confirm_bearing, leave_bearing
from atelier.roadmaps.cli import verify
from atelier.roadmaps.freezing.commands import officialise
from atelier.roadmaps.freezing.content import actions_in
from atelier.roadmaps.freezing.differences import differences_between
from atelier.roadmaps.freezing.errors import NotAllCommitted, NothingChanged, NothingToFreeze, RoadmapMoved
from atelier.roadmaps.freezing.queries import is_whole, lacks_of, version_of_file, version_with_fingerprint
from atelier.roadmaps.models import Action, Roadmap, RoadmapVersion
from atelier.roadmaps.plan.commands import change_action, write_action
from atelier.roadmaps.plan.needs import add_line
from atelier.roadmaps.plan.queries import actions_of
from atelier.roadmaps.views.jobs import pdf_job
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.roadmaps import AxisFactory, BearerFactory, RoadmapFactory

pytestmark = pytest.mark.django_db
HOUSE = System()


class Silent:
    def at(self, *_arguments, **_values):
        pass


@pytest.fixture
def roadmap():
    return RoadmapFactory(atelier=AtelierFactory(slug="ici", site="nulle-part"), vision="Une côte habitée")


@pytest.fixture
def committed(roadmap):
    return confirmed_action(roadmap, "Une halle")


def confirmed_action(roadmap, title, **more):
    axis = roadmap.axes.first() or AxisFactory(roadmap=roadmap)
    action = write_action(roadmap, axis=axis, title=title, by=HOUSE, **more)
    for kind, name in (("elected", "Odile Léger"), ("state", "Karim Benali")):
        bearer = BearerFactory(action=action, kind=kind, name=name)
        confirm_bearing(bearer, by=bearer)
    return action


def confirm_again(action):
    for bearer in action.bearers.filter(left_at=None):
        confirm_bearing(bearer, by=bearer)


def test_officialise_freezes_what_both_bearers_confirmed(roadmap, committed):
    version = officialise(roadmap, by=HOUSE)

    [said] = actions_in(version.content)
    assert (version.number, said["name"], said["title"]) == (1, "A-1", "Une halle")
    assert [one["name"] for one in said["bearers"]] == ["Odile Léger", "Karim Benali"]
    assert "@" not in str(version.content)
    assert is_whole(version)
    assert Node("action", committed.pk) in origins_of(roadmap.atelier, [Node("roadmap", version.pk)])


def test_officialise_is_refused_with_the_list_of_what_lacks(roadmap, committed):
    axis = roadmap.axes.get()
    lonely = write_action(roadmap, axis=axis, title="Un marché", by=HOUSE)
    stale = confirmed_action(roadmap, "Une jetée")
    change_action(stale, title="Une jetée plus longue", by=HOUSE)
    left = confirmed_action(roadmap, "Une école")
    leave_bearing(left.bearers.get(kind="state"), by=HOUSE)

    with pytest.raises(NotAllCommitted) as refusal:
        officialise(roadmap, by=HOUSE)

    assert all(one.name in refusal.value.sentence for one in (lonely, stale, left))
    assert [len(lack.sentences) for lack in lacks_of(list(actions_of(roadmap)))] == [2, 2, 1]
    assert not RoadmapVersion.everywhere.exists()


def test_officialise_without_the_unconfirmed_needs_a_reason_and_says_what_it_left_out(roadmap, committed):
    lonely = write_action(roadmap, axis=roadmap.axes.get(), title="Un marché", by=HOUSE)

    with pytest.raises(NotAllCommitted):
        officialise(roadmap, without_unconfirmed=True, reason="  ", by=HOUSE)
    version = officialise(roadmap, without_unconfirmed=True, reason="Le marché attend", by=HOUSE)

    assert [one["name"] for one in actions_in(version.content)] == [committed.name]
    assert [one["name"] for one in version.content["left_out"]] == [lonely.name]
    assert Action.everywhere.get(pk=lonely.pk).status == "to_discuss"


def test_officialise_is_refused_when_nothing_is_confirmed(roadmap):
    write_action(roadmap, axis=AxisFactory(roadmap=roadmap), title="Un marché", by=HOUSE)

    with pytest.raises(NothingToFreeze):
        officialise(roadmap, without_unconfirmed=True, reason="Essai", by=HOUSE)
    assert Action.everywhere.get().status == "upcoming"


def test_officialise_while_someone_edits_is_refused_and_nothing_is_lost(roadmap, committed):
    shown = Roadmap.everywhere.get(pk=roadmap.pk).revision
    change_action(committed, text="Écrit pendant ce temps", by=HOUSE)

    with pytest.raises(RoadmapMoved):
        officialise(roadmap, revision=shown, by=HOUSE)

    assert Action.everywhere.get(pk=committed.pk).text == "Écrit pendant ce temps"
    assert not RoadmapVersion.everywhere.exists()


def test_the_page_of_versions_says_that_somebody_edited_and_offers_to_go_on(roadmap, committed):
    client = Client()
    client.force_login(MembershipFactory(atelier=roadmap.atelier, role="lead").account)
    page = client.get(reverse("roadmaps:versions", args=["ici"])).text
    revision = re.search(r'name="revision" value="(\d+)"', page)[1]
    add_line(committed, "indicator", label="Visiteurs", by=HOUSE)
    url = reverse("roadmaps:officialise", args=["ici"])

    refused = client.post(url, {"revision": revision, "reason": "Mes mots"})
    again = re.search(r'name="revision" value="(\d+)"', refused.text)[1]
    accepted = client.post(url, {"revision": again, "reason": "Mes mots"})

    assert (refused.status_code, accepted.status_code) == (409, 302)
    assert "Mes mots" in refused.text
    assert RoadmapVersion.everywhere.get().reason == "Mes mots"


def test_a_version_stays_when_the_roadmap_changes_and_the_next_says_what_changed(roadmap, committed):
    first = officialise(roadmap, by=HOUSE)
    with pytest.raises(NothingChanged):
        officialise(roadmap, by=HOUSE)
    change_action(committed, title="Une grande halle", ends_on=dt.date(2028, 1, 1), by=HOUSE)
    confirm_again(committed)
    confirmed_action(roadmap, "Un marché")

    second = officialise(roadmap, reason="Plus grand", by=HOUSE)
    found = differences_between(first.content, second.content)

    assert (second.number, actions_in(RoadmapVersion.everywhere.get(number=1).content)[0]["title"]) == (2, "Une halle")
    assert [(one.kind, one.name) for one in found.actions] == [("changed", "A-1"), ("new", "A-2")]
    title = found.actions[0].changes[0]
    assert [(piece.kind, piece.text.strip()) for piece in title.pieces if piece.kind == "into"] == [("into", "grande")]
    assert differences_between(second.content, first.content).actions[-1].kind == "gone"


def test_a_status_that_changed_makes_a_new_version_without_asking_again(roadmap, committed):
    first = officialise(roadmap, by=HOUSE)
    change_action(committed, status="done", by=HOUSE)

    second = officialise(roadmap, by=HOUSE)

    [changed] = differences_between(first.content, second.content).actions
    assert len(changed.changes) == 1


def test_anybody_reads_a_version_and_computes_its_fingerprint(roadmap, committed):
    version = officialise(roadmap, by=HOUSE)
    client = Client()

    page = client.get(reverse("roadmaps:public", args=["ici", 1]))
    data = client.get(reverse("roadmaps:public_content", args=["ici", 1])).content

    assert page.status_code == 200
    assert "Karim Benali" in page.text
    assert not {one.email for one in committed.bearers.all()} & set(re.findall(r"[\w.]+@[\w.]+", page.text))
    assert hashlib.sha256(data).hexdigest() == version.sha256
    assert client.get(reverse("roadmaps:public", args=["ici", 2])).status_code == 404


def test_the_names_of_those_who_spoke_are_not_public(roadmap):
    card = write_card(
        roadmap.atelier, Said(kind="hypothesis", text="Une halle ouverte", said_name="Ginette du Pollet"), by=HOUSE
    )
    confirmed_action(roadmap, "Une halle", sources=[node_of(card)])

    version = officialise(roadmap, by=HOUSE)

    assert "Une halle ouverte" in str(version.content)
    assert "Ginette" not in str(version.content)


def test_an_altered_version_is_told(roadmap, committed):
    version = officialise(roadmap, by=HOUSE)
    content = {**version.content, "title": "Autre chose"}
    RoadmapVersion.everywhere.filter(pk=version.pk).update(content=content)

    page = Client().get(reverse("roadmaps:public", args=["ici", 1])).text
    checked = Client().post(reverse("roadmaps:verify"), {"sha256": version.sha256}).text

    assert 'class="notice notice-error"' in page
    assert 'class="notice notice-error"' in checked


def test_the_pdf_is_kept_once_tagged_and_recognised(roadmap, committed):
    version = officialise(roadmap, by=HOUSE)
    pdf_job(Silent(), version=str(version.pk))
    version.refresh_from_db()
    content = read_file(version.pdf)

    pdf_job(Silent(), version=str(version.pk))

    assert RoadmapVersion.everywhere.get(pk=version.pk).pdf_id == version.pdf_id
    assert b"/StructTreeRoot" in content or b"/Marked" in content
    assert version_of_file(content) == version
    assert version_of_file(content + b"signed") is None
    assert version_with_fingerprint(f" {version.sha256[:32].upper()} {version.sha256[32:]} ") == version
    assert version_with_fingerprint("pas une empreinte") is None
    answer = Client().get(reverse("roadmaps:public_pdf", args=["ici", 1]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_the_page_that_checks_a_paper_names_the_version_or_says_no(roadmap, committed):
    version = officialise(roadmap, by=HOUSE)
    url = reverse("roadmaps:verify")

    assert reverse("roadmaps:public", args=["ici", 1]) in Client().post(url, {"sha256": version.sha256}).text
    assert 'class="notice notice-warning"' in Client().post(url, {"sha256": "0" * 64}).text


def test_the_command_line_names_the_version_or_ends_with_one(roadmap, committed, tmp_path):
    version = officialise(roadmap, by=HOUSE)
    (tmp_path / "autre.pdf").write_bytes(b"%PDF-1.7")

    named = CliRunner().invoke(verify, [version.sha256])
    other = CliRunner().invoke(verify, [str(tmp_path / "autre.pdf")])

    assert (named.exit_code, other.exit_code) == (0, 1)
    assert "version 1" in named.output
    RoadmapVersion.everywhere.filter(pk=version.pk).update(content={**version.content, "title": "Autre"})
    assert CliRunner().invoke(verify, [version.sha256]).exit_code == 1
