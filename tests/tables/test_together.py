"""Batches of several tables in three statements: all of them, or none, and never what may not enter."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from atelier.contributions.models import Contribution
from atelier.engines.journal.operations import Draw, Entry
from atelier.engines.journal.state import fold
from atelier.tables.hours import hour_of
from atelier.tables.journal import Unsure, append, append_together, entries_after, make_ready
from atelier.tables.models import JournalEntry, Table
from atelier.tables.projection import Projector
from atelier.tables.verifying import differences
from tests.factories.tables import OverlayFactory, PencilFactory, SittingFactory

pytestmark = pytest.mark.django_db(transaction=True)
LINE = [10_775_000, 499_230_000, 9_000, 4_000]


@pytest.fixture
def sittings():
    return [furnished(SittingFactory()) for _ in range(3)]


def furnished(sitting):
    OverlayFactory(table=sitting.table)
    PencilFactory(table=sitting.table)
    return sitting


def batch_of(sitting, *, first=1, count=1, op=None, target=None):
    """Strokes drawn at a table, ready to be written."""
    table = sitting.table
    overlay, pencil = table.overlays.first().pk, table.pencils.first().key
    drawn = [
        Draw(op=op or uuid4(), object=target or uuid4(), shape="stroke", overlay=overlay, pencil=pencil, trace=LINE)
        for _ in range(count)
    ]
    entries = [
        Entry(seq=first + place, seat=sitting.seat.pk, at=hour_of(one.op), operation=one)
        for place, one in enumerate(drawn)
    ]
    things = [
        thing
        for entry in entries
        for thing in fold([Entry(seq=1, seat=entry.seat, at=entry.at, operation=entry.operation)]).visible()
    ]
    return make_ready(table.pk, entries, Projector.of(table).contributions(things))


def write(*batches):
    with transaction.atomic():
        append_together(batches)


def test_batches_of_several_tables_enter_together(sittings):
    write(*(batch_of(sitting, count=count) for sitting, count in zip(sittings, (1, 7, 400), strict=True)))

    for sitting, count in zip(sittings, (1, 7, 400), strict=True):
        table = Table.everywhere.get(pk=sitting.table.pk)
        assert table.last_seq == count
        assert [entry.seq for entry in entries_after(table.pk, 0)] == list(range(1, count + 1))
        assert differences(table) == []


def test_a_number_that_is_taken_lets_nothing_in(sittings):
    write(batch_of(sittings[0]))

    with pytest.raises(Unsure):
        write(batch_of(sittings[1]), batch_of(sittings[0]))

    assert JournalEntry.everywhere.count() == 1


def test_an_operation_enters_once(sittings):
    op = uuid4()
    write(batch_of(sittings[0], op=op))

    with pytest.raises(IntegrityError):
        write(batch_of(sittings[1]), batch_of(sittings[0], first=2, op=op))

    assert JournalEntry.everywhere.count() == Contribution.everywhere.count() == 1


def test_nobody_overwrites_what_was_said_at_another_table(sittings):
    target = uuid4()
    write(batch_of(sittings[0], target=target))

    with pytest.raises(Unsure):
        write(batch_of(sittings[1], target=target))

    assert Contribution.everywhere.get(pk=target).origin_ref == str(sittings[0].table.pk)


def test_what_enters_together_and_alone_is_the_same(sittings):
    write(batch_of(sittings[0]))
    append(batch_of(sittings[1]))

    rows = [Contribution.everywhere.get(origin_ref=str(one.table.pk)) for one in sittings[:2]]
    assert rows[0].geometry == rows[1].geometry
    assert rows[0].west == rows[1].west == 1.0775
