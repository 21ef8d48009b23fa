"""Entering operations without a socket: an import, a demonstration, the command line.

The long part (checking, geometry, rows) is done while others go on writing; the journal is locked only for the
inserts. What was drawn meanwhile is then read, everything is checked against it again, and the numbers follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction

from atelier.ateliers.models import Seat
from atelier.engines.journal.checks import RefusalCode, refusal
from atelier.engines.journal.operations import AnyOperation, Draw, Entry, new_objects
from atelier.engines.journal.snapshot import pack
from atelier.engines.journal.state import TableState, Thing
from atelier.engines.journal.tentative import Tentative
from atelier.tables.desk import desk_of
from atelier.tables.hours import hour_of
from atelier.tables.journal import (
    SNAPSHOT_EVERY,
    AlreadyKnown,
    Behind,
    HeldElsewhere,
    ReadyEntries,
    append,
    entries_after,
    keep_snapshot,
    known_operations,
    load_state,
    lock_journal,
    make_ready,
)
from atelier.tables.models import Table, TableOverlay
from atelier.tables.projection import Projector

MOST_TRIES = 5
MEANWHILE = (Behind, AlreadyKnown)  # the journal was replaced, or the same came in by another way: look again


@dataclass
class Checked:
    """Operations checked against a state that holds them now: those that enter, those refused with their code."""

    entries: list[Entry] = field(default_factory=list)
    touched: list[Thing] = field(default_factory=list)
    refused: list[tuple[AnyOperation, RefusalCode]] = field(default_factory=list)


@dataclass(frozen=True)
class Hand:
    """Whose operations enter, with which rights; `hours` (ms since 1970) where they were noted before, by operation."""

    seat: Seat
    is_keeper: bool = False
    may_capture: bool = False
    hours: Mapping[UUID, int] = field(default_factory=dict)


class Entering:
    """Operations of a hand on their way into the journal: made ready first, written in the caller's transaction."""

    def __init__(self, hand: Hand, table: Table, operations: Sequence[AnyOperation]) -> None:
        self.hand, self.table = hand, table
        self._operations = operations
        self._state = TableState()
        self._checked = Checked()
        self._ready: ReadyEntries | None = None

    @property
    def refused(self) -> list[tuple[AnyOperation, RefusalCode]]:
        return self._checked.refused

    def prepare(self, *, overlays: Mapping[int, TableOverlay] | None = None) -> None:
        """Everything that needs no lock. `overlays`: those that will lie on the table once the writing begins."""
        projector = Projector.of(self.table)
        self._projector = replace(projector, overlays={**projector.overlays, **(overlays or {})})
        self._desk = desk_of(self.table, self._projector)
        known = known_operations(self.table.pk, [operation.op for operation in self._operations])
        self._operations = [operation for operation in self._operations if operation.op not in known]
        self._state = load_state(self.table)
        self._check()

    def write(self) -> None:
        """In one transaction, under the journal's lock. Raises HeldElsewhere, or one of MEANWHILE."""
        with transaction.atomic():
            if missed := self._missed():
                self._tentative.take_back()
                for entry in missed:
                    self._state.apply(entry)
                self._check()
            if self._ready:
                append(self._ready)
                transaction.on_commit(self._keep_snapshot, robust=True)

    def leave_out(self, held: HeldElsewhere) -> None:
        """Without the operations whose new objects were said elsewhere."""
        self._operations = [one for one in self._operations if held.objects.isdisjoint(new_objects(one))]

    def _missed(self) -> list[Entry]:
        last_seq, prepared_from = lock_journal(self.table.pk), self._state.seq - len(self._checked.entries)
        return entries_after(self.table.pk, prepared_from) if last_seq > prepared_from else []

    def _check(self) -> None:
        """Check all again; what was made ready serves again when the same drawings enter."""
        before, ready = self._checked, self._ready
        self._tentative = Tentative(self._state)
        self._checked = checked = self._try_all()
        if not checked.entries:
            self._ready = None
        elif ready and _same_drawings(before, checked):
            self._ready = ready.renumbered(checked.entries[0].seq)
        else:
            contributions = self._projector.contributions(checked.touched)
            self._ready = make_ready(self.table.pk, checked.entries, contributions)

    def _try_all(self) -> Checked:
        checked, seat = Checked(), self.hand.seat.pk
        rights = {"is_keeper": self.hand.is_keeper, "may_capture": self.hand.may_capture}
        for operation in self._operations:
            at = self.hand.hours.get(operation.op) or hour_of(operation.op)
            if code := refusal(operation, self._state, self._desk, seat=seat, at=at, **rights):
                checked.refused.append((operation, code))
                continue
            entry = Entry(seq=self._state.seq + 1, seat=seat, at=at, operation=operation)
            checked.touched += self._tentative.apply(entry)
            checked.entries.append(entry)
        return checked

    def _keep_snapshot(self) -> None:
        """Many entries at once: who joins starts from them, not from what was before."""
        if len(self._checked.entries) >= SNAPSHOT_EVERY:
            epoch = self.table.epoch
            keep_snapshot(self.table.pk, epoch, self._state.seq, pack(self._state, epoch=str(epoch)))


def enter_operations(
    table: Table, operations: Sequence[AnyOperation], *, seat: Seat, is_keeper: bool = False
) -> list[tuple[AnyOperation, RefusalCode]]:
    """Add what may enter to the journal by this seat's hand; `enter_by` says the rest."""
    return enter_by(Hand(seat, is_keeper), table, operations)


def enter_by(hand: Hand, table: Table, operations: Sequence[AnyOperation]) -> list[tuple[AnyOperation, RefusalCode]]:
    """Add what may enter to the journal, all in one transaction; what may not, with its code.

    Operations the journal holds already are passed over. Screens that are open see the result.
    """
    entering = Entering(hand, table, operations)
    for _ in range(MOST_TRIES):
        entering.prepare()
        try:
            entering.write()
        except HeldElsewhere as held:
            entering.leave_out(held)
        except MEANWHILE:
            continue
        else:
            return entering.refused
    raise Behind


def _same_drawings(before: Checked, now: Checked) -> bool:
    """The same new objects, and nothing else: what they became does not depend on what others drew meanwhile."""
    return [one.operation for one in before.entries] == [one.operation for one in now.entries] and all(
        isinstance(one.operation, Draw) for one in now.entries
    )
