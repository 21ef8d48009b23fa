"""The journal in the database: reading a table back, and adding entries in one transaction.

Every writer (the socket, an import, the command line) goes through `append`: numbers are given under
the table's lock, the projection is written with the entries, and nobody hears before the commit.
"""

from __future__ import annotations

import datetime as dt
import functools
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec
from django.db import connection, transaction
from django.db.models import QuerySet

from atelier.common.asked import Asked
from atelier.common.events import publish
from atelier.common.rows import ReadyRows, RowStatement, ready_rows
from atelier.contributions.commands import Contributed, ready_contributions
from atelier.contributions.enums import Origin
from atelier.contributions.queries import held_elsewhere
from atelier.engines.journal.operations import AnyOperation, Entry, new_objects
from atelier.engines.journal.snapshot import pack, unpack
from atelier.engines.journal.state import TableState, fold
from atelier.tables.events import JournalGrew
from atelier.tables.models import JournalEntry, Table, TableSnapshot

SNAPSHOT_EVERY, MOST_AFTER_SNAPSHOT = 500, 1_800  # entries; a room keeps one at least every 1,500
MOST_ASKED = 10_000  # identifiers in one query
MOST_READ = 8  # snapshots at hand
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(AnyOperation)
# everywhere: whoever asks holds the table
_last_stored = Asked(
    lambda table, epoch: TableSnapshot.everywhere.filter(table=table, epoch=epoch).only("seq"), UUID, UUID
)
_packing, _reading = threading.Lock(), threading.Lock()
_read: dict[UUID, tuple[UUID, int, bytes]] = {}  # stored ones, by table, as they were last asked for
_packed: list[Any] = [None, 0, b""]  # the last packed for the occasion: (table, epoch), number, bytes


class Behind(Exception):
    """Someone else wrote since: read the entries after yours, check again, try again."""


class Unsure(Exception):
    """Of several batches one at least cannot enter as it is: `append` each by itself, it says which and why."""


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


def make_ready(table_id: UUID, entries: Sequence[Entry], contributions: Sequence[Contributed]) -> ReadyEntries:
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


def append_together(batches: Sequence[ReadyEntries]) -> None:
    """Write batches of different tables with three statements; nobody hears before the caller’s commit.

    Nothing is asked: the numbers are taken where they are the expected ones, what an `op` identifier or the identifier
    of something said elsewhere forbids does not go in. Raises Unsure or IntegrityError: then nothing may be kept.
    """
    numbers = [
        (_identifier(batch.table_id), batch.entries[-1].seq, batch.entries[0].seq - 1)
        for batch in sorted(batches, key=lambda batch: batch.table_id)  # rows are locked in the same order everywhere
    ]
    if _advance().run(numbers) != len(batches):
        raise Unsure
    first, *others = batches
    first.rows.and_all(other.rows for other in others).insert()
    contributions = first.contributions.and_all(other.contributions for other in others)
    if contributions.insert() != len(contributions.values):
        raise Unsure
    for batch in batches:
        publish(JournalGrew(batch.table_id, batch.entries[-1].seq))


@functools.cache
def _advance() -> RowStatement:
    """Rows of (table, its new last number, the one it must have)."""
    quote = connection.ops.quote_name
    table, last_seq, key = (quote(name) for name in (Table._meta.db_table, "last_seq", str(Table._meta.pk.column)))
    return RowStatement(
        f"UPDATE {table} SET {last_seq} = batch.column2 FROM (VALUES ",  # noqa: S608
        "(%s, %s, %s)",
        f") AS batch WHERE {table}.{key} = batch.column1 AND {table}.{last_seq} = batch.column3",
    )


def _identifier(table_id: UUID) -> Any:
    """As the database keeps it."""
    return Table._meta.pk.get_db_prep_value(table_id, connection)


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
    return _stored_of(table).first()


def packed_snapshot(table: Table) -> tuple[int, bytes]:
    """(number of its last entry, gzip bytes) of a snapshot near enough for a screen to start from. A read: the one
    stored, or, where none was kept in time, one made for the occasion."""
    last = _last_stored.first(table.pk, table.epoch)
    if last and table.last_seq - last.seq <= MOST_AFTER_SNAPSHOT and (stored := _read_once(table, last.seq)):
        return stored
    with _packing:  # many arrive together at a table that nobody opened yet: the first packs for all
        packed_for, seq, packed = _packed
        if packed_for != (table.pk, table.epoch) or table.last_seq - seq > SNAPSHOT_EVERY:
            state = load_state(table)
            seq, packed = state.seq, pack(state, epoch=str(table.epoch))
            _packed[:] = [(table.pk, table.epoch), seq, packed]
        return seq, packed


def _read_once(table: Table, seq: int) -> tuple[int, bytes] | None:
    """The stored snapshot, the same bytes for the two hundred who ask: megabytes each, on slow lines.

    None when the journal was replaced meanwhile.
    """
    kept = _read.get(table.pk)
    if kept and kept[:2] == (table.epoch, seq):
        return kept[1:]
    with _reading:
        kept = _read.get(table.pk)
        if not kept or kept[:2] != (table.epoch, seq):
            stored = _stored_of(table).values_list("seq", "packed").first()
            if stored is None:
                return None
            _read[table.pk] = kept = (table.epoch, stored[0], bytes(stored[1]))
            if len(_read) > MOST_READ:
                del _read[next(iter(_read))]
    return kept[1:]


def _stored_of(table: Table) -> QuerySet[TableSnapshot]:
    return TableSnapshot.everywhere.filter(table=table, epoch=table.epoch)


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


class _Row(NamedTuple):
    """A JournalEntry's columns."""

    table_id: UUID
    seq: int
    op: UUID
    seat_id: int
    at: dt.datetime
    operation: bytes


def _row(table_id: UUID, entry: Entry) -> _Row:
    operation = entry.operation
    return _Row(table_id, entry.seq, operation.op, entry.seat, moment(entry.at), encode(operation))
