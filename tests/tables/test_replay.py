"""The journal read again: its pages, who may, and the moments that divide the day."""

import json
from uuid import UUID

import pytest
from django.test import override_settings
from django.utils import timezone

from atelier.ateliers.commands import show_names
from atelier.ateliers.models import Seat
from atelier.common.audit import System, record
from atelier.engines.journal.operations import Draw, Entry, Erase
from atelier.engines.journal.state import fold
from atelier.engines.journal.tempo import counts_at, whens_of
from atelier.tables.commands import lock_overlay, open_table
from atelier.tables.journal import append, entries_after, make_ready
from atelier.tables.replaying import PAGE_ENTRIES, hands_of, moments_of
from tests.factories.ateliers import MembershipFactory, SeatFactory
from tests.factories.tables import OverlayFactory, PencilFactory, SittingFactory, TableFactory

pytestmark = pytest.mark.django_db
LINE = [10_775_000, 499_230_000, 100, 50]
AT = 1_790_000_000_000


@pytest.fixture
def table():
    table = TableFactory()
    PencilFactory(table=table)
    OverlayFactory(table=table)
    return table


@pytest.fixture
def keeper(client, table):
    account = MembershipFactory(atelier=table.workshop.atelier).account
    client.force_login(account)
    return client


def journal_of(table, count, seat=None):
    """So many strokes, one a second, in the table's journal."""
    seat = seat or SittingFactory(table=table).seat
    overlay = table.overlays.get().pk
    drawing = {"shape": "stroke", "overlay": overlay, "pencil": "blockage", "trace": LINE}
    entries = [
        Entry(
            seq=n, seat=seat.pk, at=AT + n * 1000, operation=Draw(op=UUID(int=n), object=UUID(int=10**6 + n), **drawing)
        )
        for n in range(table.last_seq + 1, table.last_seq + count + 1)
    ]
    append(make_ready(table.pk, entries, []))
    table.refresh_from_db()
    return entries


def pages_of(client, table):
    pages, after = [], 0
    while not pages or len(pages[-1]["ops"]) == PAGE_ENTRIES:
        answer = client.get(f"/tables/{table.pk}/journal.json", {"apres": after})
        assert answer.status_code == 200
        pages.append(json.loads(answer.content))
        after += len(pages[-1]["ops"])
    return pages


def test_pages_put_end_to_end_are_the_journal(keeper, table):
    journal_of(table, PAGE_ENTRIES + 3)

    pages = pages_of(keeper, table)

    assert [(page["seq"], len(page["ops"]), page["last"]) for page in pages] == [
        (1, PAGE_ENTRIES, PAGE_ENTRIES + 3),
        (PAGE_ENTRIES + 1, 3, PAGE_ENTRIES + 3),
    ]
    told = [(entry["at"], entry["seat"], entry["operation"]["object"]) for page in pages for entry in page["ops"]]
    kept = [(entry.at, entry.seat, str(entry.operation.object)) for entry in entries_after(table.pk, 0)]
    assert told == kept
    assert {page["epoch"] for page in pages} == {str(table.epoch)}


def test_page_of_an_empty_journal_or_past_its_end_is_empty(keeper, table):
    (empty,) = pages_of(keeper, table)
    journal_of(table, 2)
    past = json.loads(keeper.get(f"/tables/{table.pk}/journal.json?apres=40").content)

    assert (empty["ops"], empty["last"]) == ([], 0)
    assert (past["ops"], past["seq"], past["last"]) == ([], 41, 2)


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "9" * 16, "²"])
def test_page_after_something_that_is_no_number_is_not_there(keeper, table, after):
    assert keeper.get(f"/tables/{table.pk}/journal.json", {"apres": after}).status_code == 404


def test_page_is_sent_again_only_when_it_changed(keeper, table):
    journal_of(table, 2)
    address = f"/tables/{table.pk}/journal.json"
    etag = keeper.get(address).headers["ETag"]

    same = keeper.get(address, headers={"If-None-Match": etag})
    journal_of(table, 1, seat=Seat.everywhere.first())
    grown = keeper.get(address, headers={"If-None-Match": etag})

    assert (same.status_code, grown.status_code) == (304, 200)


def test_page_is_read_with_few_queries_whatever_its_size(keeper, table, django_assert_max_num_queries):
    journal_of(table, 1_000)

    with django_assert_max_num_queries(8):
        keeper.get(f"/tables/{table.pk}/journal.json")


@pytest.mark.parametrize("page", ["journal.json", "rejouer/", "images/"])
def test_replay_is_for_whoever_may_see_the_table(client, table, page):
    address = f"/tables/{table.pk}/{page}"
    stranger = client.get(address).status_code
    reader = MembershipFactory(atelier=table.workshop.atelier, role="observer").account
    client.force_login(reader)
    member = client.get(address).status_code
    client.force_login(MembershipFactory().account)
    elsewhere = client.get(address).status_code
    client.logout()
    seat = SittingFactory(table=table).seat
    session = client.session
    session["seats"] = {str(seat.workshop_id): seat.pk}
    session.save()

    assert (stranger, member, elsewhere, client.get(address).status_code) == (404, 200, 404, 200)


def test_those_who_left_have_a_college_and_no_name(table):
    there = SittingFactory(table=table, seat__name="Jeanne", seat__workshop=table.workshop).seat
    gone = SeatFactory(workshop=table.workshop, name="Malik", college="elected", removed_at=timezone.now())
    journal_of(table, 1, seat=gone)

    assert {(one.seat, one.name, one.college) for one in hands_of(table)} == {
        (there.pk, "Jeanne", "inhabitant"),
        (gone.pk, "", "elected"),
    }


@override_settings(LANGUAGE_CODE="fr")
def test_moments_are_what_the_facilitator_did_in_order(table):
    overlay = table.overlays.get()
    lock_overlay(overlay, is_locked=True, by=System())
    open_table(table, is_open=False, by=System())
    open_table(TableFactory(), is_open=False, by=System())
    record("phase.begun", table.workshop, by=System(), title="Blocages", table=str(table.pk))
    record("phase.begun", table.workshop, by=System(), title="Ailleurs", table=str(TableFactory().pk))

    assert [moment["words"] for moment in moments_of(table)] == [
        "Calque verrouillé\u00a0: Premier calque",
        "La table ferme",
        "Phase\u00a0: Blocages",
    ]


def test_who_erased_and_when_is_in_the_state():
    thing = UUID(int=7)
    draw = Draw(op=UUID(int=1), object=thing, shape="mark", overlay=1, pencil="red", trace=[1, 2])
    entries = [
        Entry(seq=1, seat=3, at=AT, operation=draw),
        Entry(seq=2, seat=4, at=AT + 9, operation=Erase(op=UUID(int=2), object=thing)),
    ]

    state = fold(entries).things[thing]

    assert (state.erased, state.erased_by, state.erased_at) == (2, 4, AT + 9)


def test_time_of_a_replay_never_goes_back_and_waits_are_shortened():
    hours = [1000, 1500, 1400, 61_500, 62_000]

    assert whens_of(hours, shortens_waits=False) == [0, 500, 500, 60_500, 61_000]
    assert whens_of(hours) == [0, 500, 500, 4500, 5000]
    assert counts_at(whens_of(hours), 3) == [1, 3, 5]
    assert (whens_of([]), counts_at([], 2)) == ([], [0, 0])


def test_hidden_names_are_told_to_those_who_keep_the_table_only(table):
    SittingFactory(table=table, seat__name="Jeanne", seat__workshop=table.workshop)
    show_names(table.workshop, shows_names=False, by=System())

    assert [one.name for one in hands_of(table)] == [""]
    assert [one.name for one in hands_of(table, with_names=True)] == ["Jeanne"]
