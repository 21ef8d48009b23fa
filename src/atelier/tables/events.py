"""What the room `tables` says to the others, and to its own live rooms, after the commit.

`change` counts the changes of a table outside its journal: a live room that sees a number missing reads
everything again, as it does with a gap in the journal.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class JournalGrew:
    """Entries were added: a live room that does not hold `seq` reads them."""

    table_id: UUID
    seq: int


@dataclass(frozen=True)
class HeldChanged:
    """Notes began to wait, or something became of them."""

    table_id: UUID


@dataclass(frozen=True)
class TableChanged:
    """Its name, legend, overlays or locks, its opening, its phase or what it shows changed; perhaps everybody's
    rights with them."""

    table_id: UUID
    change: int


@dataclass(frozen=True)
class SeatsChanged:
    """Someone sat down: the others learn who, and nobody else's rights are asked again."""

    table_id: UUID
    change: int
    seat: int


@dataclass(frozen=True)
class RightsChanged:
    """A right was given or withdrawn: every screen is asked again, at once."""

    table_id: UUID
    change: int


@dataclass(frozen=True)
class LookMoved:
    """The view that the table's maps follow moved: west, south, east, north."""

    table_id: UUID
    look: tuple[float, float, float, float]


Change = TableChanged | SeatsChanged | RightsChanged
Told = JournalGrew | HeldChanged | Change | LookMoved
