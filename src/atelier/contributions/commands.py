"""Writes on contributions."""

from __future__ import annotations

from collections.abc import Sequence

from atelier.common.rows import ReadyRows, ready_rows
from atelier.contributions.models import Contribution

CHANGING = (
    "meaning_key", "meaning", "color", "text", "layer", "origin_name", "changed_at", "changed_by", "erased_at",
    "geometry", "west", "south", "east", "north",
)  # fmt: skip


def ready_contributions(contributions: Sequence[Contribution]) -> ReadyRows:
    """What a support's journal just said, ready to be inserted inside the transaction that writes the journal.

    Not audited row by row: the journal of the support is the record of who did what.
    """
    return ready_rows(Contribution, contributions, update=CHANGING)


def rename_meaning(origin: str, origin_ref: str, key: str, meaning: str) -> None:
    """The legend of a support changed its words: what was said with this pencil follows."""
    # everywhere: a support's reference is its own identifier, and the caller has asked for the support
    said = Contribution.everywhere.filter(origin=origin, origin_ref=origin_ref, meaning_key=key)
    said.update(meaning=meaning)
