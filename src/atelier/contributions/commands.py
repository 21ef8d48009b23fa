"""Writes on contributions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from atelier.common.geometry import bounds_of
from atelier.common.rows import ReadyRows, ready_rows
from atelier.contributions.models import Contribution

CHANGING = (
    "meaning_key", "meaning", "color", "text", "layer", "origin_name", "changed_at", "changed_by", "erased_at",
    "geometry", "west", "south", "east", "north",
)  # fmt: skip
WORDS = ("meaning", "color", "layer", "origin_name", "college")
SUPPORT = ("origin", "origin_ref")
SAID = ("kind", "seat", "said_by", "college", "parent", "said_at")


@dataclass(slots=True, kw_only=True)
class Contributed:
    """The columns of a Contribution on their way to the database: a table writes thousands a second."""

    id: UUID
    atelier_id: int
    kind: str
    meaning_key: str
    meaning: str
    color: str
    text: str
    layer: str
    seat_id: int
    said_by_id: int | None
    college: str
    origin: str
    origin_ref: str
    origin_name: str
    parent: UUID | None
    said_at: dt.datetime
    changed_at: dt.datetime
    changed_by_id: int | None
    erased_at: dt.datetime | None
    geometry: dict[str, Any] | None
    west: float | None = None
    south: float | None = None
    east: float | None = None
    north: float | None = None

    def __post_init__(self) -> None:
        if self.geometry:
            self.west, self.south, self.east, self.north = bounds_of(self.geometry)


def ready_contributions(contributions: Sequence[Contributed], *, is_anew: bool = False) -> ReadyRows:
    """What a support's journal just said, ready to be inserted inside the transaction that writes the journal.

    What another support said under the same identifier is left as it is. Not audited row by row: the journal of the
    support is the record of who did what. `is_anew`: the journal was written again in another order, and even who
    first drew a thing may be another.
    """
    changing = CHANGING + SAID if is_anew else CHANGING
    return ready_rows(Contribution, contributions, update=changing, if_same=SUPPORT)


def word_anew(contributions: Sequence[Contributed]) -> None:
    """The support's words changed (its name, its legend, its sheets, its people): what was said there follows."""
    ready_rows(Contribution, contributions, update=WORDS, if_same=SUPPORT).insert()


def rename_meaning(origin: str, origin_ref: str, key: str, meaning: str) -> None:
    """The legend of a support changed its words: what was said with this pencil follows."""
    # everywhere: a support's reference is its own identifier, and the caller has asked for the support
    said = Contribution.everywhere.filter(origin=origin, origin_ref=origin_ref, meaning_key=key)
    said.update(meaning=meaning)
