"""Words among the small pieces of one pen: letters that stand together, with their accents and what underlines them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.pieces import LETTER_MM, Piece, PieceKind, around, is_writing, words_of

GAP_MM, ACCENT_GAP_MM, BLOT_MM = 3.4, 1.8, 3.0
MOST_ACCENT = 0.9  # of the height of its word
SEVERAL = 3


def words_among(
    pieces: Sequence[Piece], kinds: Mapping[int, PieceKind], labels: NDArray[np.int32], px_per_mm: float
) -> list[list[Piece]]:
    """pieces: of `labels`, `kinds` by label. Each word with all its pieces."""
    letters = [one for one in pieces if _may_be_letter(one, kinds[one.label], px_per_mm)]
    found = []
    for word in words_of(letters, GAP_MM * px_per_mm):
        blots = [one for one in word if kinds[one.label] == "point"]
        is_broken = len(word) >= SEVERAL
        if len(blots) == len(word) or (not is_broken and all(kinds[one.label] != "letter" for one in word)):
            continue
        drawn = np.isin(labels[around(word).box], [one.label for one in word])
        if is_writing(drawn, px_per_mm, is_broken=is_broken, blots=len(blots)):
            taken = {one.label for one in word}
            rest = [one for one in pieces if one.label not in taken]
            found.append([*word, *(one for one in rest if _belongs(one, kinds[one.label], around(word), px_per_mm))])
    return found


def _may_be_letter(one: Piece, kind: PieceKind, px_per_mm: float) -> bool:
    """A letter, a stem, or a round letter that the pen filled."""
    most = {"letter": float("inf"), "stroke": LETTER_MM, "point": BLOT_MM, "crumb": 0.0}[kind]
    return max(one.width, one.height) <= most * px_per_mm


def _belongs(one: Piece, kind: PieceKind, word: Piece, px_per_mm: float) -> bool:
    """An accent, a round letter that looks like a dot, a line under the word."""
    if kind == "point":
        is_small = max(one.width, one.height) < MOST_ACCENT * min(word.width, word.height)
        return is_small and one.touches(word, ACCENT_GAP_MM * px_per_mm)
    gap = GAP_MM * px_per_mm
    is_inside = word.x - gap < one.x and one.x + one.width < word.x + word.width + gap
    is_level = word.y - gap < one.y and one.y + one.height < word.y + word.height + gap
    return kind != "crumb" and is_inside and is_level
