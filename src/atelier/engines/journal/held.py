"""What waits before the journal: the words a facilitator reads before the others do.

Operations that wait are folded like the journal, over the object as the table has it: two ways of counting would part.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import UNSET
from msgspec.structs import replace

from atelier.engines.journal.operations import AnyOperation, Draw, Edit, Entry
from atelier.engines.journal.state import TableState, Thing


def brings_words(operation: AnyOperation) -> bool:
    """Whether others would read something new: a note, words on whatever is drawn, other words on what is there."""
    if isinstance(operation, Draw):
        return operation.shape == "note" or bool(operation.text)
    return isinstance(operation, Edit) and operation.text is not UNSET


def state_with(thing: Thing | None, held: Iterable[tuple[int, int, AnyOperation]]) -> TableState:
    """A table that holds one object only, as it would be with `held` (seat, hour in ms, operation), in order.

    `thing` is the object as the table has it, None when it waits itself; it is not changed.
    """
    state = TableState(things={thing.id: replace(thing)} if thing else {})
    for seat, at, operation in held:
        state.apply(Entry(seq=state.seq + 1, seat=seat, at=at, operation=operation))
    return state
