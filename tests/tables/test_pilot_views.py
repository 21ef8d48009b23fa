"""The facilitator's page and its gestures: who may, what is refused, what names are told to whom."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from atelier.ateliers.commands import add_step
from atelier.common.audit import System
from atelier.common.models import AuditEntry
from atelier.tables.commands import join_table, set_table
from atelier.tables.entering import enter_operations
from atelier.tables.facilitation.gestures import GESTURES
from atelier.tables.facilitation.showing import show_names_of
from atelier.tables.models import Table
from tests.docs.pages import page, words_in_code
from tests.factories.ateliers import AccessTokenFactory, MembershipFactory, WorkshopFactory
from tests.tables.test_entering import stroke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]
HOUSE = System()
JSON = {"Accept": "application/json"}


@pytest.fixture
def table():
    workshop = WorkshopFactory()
    add_step(workshop, title="Blocages", by=HOUSE)
    set_table(workshop, name="Table 1", by=HOUSE)
    return set_table(workshop, name="Table 2", by=HOUSE)


def member(table, role="facilitator"):
    client = Client()
    client.force_login(MembershipFactory(atelier=table.workshop.atelier, role=role).account)
    return client


@pytest.fixture
def keeper(table):
    return member(table)


@pytest.fixture
def jeanne(table):
    """A participant's browser, and the seat it holds; she wrote something."""
    client = Client()
    client.post(reverse("tables:join", args=[table.code]), {"name": "Jeanne", "college": "elected", "consent": "on"})
    seat = table.sittings.get().seat
    assert enter_operations(table, [stroke(table, text="Des bancs")], seat=seat) == []
    return client, seat


def do(client, table, gesture, /, **fields):
    address = reverse("tables:pilot_gesture", args=[table.workshop_id])
    return client.post(address, {"gesture": gesture, **fields}, headers=JSON)


def now(table):
    return Table.everywhere.select_related("workshop").get(pk=table.pk)


@pytest.mark.parametrize(("role", "status"), [("lead", 200), ("facilitator", 200), ("scribe", 403), ("observer", 403)])
def test_the_page_its_gestures_and_its_names_are_for_keepers(table, role, status):
    client = member(table, role)

    answers = [
        client.get(reverse("tables:pilot", args=[table.workshop_id])),
        client.get(reverse("tables:pilot_people", args=[table.workshop_id])),
        do(client, table, "own_work", is_on="on"),
    ]

    assert [answer.status_code for answer in answers] == [status] * 3


def test_those_who_sit_at_a_table_see_nothing_of_it(table, jeanne):
    client, _seat = jeanne

    assert client.get(reverse("tables:pilot", args=[table.workshop_id])).status_code == 404
    assert [do(client, table, gesture).status_code for gesture in GESTURES] == [404] * len(GESTURES)


def test_a_gesture_is_for_one_table_or_for_all(table, keeper):
    do(keeper, table, "own_work", table=str(table.pk), is_on="on")
    assert [one.own_work_only for one in table.workshop.tables.all()] == [False, True]

    do(keeper, table, "own_work", is_on="on")
    do(keeper, table, "table_open")
    assert [(one.own_work_only, one.is_open) for one in table.workshop.tables.all()] == [(True, False)] * 2


def test_a_gesture_on_another_workshops_table_is_not_seen(table, keeper):
    elsewhere = set_table(WorkshopFactory(), name="Ailleurs", by=HOUSE)
    overlay = elsewhere.overlays.first()

    answers = [
        do(keeper, table, "own_work", table=str(elsewhere.pk), is_on="on"),
        do(keeper, table, "overlay_lock", overlay=overlay.pk, is_on="on"),
        do(keeper, table, "seat_remove", seat=join_table(elsewhere, name="Zoé", college="team", by=HOUSE).pk),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3


def test_what_is_wrong_is_a_sentence(table, keeper):
    wrong = do(keeper, table, "phase_begin")
    none = do(keeper, table, "phase_pause")

    assert (wrong.status_code, wrong.json()["sentence"]) == (
        422,
        "Choisissez une étape, ou donnez un titre à la phase.",
    )
    assert (none.status_code, none.json()["code"]) == (409, "no_phase")
    assert do(keeper, table, "dance").status_code == 422
    assert do(keeper, table, "view_lead", west="1").status_code == 404


def test_without_javascript_a_form_comes_back_to_the_page(table, keeper):
    address = reverse("tables:pilot_gesture", args=[table.workshop_id])
    step = table.workshop.steps.get()

    answer = keeper.post(
        address, {"gesture": "phase_begin", "table": "", "step": step.pk, "minutes": "10"}, follow=True
    )

    assert answer.redirect_chain == [(reverse("tables:pilot", args=[table.workshop_id]), 302)]
    assert now(table).phase.step == step
    assert keeper.post(address, {"gesture": "phase_begin"}).status_code == 422


def test_without_javascript_an_overlay_is_locked_at_one_table_and_unlocked_at_all(table, keeper):
    first = table.workshop.tables.get(name="Table 1")
    overlay = first.overlays.first()
    address = reverse("tables:pilot_gesture", args=[table.workshop_id])
    page = keeper.get(reverse("tables:pilot", args=[table.workshop_id])).content.decode()
    for scope in ("all", first.pk):
        choice = f'<select id="overlay-{scope}" name="overlay"><option value="{overlay.pk}">{overlay.name}</option>'
        assert choice in page

    said = {"gesture": "overlay_lock", "overlay": overlay.pk}
    page = keeper.post(address, {**said, "table": str(first.pk), "is_on": "on"}, follow=True).content.decode()
    overlay.refresh_from_db()
    assert overlay.is_locked
    assert f"{overlay.name} (verrouillé)" in page

    keeper.post(address, {**said, "table": "", "is_on": ""}, follow=True)
    overlay.refresh_from_db()
    assert not overlay.is_locked


def test_a_removed_person_is_named_and_given_the_place_back(table, keeper, jeanne):
    client, seat = jeanne
    address = reverse("tables:table", args=[table.pk])

    do(keeper, table, "seat_remove", seat=seat.pk)
    assert client.get(address).status_code == 302
    people = keeper.get(reverse("tables:pilot_people", args=[table.workshop_id])).json()["people"]
    assert [(one["name"], one["isRemoved"]) for one in people] == [("Jeanne", True)]

    do(keeper, table, "seat_restore", seat=seat.pk)
    assert client.get(address).status_code == 200
    audited = AuditEntry.objects.filter(thing_kind="ateliers.seat", thing_id=seat.pk).order_by("pk")
    assert list(audited.values_list("verb", flat=True)) == ["seat.taken", "seat.removed", "seat.given_again"]


def test_hidden_names_leave_the_server_to_keepers_only(table, keeper, jeanne):
    other = Client()
    other.post(reverse("tables:join", args=[table.code]), {"name": "Paul", "college": "elected", "consent": "on"})
    show_names_of(table.workshop, shows_names=False, by=HOUSE)
    observer = member(table, "observer")
    secret = "atelier_hidden-names"
    AccessTokenFactory(atelier=table.workshop.atelier, secret=secret)
    ogc = f"/ogc/{table.workshop.atelier.slug}/collections/{table.code}-traits/items"
    addresses = [
        reverse("tables:table", args=[table.pk]),
        reverse("tables:export", args=[table.pk, "csv"]),
        reverse("tables:export", args=[table.pk, "geojson"]),
    ]
    wall = reverse("tables:wall", args=[table.workshop_id])

    told = [other.get(address).content.decode() for address in addresses]
    told += [observer.get(f"{wall}{query}").content.decode() for query in ("", "?lecture=oui", "?noms=oui")]
    assert ["Jeanne" in text for text in told] == [False] * len(told)
    assert ["Des bancs" in text for text in told] == [True] * len(told)
    assert ["Jeanne" in keeper.get(address).content.decode() for address in addresses] == [True] * 3

    def ask(query=""):
        answer = other.get(f"{ogc}?f=json{query}", headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    assert [one["properties"]["auteur"] for one in ask()["features"]] == [""]
    assert ask("&auteur=Jeanne")["numberMatched"] == 0


def test_every_gesture_has_its_line_in_the_reference():
    assert set(GESTURES) - words_in_code(page("reference/permissions.md")) == set()
