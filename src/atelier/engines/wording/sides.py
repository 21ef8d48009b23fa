"""Two texts side by side, what differs marked in each."""

from __future__ import annotations

from typing import NamedTuple

from atelier.engines.wording.differences import word_differences


class Segment(NamedTuple):
    """A run of a text; `is_different` where the other text says something else there."""

    text: str
    is_different: bool


def side_by_side(left: str, right: str) -> tuple[list[Segment], list[Segment]]:
    """Both texts cut into segments; the common ones of the two lists are the same, in the same order."""
    pieces = word_differences(left, right)
    one = [Segment(piece.text, piece.kind == "out") for piece in pieces if piece.kind != "into"]
    other = [Segment(piece.text, piece.kind == "into") for piece in pieces if piece.kind != "out"]
    return one, other
