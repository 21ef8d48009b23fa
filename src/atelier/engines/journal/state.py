"""The state of a table is the fold of its journal. The same rule stands in frontend/src/live/fold.ts."""

from __future__ import annotations

from collections.abc import Iterable
from sys import intern
from uuid import UUID

from msgspec import UNSET, Struct, field

from atelier.engines.journal.operations import (
    AnyOperation,
    Cut,
    Draw,
    Edit,
    Entry,
    Erase,
    Pressures,
    Restore,
    Shape,
    Text,
    Trace,
)


class Thing(Struct, kw_only=True, omit_defaults=True, gc=False):
    """One object of a table as it stands: drawn by `seat`, last touched by `touched_by` at entry `seq`.

    `erased` is the number of the entry that hid it (0: visible), `erased_by` the seat and `erased_at` the hour (ms
    since 1970; both 0 where a snapshot older than them says nothing); `parent` the stroke it is a piece of; `said_by`
    the seat it was written for, 0 for the table as a whole, None when `seat` spoke for itself.
    """

    id: UUID
    shape: Shape
    overlay: int
    pencil: str
    trace: Trace
    pressures: Pressures | None = None
    text: Text = ""
    seat: int
    at: int
    seq: int
    touched_by: int
    erased: int = 0
    erased_by: int = 0
    erased_at: int = 0
    parent: UUID | None = None
    said_by: int | None = None


class TableState(Struct, kw_only=True):
    """Every object ever drawn on a table, erased ones included, after entry number `seq`."""

    seq: int = 0
    things: dict[UUID, Thing] = field(default_factory=dict)

    def apply(self, entry: Entry) -> list[Thing]:
        """Fold one entry in; the things it touched. Entries come in order, without gaps."""
        if entry.seq != self.seq + 1:
            raise GapInJournal(f"entry {entry.seq} after {self.seq}")
        self.seq = entry.seq
        return _touch(self.things, entry)

    def visible(self) -> list[Thing]:
        return [thing for thing in self.things.values() if not thing.erased]


class GapInJournal(ValueError):
    """An entry is missing: refetch from the last number known."""


def fold(entries: Iterable[Entry], state: TableState | None = None) -> TableState:
    """The state after `entries`, starting from `state` (changed in place) or from a bare table."""
    state = state or TableState()
    for entry in entries:
        state.apply(entry)
    return state


def _touch(things: dict[UUID, Thing], entry: Entry) -> list[Thing]:
    operation = entry.operation
    if isinstance(operation, Draw):
        thing = _drawn(operation, entry)
        things[thing.id] = thing
        return [thing]
    thing = things[operation.object]
    thing.seq, thing.touched_by = entry.seq, entry.seat
    if isinstance(operation, Cut):
        return [thing, *_cut(things, thing, operation, entry)]
    _change(thing, operation, entry)
    return [thing]


def _change(thing: Thing, operation: AnyOperation, entry: Entry) -> None:
    if isinstance(operation, Edit):
        for name in ("overlay", "pencil", "trace", "text"):
            value = getattr(operation, name)
            if value is not UNSET:
                setattr(thing, name, value)
        if operation.trace is not UNSET and thing.pressures and len(thing.pressures) * 2 != len(thing.trace):
            thing.pressures = None
    elif isinstance(operation, Erase):
        thing.erased, thing.erased_by, thing.erased_at = entry.seq, entry.seat, entry.at
    elif isinstance(operation, Restore):
        thing.erased = thing.erased_by = thing.erased_at = 0


def _drawn(operation: Draw, entry: Entry) -> Thing:
    return Thing(
        id=operation.object,
        shape=operation.shape,
        overlay=operation.overlay,
        pencil=intern(operation.pencil),  # one text for all the strokes of a pencil
        trace=operation.trace,
        pressures=operation.pressures,
        text=operation.text,
        seat=entry.seat,
        at=entry.at,
        seq=entry.seq,
        touched_by=entry.seat,
        said_by=operation.said_by,
    )


def _cut(things: dict[UUID, Thing], parent: Thing, operation: Cut, entry: Entry) -> list[Thing]:
    """Pieces keep the hand and the hour of their parent: an eraser is not an author."""
    parent.erased, parent.erased_by, parent.erased_at = entry.seq, entry.seat, entry.at
    pieces = [
        Thing(
            id=piece.object,
            shape=parent.shape,
            overlay=parent.overlay,
            pencil=parent.pencil,
            trace=piece.trace,
            pressures=piece.pressures,
            text=parent.text,
            seat=parent.seat,
            at=parent.at,
            seq=entry.seq,
            touched_by=entry.seat,
            parent=parent.id,
            said_by=parent.said_by,
        )
        for piece in operation.pieces
    ]
    things.update({piece.id: piece for piece in pieces})
    return pieces
