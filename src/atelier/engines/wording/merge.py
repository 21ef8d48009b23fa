"""Two people changed the same text: what comes out when each keeps what they wrote.

Three-way merge by words (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3", 2007), with one difference: where
both changed the same place, both runs are kept, one after the other, for a person to choose. Nothing written is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from atelier.engines.wording.differences import WORD

BETWEEN = " / "


class Change(NamedTuple):
    """Tokens `start:end` of the base, replaced by tokens `own_start:own_end` of the changed text."""

    start: int
    end: int
    own_start: int
    own_end: int


class Piece(NamedTuple):
    """A run of the merged text: the same for both, or (`theirs` is not None) one run from each."""

    mine: str
    theirs: str | None = None


def merge(base: str, mine: str, theirs: str) -> list[Piece]:
    """Pieces of the merged text, in order. A change made by one alone is taken; the same one made twice counts once."""
    words = WORD.findall(base), WORD.findall(mine), WORD.findall(theirs)
    sides = _changes(words[0], words[1]), _changes(words[0], words[2])
    pieces: list[Piece] = []
    at, shift_mine, shift_theirs = 0, 0, 0
    for start, end, grown_mine, grown_theirs in _places(*sides):
        pieces.append(Piece("".join(words[0][at:start])))
        mine_run = "".join(words[1][start + shift_mine : end + shift_mine + grown_mine])
        theirs_run = "".join(words[2][start + shift_theirs : end + shift_theirs + grown_theirs])
        pieces.append(_settled("".join(words[0][start:end]), mine_run, theirs_run))
        at, shift_mine, shift_theirs = end, shift_mine + grown_mine, shift_theirs + grown_theirs
    pieces.append(Piece("".join(words[0][at:])))
    return [piece for piece in pieces if piece.mine or piece.theirs]


def merged_text(pieces: list[Piece]) -> str:
    """The text of the pieces; where both say something, one after the other with a stroke (or a line) between."""
    return "".join(_joined(piece) for piece in pieces)


def is_settled(pieces: list[Piece]) -> bool:
    """Whether nobody has to choose: the two changed different places."""
    return all(piece.theirs is None for piece in pieces)


def _joined(piece: Piece) -> str:
    if not piece.theirs or not piece.mine:
        return piece.mine or piece.theirs or ""
    between = "\n" if "\n" in piece.mine + piece.theirs else BETWEEN
    return piece.mine.rstrip() + between + piece.theirs.lstrip()


def _settled(base: str, mine: str, theirs: str) -> Piece:
    if mine == theirs or theirs == base:
        return Piece(mine)
    return Piece(theirs) if mine == base else Piece(mine, theirs)


def _changes(base: list[str], other: list[str]) -> list[Change]:
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [Change(*places) for verb, *places in codes if verb != "equal"]


def _places(mine: list[Change], theirs: list[Change]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of the base that somebody changed, changes that touch put together: (start, end, tokens that mine adds,
    tokens that theirs adds)."""
    both = sorted([(change.start, change.end, 0, change) for change in mine]
                  + [(change.start, change.end, 1, change) for change in theirs])  # fmt: skip
    at = 0
    while at < len(both):
        start, end = both[at][:2]
        grown = [0, 0]
        while at < len(both) and both[at][0] <= end:
            _start, its_end, side, change = both[at]
            grown[side] += (change.own_end - change.own_start) - (change.end - change.start)
            end, at = max(end, its_end), at + 1
        yield start, end, grown[0], grown[1]
