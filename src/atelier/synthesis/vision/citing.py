"""Cards cited in a text, as `[C-12]` or `[C-12, C-31]` after the words that come from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

CITED = re.compile(r"[ \t]*\[\s*(C-\d+(?:\s*[,;]\s*C-\d+)*)\s*\]", re.IGNORECASE)
NUMBER = re.compile(r"C-(\d+)", re.IGNORECASE)
BLANK = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Passage:
    """Words, then the names of the cards they come from: C-12."""

    words: str
    cards: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    passages: list[Passage] = field(default_factory=list)

    @property
    def cards(self) -> list[str]:
        """Each once, in the order they are cited."""
        return list(dict.fromkeys(name for passage in self.passages for name in passage.cards))


def cited_numbers(text: str) -> list[int]:
    """Numbers of the cards cited, each once, in reading order."""
    found = (int(number) for cited in CITED.findall(text) for number in NUMBER.findall(cited))
    return list(dict.fromkeys(found))


def paragraphs_of(text: str) -> list[Paragraph]:
    return [Paragraph(_passages(block)) for block in BLANK.split(text.strip()) if block.strip()]


def plain_words(text: str) -> str:
    """The text without its citations, as it is read aloud."""
    return CITED.sub("", text).strip()


def without_strangers(citations: Mapping[str, str], text: str) -> dict[str, str]:
    """The citations that the text still makes."""
    names = [f"C-{number}" for number in cited_numbers(text)]
    return {name: citations[name] for name in names if name in citations}


def _passages(block: str) -> list[Passage]:
    passages, start = [], 0
    for match in CITED.finditer(block):
        names = tuple(f"C-{int(number)}" for number in NUMBER.findall(match[1]))
        passages.append(Passage(block[start : match.start()], names))
        start = match.end()
    if block[start:].strip() or not passages:
        passages.append(Passage(block[start:]))
    return passages
