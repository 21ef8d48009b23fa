"""Entering operations without a socket: an import, a demonstration, the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from atelier.ateliers.models import Seat
from atelier.engines.journal.checks import Desk, RefusalCode, refusal
from atelier.engines.journal.operations import AnyOperation, Entry, new_objects
from atelier.engines.journal.state import TableState, Thing
from atelier.tables.desk import desk_of
from atelier.tables.hours import hour_of
from atelier.tables.journal import Behind, HeldElsewhere, append, known_operations, load_state
from atelier.tables.models import Table
from atelier.tables.projection import Projector

MOST_TRIES = 5


@dataclass(frozen=True)
class Hand:
    """Whose operations enter, with which rights; `hours` (ms since 1970) where they were noted before, by operation."""

    seat: Seat
    is_keeper: bool = False
    may_capture: bool = False
    hours: Mapping[UUID, int] = field(default_factory=dict)


def enter_operations(
    table: Table, operations: Sequence[AnyOperation], *, seat: Seat, is_keeper: bool = False
) -> list[tuple[AnyOperation, RefusalCode]]:
    """Add what may enter to the journal by this seat's hand; `enter_by` says the rest."""
    return enter_by(Hand(seat, is_keeper), table, operations)


def enter_by(hand: Hand, table: Table, operations: Sequence[AnyOperation]) -> list[tuple[AnyOperation, RefusalCode]]:
    """Add what may enter to the journal, all in one transaction; what may not, with its code.

    Operations the journal holds already are passed over. Screens that are open see the result.
    """
    for _ in range(MOST_TRIES):
        projector = Projector.of(table)
        known = known_operations(table.pk, [operation.op for operation in operations])
        fresh = [operation for operation in operations if operation.op not in known]
        desk = desk_of(table, projector)
        entries, touched, refused = _checked(load_state(table), fresh, desk, hand)
        try:
            if entries:
                append(table.pk, entries, projector.contributions(touched))
        except Behind:  # somebody drew meanwhile: look again
            continue
        except HeldElsewhere as held:
            operations = [one for one in operations if held.objects.isdisjoint(new_objects(one))]
            continue
        return refused
    raise Behind


def _checked(
    state: TableState, operations: Sequence[AnyOperation], desk: Desk, hand: Hand
) -> tuple[list[Entry], list[Thing], list[tuple[AnyOperation, RefusalCode]]]:
    entries: list[Entry] = []
    touched: list[Thing] = []
    refused: list[tuple[AnyOperation, RefusalCode]] = []
    for operation in operations:
        seat, at = hand.seat.pk, hand.hours.get(operation.op) or hour_of(operation.op)
        rights = {"is_keeper": hand.is_keeper, "may_capture": hand.may_capture}
        if code := refusal(operation, state, desk, seat=seat, at=at, **rights):
            refused.append((operation, code))
            continue
        entry = Entry(seq=state.seq + 1, seat=seat, at=at, operation=operation)
        touched += state.apply(entry)
        entries.append(entry)
    return entries, touched, refused
