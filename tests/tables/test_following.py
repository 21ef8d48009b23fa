"""A room and what others wrote: the entries it lacks, applied and shown; a journal replaced as a whole, read anew."""

from uuid import uuid4

import pytest

from atelier.tables.entering import enter_operations
from atelier.tables.journal import load_state
from atelier.tables.live import room as rooms
from atelier.tables.live.hub import the_hub
from atelier.tables.models import Table, TableSnapshot
from tests.tables.bare_socket import BareSocket, in_database
from tests.tables.screens import fresh_id
from tests.tables.screens import stroke as said_stroke
from tests.tables.test_entering import stroke

pytestmark = pytest.mark.django_db(transaction=True)


def enter(sitting, count):
    """As another process does."""
    drawn = [stroke(sitting.table) for _ in range(count)]
    assert enter_operations(sitting.table, drawn, seat=sitting.seat) == []


async def test_entries_of_others_are_shown_without_reading_the_table_again(sitting, seated, monkeypatch):
    async with BareSocket(sitting.table.pk, seated) as screen:
        await screen.hello(sitting.table)
        monkeypatch.setattr(rooms, "read_room", lambda _: 1 / 0)

        await in_database(enter)(sitting, 3)
        await screen.until(lambda: bool(screen.heard("ops")))
        room = the_hub().rooms[sitting.table.pk]

        assert [len(batch) for batch in screen.heard("ops")] == [3]
        assert room.state == await in_database(load_state)(sitting.table)


async def test_far_too_many_entries_send_screens_to_the_snapshot(sitting, seated, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_BEHIND", 2)
    async with BareSocket(sitting.table.pk, seated) as screen:
        await screen.hello(sitting.table)

        await in_database(enter)(sitting, 3)
        await screen.until(lambda: len(screen.heard("welcome")) == 2)

    assert screen.heard("welcome")[1]["restart"]
    assert screen.heard("ops") == []


async def test_journal_replaced_as_a_whole_is_read_anew(sitting, seated):
    await in_database(enter)(sitting, 2)
    async with BareSocket(sitting.table.pk, seated) as screen:
        await screen.hello(sitting.table, since=2)
        room = the_hub().rooms[sitting.table.pk]

        epoch = uuid4()
        await in_database(Table.everywhere.update)(epoch=epoch)
        await in_database(enter)(await in_database(_read_again)(sitting), 1)
        await screen.until(lambda: len(screen.heard("welcome")) == 2)

    assert (screen.heard("welcome")[1]["epoch"], screen.heard("welcome")[1]["restart"]) == (str(epoch), True)
    assert room.seq == 3


def _read_again(sitting):
    sitting.table.refresh_from_db()
    return sitting


async def test_refusal_is_told_after_what_it_rests_on_is_saved(sitting, seated):
    """The same object drawn twice in one frame: it exists only once the first drawing is in the journal."""
    async with BareSocket(sitting.table.pk, seated) as screen:
        await screen.hello(sitting.table)
        drawn = said_stroke(screen.heard("table")[0], fresh_id())
        twice = {**drawn, "op": fresh_id()}

        screen.say({"ops": [drawn, twice]})
        await screen.until(lambda: bool(screen.heard("refused")))

    order = [key for frame in screen.said for key in frame if key in {"ops", "refused"}]
    assert order == ["ops", "refused"]
    assert screen.heard("refused")[0] == [{"op": twice["op"], "code": "object_exists"}]


async def test_room_keeps_a_snapshot_as_its_journal_grows(sitting, seated, monkeypatch):
    monkeypatch.setattr("atelier.tables.live.snapshots.SNAPSHOT_EVERY", 2)
    async with BareSocket(sitting.table.pk, seated) as screen:
        await screen.hello(sitting.table)
        for seq in (1, 2):
            screen.say({"ops": [said_stroke(screen.heard("table")[0], fresh_id())]})
            await screen.until(lambda seq=seq: len(screen.heard("ops")) == seq)
        room = the_hub().rooms[sitting.table.pk]
        await room.snapshots._working

    kept = await in_database(TableSnapshot.everywhere.get)(table=sitting.table)
    assert kept.seq == 2
