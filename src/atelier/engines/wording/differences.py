"""Two texts laid over each other: what stayed, what was taken out, what was put in, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORD = re.compile(r"\s+|\w+(?:[-’']\w+)*|[^\w\s]")
LONG = 20_000  # words: beyond, paragraphs are compared instead


@dataclass(frozen=True)
class Piece:
    """A run of text; joined, `same` and `out` give the first text, `same` and `into` the second."""

    kind: Literal["same", "out", "into"]
    text: str


def word_differences(before: str, after: str) -> list[Piece]:
    """Pieces in reading order, what is taken out before what is put in."""
    old, new = _words(before), _words(after)
    return list(_joined(_pieces(old, new)))


def _words(text: str) -> list[str]:
    words = WORD.findall(text)
    return words if len(words) <= LONG else text.splitlines(keepends=True)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for verb, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Piece("out", "".join(old[a:b]))
        if d > c:
            yield Piece("into", "".join(new[c:d]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """A lone space that stayed between two changes is part of them: the eye reads phrases, not confetti."""
    out, into = "", ""
    for piece in pieces:
        if piece.kind == "same" and (piece.text.strip() or not (out or into)):
            yield from _changed(out, into)
            out = into = ""
            yield piece
            continue
        out += piece.text if piece.kind != "into" else ""
        into += piece.text if piece.kind != "out" else ""
    yield from _changed(out, into)


def _changed(out: str, into: str) -> Iterator[Piece]:
    if out == into:
        if out:
            yield Piece("same", out)
        return
    if out:
        yield Piece("out", out)
    if into:
        yield Piece("into", into)
