"""The journal in the database: reading a table back, and adding entries in one transaction.

Every writer (the socket, an import, the command line) goes through `append`: numbers are given under
the table's lock, the projection is written with the entries, and nobody hears before the commit.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.db import transaction

from atelier.common.events import publish
from atelier.common.rows import ReadyRows, ready_rows
from atelier.contributions.commands import ready_contributions
from atelier.contributions.enums import Origin
from atelier.contributions.models import Contribution
from atelier.contributions.queries import held_elsewhere
from atelier.engines.journal.operations import AnyOperation, Entry, new_objects
from atelier.engines.journal.snapshot import pack, unpack
from atelier.engines.journal.state import TableState, fold
from atelier.tables.events import JournalGrew
from atelier.tables.models import JournalEntry, Table, TableSnapshot

SNAPSHOT_EVERY, MOST_AFTER_SNAPSHOT = 500, 1_800  # entries; a room keeps one at least every 1,500
MOST_ASKED = 10_000  # identifiers in one query
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(AnyOperation)
_packing = threading.Lock()
_packed: list[Any] = [None, 0, b""]  # the last packed for the occasion: (table, epoch), number, bytes


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


@dataclass(frozen=True)
class ReadyEntries:
    """Entries (consecutive, checked) and what the things they touched became, made ready before the transaction."""

    table_id: UUID
    entries: Sequence[Entry]
    rows: ReadyRows
    contributions: ReadyRows

    def renumbered(self, first_seq: int) -> ReadyEntries:
        """The same after what others wrote meanwhile."""
        shift = first_seq - self.entries[0].seq
        entries = [
            Entry(seq=one.seq + shift, seat=one.seat, at=one.at, operation=one.operation) for one in self.entries
        ]
        self.rows.set("seq", (entry.seq for entry in entries))
        return ReadyEntries(self.table_id, entries, self.rows, self.contributions)


def make_ready(table_id: UUID, entries: Sequence[Entry], contributions: Sequence[Contribution]) -> ReadyEntries:
    """The long part of writing, outside the transaction."""
    rows = ready_rows(JournalEntry, [_row(table_id, entry) for entry in entries])
    return ReadyEntries(table_id, entries, rows, ready_contributions(contributions))


@transaction.atomic
def append(ready: ReadyEntries) -> None:
    """Write the entries and their contributions; nobody hears before the commit.

    Raises Behind when the first is not the next number, AlreadyKnown when an `op` is in the journal,
    HeldElsewhere when a new object has the identifier of something said elsewhere.
    """
    table_id, entries = ready.table_id, ready.entries
    if entries[0].seq != lock_journal(table_id) + 1:
        raise Behind
    known = known_operations(table_id, [entry.operation.op for entry in entries])
    if known:
        raise AlreadyKnown(known)
    fresh = [identifier for entry in entries for identifier in new_objects(entry.operation)]
    if elsewhere := held_elsewhere(fresh, Origin.TABLE, str(table_id)):
        raise HeldElsewhere(elsewhere)
    ready.rows.insert()
    Table.everywhere.filter(pk=table_id).update(last_seq=entries[-1].seq)
    ready.contributions.insert()
    publish(JournalGrew(table_id, entries[-1].seq))


def lock_journal(table_id: UUID) -> int:
    """The number of the last entry; nobody adds another before this transaction ends."""
    # everywhere: the socket or command that calls this has asked for the table already
    return Table.everywhere.select_for_update().values_list("last_seq", flat=True).get(pk=table_id)


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


@dataclass(frozen=True)
class News:
    """A journal as it is now: its epoch, its last number, the entries after the one asked about.

    `held_changes` counts the changes of what waits to enter it.
    """

    epoch: UUID
    last_seq: int
    held_changes: int
    entries: list[Entry]


def read_news(table_id: UUID, seq: int) -> News:
    # everywhere: the room that asks holds the table already
    numbers = Table.everywhere.values_list("epoch", "last_seq", "held_changes")
    epoch, last_seq, held_changes = numbers.get(pk=table_id)
    return News(epoch, last_seq, held_changes, entries_after(table_id, seq) if last_seq > seq else [])


def load_state(table: Table) -> TableState:
    """The table as its journal says: the last snapshot, then what came after."""
    stored = stored_snapshot(table)
    state = unpack(bytes(stored.packed)) if stored else TableState()
    return fold(entries_after(table.pk, state.seq), state)


def stored_snapshot(table: Table) -> TableSnapshot | None:
    return TableSnapshot.everywhere.filter(table=table, epoch=table.epoch).first()


def packed_snapshot(table: Table) -> tuple[int, bytes]:
    """(number of its last entry, gzip bytes) of a snapshot near enough for a screen to start from. A read: the one
    stored, or, where none was kept in time, one made for the occasion."""
    if (stored := stored_snapshot(table)) and table.last_seq - stored.seq <= MOST_AFTER_SNAPSHOT:
        return stored.seq, bytes(stored.packed)
    with _packing:  # many arrive together at a table that nobody opened yet: the first packs for all
        packed_for, seq, packed = _packed
        if packed_for != (table.pk, table.epoch) or table.last_seq - seq > SNAPSHOT_EVERY:
            state = load_state(table)
            seq, packed = state.seq, pack(state, epoch=str(table.epoch))
            _packed[:] = [(table.pk, table.epoch), seq, packed]
        return seq, packed


@transaction.atomic
def keep_snapshot(table_id: UUID, epoch: UUID, seq: int, packed: bytes) -> None:
    """Store a packed snapshot of this epoch, unless a later one is there."""
    stored = TableSnapshot.everywhere.select_for_update().filter(table_id=table_id).first()
    if stored is None or stored.epoch != epoch or stored.seq < seq:
        fresh = {"epoch": epoch, "seq": seq, "packed": packed}
        TableSnapshot.everywhere.update_or_create(table_id=table_id, defaults=fresh)


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
