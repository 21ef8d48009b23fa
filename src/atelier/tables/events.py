"""What the room `tables` says to the others, and to its own live rooms, after the commit."""

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
    """Its name, legend, overlays or locks, or someone's place changed."""

    table_id: UUID
