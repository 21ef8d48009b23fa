"""Writes on contributions."""

from __future__ import annotations

from collections.abc import Sequence

from atelier.common.rows import ReadyRows, ready_rows
from atelier.contributions.models import Contribution

CHANGING = (
    "meaning_key", "meaning", "color", "text", "layer", "origin_name", "changed_at", "changed_by", "erased_at",
    "geometry", "west", "south", "east", "north",
)  # fmt: skip
WORDS = ("meaning", "color", "layer", "origin_name", "college")
SAID = ("kind", "seat", "said_by", "college", "parent", "said_at")


def ready_contributions(contributions: Sequence[Contribution], *, is_anew: bool = False) -> ReadyRows:
    """What a support's journal just said, ready to be inserted inside the transaction that writes the journal.

    Not audited row by row: the journal of the support is the record of who did what. `is_anew`: the journal was
    written again in another order, and even who first drew a thing may be another.
    """
    return ready_rows(Contribution, contributions, update=CHANGING + SAID if is_anew else CHANGING)


def word_anew(contributions: Sequence[Contribution]) -> None:
    """The support's words changed (its name, its legend, its sheets, its people): what was said there follows."""
    ready_rows(Contribution, contributions, update=WORDS).insert()


def rename_meaning(origin: str, origin_ref: str, key: str, meaning: str) -> None:
    """The legend of a support changed its words: what was said with this pencil follows."""
    # everywhere: a support's reference is its own identifier, and the caller has asked for the support
    said = Contribution.everywhere.filter(origin=origin, origin_ref=origin_ref, meaning_key=key)
    said.update(meaning=meaning)
