"""The journal in the database: reading a table back, and adding entries in one transaction.

Every writer (the socket, an import, the command line) goes through `append`: numbers are given under
the table's lock, the projection is written with the entries, and nobody hears before the commit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID, uuid4

import msgspec
from django.db import transaction

from atelier.common.events import publish
from atelier.contributions.commands import write_contributions
from atelier.contributions.enums import Origin
from atelier.contributions.models import Contribution
from atelier.contributions.queries import held_elsewhere
from atelier.engines.journal.operations import AnyOperation, Entry, new_objects
from atelier.engines.journal.snapshot import pack, unpack
from atelier.engines.journal.state import TableState, fold
from atelier.tables.events import JournalGrew
from atelier.tables.models import JournalEntry, Table, TableSnapshot

SNAPSHOT_EVERY = 500
MOST_ASKED = 10_000  # identifiers in one query
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(AnyOperation)


class Behind(Exception):
    """Someone else wrote since: read the entries after yours, check again, try again."""


class HeldElsewhere(Exception):
    """Some new objects have the identifier of something said at another table: refuse them, nobody is overwritten."""

    def __init__(self, objects: set[UUID]) -> None:
        super().__init__(objects)
        self.objects = objects


class AlreadyKnown(Exception):
    """Some of these operations are in the journal: acknowledge them, do not add them."""

    def __init__(self, operations: set[UUID]) -> None:
        super().__init__(operations)
        self.operations = operations


def encode(operation: AnyOperation) -> bytes:
    return _encoder.encode(operation)


@transaction.atomic
def append(table_id: UUID, entries: Sequence[Entry], contributions: Sequence[Contribution]) -> None:
    """Write entries (consecutive, checked) and the contributions that the things they touched became.

    Raises Behind when the first is not the next number, AlreadyKnown when an `op` is in the journal,
    HeldElsewhere when a new object has the identifier of something said elsewhere.
    """
    # everywhere: the socket or command that calls this has asked for the table already
    last_seq = Table.everywhere.select_for_update().values_list("last_seq", flat=True).get(pk=table_id)
    if entries[0].seq != last_seq + 1:
        raise Behind
    known = known_operations(table_id, [entry.operation.op for entry in entries])
    if known:
        raise AlreadyKnown(known)
    fresh = [identifier for entry in entries for identifier in new_objects(entry.operation)]
    if elsewhere := held_elsewhere(fresh, Origin.TABLE, str(table_id)):
        raise HeldElsewhere(elsewhere)
    JournalEntry.everywhere.bulk_create([_row(table_id, entry) for entry in entries])
    Table.everywhere.filter(pk=table_id).update(last_seq=entries[-1].seq)
    write_contributions(contributions)
    publish(JournalGrew(table_id, entries[-1].seq))


@transaction.atomic
def rewind(table: Table, seq: int) -> None:
    """Take the entries after number `seq` out, for them to be written again in another order: a new history begins.

    Only a copy that follows its home does this (room `suitcase`); every operation comes back in the same transaction.
    Screens start again from the snapshot, keeping what they have not sent.
    """
    JournalEntry.everywhere.filter(table=table, seq__gt=seq).delete()
    TableSnapshot.everywhere.filter(table=table).delete()
    table.epoch, table.last_seq = uuid4(), seq
    table.save(update_fields=["epoch", "last_seq"])


def known_operations(table_id: UUID, operations: Sequence[UUID]) -> set[UUID]:
    """Which of these `op` identifiers the journal holds."""
    known: set[UUID] = set()
    for start in range(0, len(operations), MOST_ASKED):
        rows = JournalEntry.everywhere.filter(table_id=table_id, op__in=operations[start : start + MOST_ASKED])
        known.update(rows.values_list("op", flat=True))
    return known


def entries_after(table_id: UUID, seq: int) -> list[Entry]:
    """The entries after number `seq`, in order."""
    rows = JournalEntry.everywhere.filter(table_id=table_id, seq__gt=seq).order_by("seq")
    return [
        Entry(seq=number, seat=seat, at=milliseconds(at), operation=_decoder.decode(bytes(operation)))
        for number, seat, at, operation in rows.values_list("seq", "seat_id", "at", "operation")
    ]


def load_state(table: Table) -> TableState:
    """The table as its journal says: the last snapshot, then what came after."""
    snapshot = TableSnapshot.everywhere.filter(table=table, epoch=table.epoch).first()
    state = unpack(bytes(snapshot.packed)) if snapshot else TableState()
    return fold(entries_after(table.pk, state.seq), state)


def packed_snapshot(table: Table) -> tuple[int, bytes]:
    """(number of its last entry, gzip bytes) of a snapshot at most SNAPSHOT_EVERY entries old."""
    stored = TableSnapshot.everywhere.filter(table=table, epoch=table.epoch).first()
    if stored and table.last_seq - stored.seq < SNAPSHOT_EVERY:
        return stored.seq, bytes(stored.packed)
    state = load_state(table)
    packed = pack(state, epoch=str(table.epoch))
    keep_snapshot(table, state.seq, packed)
    return state.seq, packed


def keep_snapshot(table: Table, seq: int, packed: bytes) -> None:
    """Store a packed snapshot, unless a later one is there."""
    with transaction.atomic():
        stored = TableSnapshot.everywhere.select_for_update().filter(table=table).first()
        if stored is None or stored.epoch != table.epoch or stored.seq < seq:
            fresh = {"epoch": table.epoch, "seq": seq, "packed": packed}
            TableSnapshot.everywhere.update_or_create(table=table, defaults=fresh)


def milliseconds(moment: dt.datetime) -> int:
    return round(moment.timestamp() * 1000)


def moment(at_ms: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(at_ms / 1000, tz=dt.UTC)


def _row(table_id: UUID, entry: Entry) -> JournalEntry:
    return JournalEntry(
        table_id=table_id,
        seq=entry.seq,
        op=entry.operation.op,
        seat_id=entry.seat,
        at=moment(entry.at),
        operation=encode(entry.operation),
    )
