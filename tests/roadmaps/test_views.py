"""Pages of the roadmap, through the door people use."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.agreement.rounds.commands import open_round
from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, write_card
from atelier.contributions.lineage.nodes import Node
from atelier.roadmaps.models import Action, Dependency
from atelier.roadmaps.plan.commands import change_action
from atelier.roadmaps.plan.needs import add_line, depend, gate_action
from atelier.roadmaps.plan.remarks import remarks_of
from atelier.roadmaps.views.gantt import draw_gantt
from atelier.roadmaps.views.maps import Placed, frame_of, geojson_text, marks_of
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.contributions import CardFactory
from tests.factories.roadmaps import ActionFactory, AxisFactory, BearerFactory, FundingLineFactory, RoadmapFactory

pytestmark = pytest.mark.django_db
HOUSE, TODAY = System(), dt.date(2026, 11, 23)


@pytest.fixture
def axis():
    return AxisFactory(roadmap=RoadmapFactory(atelier=AtelierFactory(slug="ici", site="nulle-part")))


@pytest.fixture
def team(axis):
    return member(axis, "team")


def member(axis, role):
    client = Client()
    client.force_login(MembershipFactory(atelier=axis.roadmap.atelier, role=role).account)
    return client


def url(name, *args):
    return reverse(f"roadmaps:{name}", args=["ici", *args])


def test_the_pages_ask_as_many_questions_for_thirty_actions_as_for_three(axis, team):
    def fill(count):
        before = None
        for _ in range(count):
            action = ActionFactory(roadmap=axis.roadmap, axis=axis, starts_on=TODAY)
            BearerFactory(action=action)
            FundingLineFactory(action=action)
            gate_action(action, CardFactory(atelier=axis.roadmap.atelier, kind="blockage"), by=HOUSE)
            if before:
                depend(before, action, by=HOUSE)
            before = action

    def asked(page):
        with CaptureQueriesContext(connection) as found:
            assert team.get(page).status_code == 200
        return len(found)

    pages = [url("roadmap"), url("timeline"), url("map"), url("versions")]
    fill(3)
    few = [asked(page) for page in pages]
    fill(27)

    assert [asked(page) for page in pages] == few


def test_the_list_is_narrowed_by_status_bearer_and_year(axis, team):
    one = ActionFactory(roadmap=axis.roadmap, axis=axis, title="Une halle", status="late", starts_on="2027-01-01")
    ActionFactory(roadmap=axis.roadmap, axis=axis, title="Un marché", starts_on="2029-01-01", ends_on="2030-01-01")
    BearerFactory(action=one, name="Odile Léger")

    for asked in ({"etat": "late"}, {"porteur": "Odile Léger"}, {"annee": "2027"}):
        page = team.get(url("roadmap"), asked).text
        assert "Une halle" in page
        assert "Un marché" not in page
    for nonsense in ({"etat": "autre"}, {"annee": "x"}, {"porteur": "Personne"}):
        assert "Un marché" in team.get(url("roadmap"), nonsense).text


def test_an_action_is_written_from_cards_in_the_browser(axis, team):
    atelier = axis.roadmap.atelier
    place = {"type": "Point", "coordinates": [1.08, 49.93]}
    card = write_card(atelier, Said(kind="hypothesis", text="Une halle", geometry=place), by=HOUSE)
    gate = write_card(atelier, Said(kind="blockage", text="Le terrain"), by=HOUSE)
    finding = write_card(atelier, Said(kind="finding", text="Il pleut sur le marché"), by=HOUSE)
    said = {
        "title": "Bâtir la halle", "axis": axis.pk, "status": "upcoming", "origin": "new", "sources": [card.pk],
        "gated_by": [gate.pk], "others": f"C-{finding.number}",
    }  # fmt: skip

    assert team.post(url("action_add"), {**said, "title": ""}).status_code == 422
    assert "C-999" in team.post(url("action_add"), {**said, "others": "C-999"}).text
    assert team.post(url("action_add"), said).status_code == 302

    made = Action.everywhere.get()
    assert (made.geometry, [one.card for one in made.gates.all()]) == (place, [gate])
    page = team.get(url("action", made.pk)).text
    assert "Une halle" in page
    assert "Le terrain" in page
    assert "Il pleut sur le marché" in page


def test_two_who_write_at_once_lose_nothing(axis, team):
    action = ActionFactory(roadmap=axis.roadmap, axis=axis)
    change_action(action, revision=1, title="Leur titre", by=HOUSE, by_name="Zoé")
    said = {"title": "Mon titre", "axis": axis.pk, "status": "upcoming", "origin": "new", "revision": 1}

    refused = team.post(url("action_change", action.pk), said)

    assert refused.status_code == 409
    assert all(words in refused.text for words in ("Mon titre", "Leur titre", "Zoé"))
    assert Action.everywhere.get().title == "Leur titre"
    assert team.post(url("action_change", action.pk), {**said, "revision": 2}).status_code == 302
    assert Action.everywhere.get().title == "Mon titre"


def test_elected_and_state_members_read_and_do_not_write(axis):
    action = ActionFactory(roadmap=axis.roadmap, axis=axis)
    for role in ("elected", "state", "observer", "scribe"):
        client = member(axis, role)
        assert client.get(url("action", action.pk)).status_code == 200
        assert client.get(url("action_change", action.pk)).status_code == 403
        assert client.post(url("bearer_name", action.pk), {"kind": "elected", "name": "Moi"}).status_code == 403
        assert client.post(url("officialise"), {"revision": 1}).status_code == 403
    assert member(axis, "team").post(url("officialise"), {"revision": 1}).status_code == 403


def test_a_loop_of_dependencies_is_refused_with_a_sentence(axis, team):
    first, second = ActionFactory.create_batch(2, roadmap=axis.roadmap, axis=axis)

    assert team.post(url("waits_add", second.pk), {"before": first.pk}).status_code == 302
    refused = team.post(url("waits_add", first.pk), {"before": second.pk})

    assert refused.status_code == 409
    assert first.name in refused.text
    assert Dependency.everywhere.count() == 1


def test_a_funding_line_is_added_changed_and_taken_away(axis, team):
    action = ActionFactory(roadmap=axis.roadmap, axis=axis)
    said = {"label": "Études", "amount_eur": "1200.50", "state": "sought"}

    assert team.post(url("line_add", action.pk, "funding"), {**said, "amount_eur": "beaucoup"}).status_code == 422
    team.post(url("line_add", action.pk, "funding"), said)
    line = action.funding.get()
    team.post(url("line_change", action.pk, "funding", line.pk), {**said, "amount_eur": "900"})
    assert action.funding.get().amount_eur == 900
    team.post(url("line_change", action.pk, "funding", line.pk), {"remove": "1"})

    assert not action.funding.exists()
    assert team.get(url("line_add", action.pk, "autre")).status_code == 404


def test_the_sheet_and_the_calendar_are_printed(axis, team):
    action = ActionFactory(
        roadmap=axis.roadmap, axis=axis, starts_on="2027-01-01", text="#strong[pas du balisage] $x$", partners="Un port"
    )
    action.locate({"type": "Point", "coordinates": [1.08, 49.93]})
    action.save()
    add_line(action, "indicator", label="Visiteurs", unit="par an", target="1200", by=HOUSE)

    for name, args in (("action_pdf", [action.pk]), ("timeline_print", [])):
        answer = team.get(url(name, *args))
        assert answer.content.startswith(b"%PDF")
        assert b"/StructTreeRoot" in answer.content or b"/Marked" in answer.content


def test_remarks_tell_what_does_not_fit_and_refuse_nothing(axis):
    first = ActionFactory(roadmap=axis.roadmap, axis=axis, ends_on=dt.date(2028, 6, 30))
    late = ActionFactory(
        roadmap=axis.roadmap, axis=axis, starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 6, 30)
    )  # fmt: skip
    depend(first, late, by=HOUSE)
    add_line(late, "plan", kind="programme", label="Fonds vert", valid_until=dt.date(2026, 2, 1), by=HOUSE)
    gate_action(late, CardFactory(atelier=axis.roadmap.atelier, kind="blockage"), by=HOUSE)

    assert len(remarks_of(late, today=TODAY)) == 4
    assert remarks_of(first, today=TODAY) == []
    late.status = "abandoned"
    assert remarks_of(late, today=TODAY) == []


def test_draw_gantt_sends_a_contradicted_arrow_round_and_keeps_bars_inside():
    axis = AxisFactory()
    first = ActionFactory(roadmap=axis.roadmap, axis=axis, starts_on=dt.date(2027, 1, 1), ends_on=dt.date(2027, 12, 31))
    second = ActionFactory(roadmap=axis.roadmap, axis=axis, starts_on=dt.date(2027, 6, 1))
    third = ActionFactory(roadmap=axis.roadmap, axis=axis, starts_on=dt.date(2028, 6, 1))
    none = ActionFactory(roadmap=axis.roadmap, axis=axis)
    for after in (second, third, none):
        depend(first, after, by=HOUSE)

    drawn = draw_gantt([first, second, third, none], TODAY)

    assert [bar.width > 0 for bar in drawn.bars] == [True, True, True, False]
    assert [arrow.is_contradicted for arrow in drawn.arrows] == [True, False]
    assert all(drawn.names <= bar.x and bar.end <= drawn.width for bar in drawn.bars)
    assert drawn.today is not None
    assert draw_gantt([], TODAY).bars == []


def test_numbers_on_the_map_never_hide_each_other():
    here = geojson_text({"type": "Point", "coordinates": [1.08, 49.93]})
    same = [Placed(f"A-{n}", "Ici", here, 0) for n in range(12)]
    frame = frame_of([one.place for one in same], 174, 92)

    marks = marks_of(same, frame)

    apart = [(one.x - other.x) ** 2 + (one.y - other.y) ** 2 for one in marks for other in marks if one is not other]
    assert min(apart) > 36
    assert frame_of([], 174, 92) is None


def test_an_action_begun_from_a_card_waits_for_the_roadmap_and_its_first_axis():
    atelier = AtelierFactory(slug="ici", site="nulle-part")
    keeper, scribe = Client(), Client()
    for client, role in ((keeper, "facilitator"), (scribe, "scribe")):
        client.force_login(MembershipFactory(atelier=atelier, role=role).account)
    card = CardFactory(atelier=atelier, kind="hypothesis", text="Une passerelle sur le talus")
    page = reverse("contributions:card", args=["ici", card.pk])
    wanted = f"{url('action_add')}?noeud=card%3A{card.pk}"

    assert wanted in keeper.get(page).text
    assert wanted not in scribe.get(page).text
    begin = keeper.get(wanted, follow=True)
    assert f"{url('begin')}?noeud=card%3A{card.pk}" in begin.text
    axis_page = keeper.post(f"{url('begin')}?noeud=card%3A{card.pk}", follow=True).redirect_chain[-1][0]
    assert axis_page == f"{url('axis_add')}?noeud=card%3A{card.pk}"
    form = keeper.post(axis_page, {"title": "Aller et venir"}, follow=True)

    assert form.redirect_chain[-1][0] == wanted
    assert form.context["form"]["text"].value() == card.text
    assert form.context["form"]["sources"].value() == [card.pk]


def test_an_action_begun_from_an_adopted_text_comes_from_it_and_names_the_tables_of_scribes(axis, team):
    card = CardFactory(atelier=axis.roadmap.atelier, text="Une passerelle", origin_name="Table du port")
    one = open_round(card.atelier, title="La passerelle", text=card.text, source=Node("card", card.pk), by=HOUSE)
    said = {"title": "Bâtir", "axis": axis.pk, "status": "upcoming", "origin": "new"}

    answer = team.post(f"{url('action_add')}?noeud=round%3A{one.pk}", said, follow=True).text

    for words in ("La passerelle", "Table du port"):
        assert words in answer
