"""The filters of the catalogue: what was asked in the address, what answers, and how many each choice would leave.

Pure Python on light rows: one pass over the whole catalogue gives the answer and every count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

from atelier.territories.names import search_key

DIMENSIONS = ("kind", "session", "theme", "situation", "region", "department")
# what each is called in the address
WORDS = {
    "kind": "type", "session": "session", "theme": "theme", "situation": "situation", "region": "region",
    "department": "departement",
}  # fmt: skip
TEXT_WORD = "q"
LONGEST_TEXT = 80


class Card(NamedTuple):
    """An entry as filters and map see it. `said`: for each dimension the values it has; point in degrees."""

    pk: int
    slug: str
    title: str
    place: str
    kind: str
    lon: float | None
    lat: float | None
    key: str
    said: Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Asked:
    """Values of one dimension widen it, dimensions narrow the whole. `text`: words of the title or the place."""

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    text: str = ""

    @classmethod
    def read(cls, query: Mapping[str, list[str]]) -> Asked:
        """What an address asks; words that mean nothing here are left aside."""
        chosen = {name: frozenset(filter(None, query.get(WORDS[name], []))) for name in DIMENSIONS}
        text = " ".join(query.get(TEXT_WORD, [""])[:1]).strip()[:LONGEST_TEXT]
        return cls({name: values for name, values in chosen.items() if values}, text)

    @property
    def is_empty(self) -> bool:
        return not self.chosen and not self.text

    def address(self, **changes: Iterable[str]) -> str:
        """The query string of the same question with these dimensions changed; "" when nothing is asked."""
        chosen = {**self.chosen, **{name: frozenset(values) for name, values in changes.items()}}
        pairs = [(WORDS[name], value) for name in DIMENSIONS for value in sorted(chosen.get(name, ()))]
        if self.text:
            pairs.append((TEXT_WORD, self.text))
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, name: str, value: str) -> str:
        return self.address(**{name: self.chosen.get(name, frozenset()) - {value}})


class Found(NamedTuple):
    """`counts`: for each dimension, how many entries each value would leave, the other dimensions as they are."""

    cards: list[Card]
    counts: Mapping[str, Counter[str]]


def find(cards: Iterable[Card], asked: Asked) -> Found:
    """The cards that answer, in their order, and the counts."""
    found: list[Card] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in DIMENSIONS}
    words = search_key(asked.text).split()
    for card in cards:
        if any(word not in card.key for word in words):
            continue
        missed = [name for name, values in asked.chosen.items() if values.isdisjoint(card.said[name])]
        if not missed:
            found.append(card)
        for name in DIMENSIONS if not missed else missed if len(missed) == 1 else ():
            counts[name].update(card.said[name])
    return Found(found, counts)
