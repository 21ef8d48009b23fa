"""Names of groups, taken from what their own cards say: real words as people wrote them, never made up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from atelier.engines.themes.words import Word, breaks_between, tidy, words

LONGEST = 5  # words of a phrase, small ones included
PER_WORD = 0.6  # what each further telling word of a phrase is worth: « maison de santé » before « maison »
ENOUGH = 0.6  # of the cards spoken for by the name; under that a second phrase is added
LEAST_LIFT = 2.0  # how much more often than elsewhere a telling word comes in its group
Keys = tuple[str, ...]


@dataclass
class Said:
    """What one card says: the keys of its words, and its phrases as written."""

    keys: list[str]
    phrases: dict[Keys, str] = field(default_factory=dict)


def read_card(text: str) -> Said:
    clean = tidy(text)
    found = words(clean)
    said = Said([word.key for word in found if word.key])
    for first, start in enumerate(found):
        if start.key:
            _phrases_from(clean, found[first : first + LONGEST], said)
    return said


def _phrases_from(text: str, run: Sequence[Word], said: Said) -> None:
    """Phrases that begin with the first word of the run and end with a telling one, within a clause."""
    keys: list[str] = []
    for word in run:
        if breaks_between(text, run[0].start, word.start):
            return
        if word.key:
            keys.append(word.key)
            said.phrases.setdefault(tuple(keys), _small(text, run[0].start, word.end))


def _small(text: str, start: int, end: int) -> str:
    """The slice, without the capital that only begins a sentence."""
    piece = text[start:end]
    begins = not text[:start].strip(" «“\"-–—’'") or text[:start].rstrip(" «“")[-1:] in ".!?:;…"
    return piece[:1].lower() + piece[1:] if begins or piece.isupper() else piece


def tell(cards: Sequence[Said], group: Sequence[int], everywhere: Mapping[str, int]) -> list[str]:
    """Keys that two cards of a group share, far more often than the others do; the most telling first.

    everywhere: in how many of all the cards each key stands.
    """
    inside = Counter(key for row in group for key in set(cards[row].keys))
    scores = {}
    for key, times in inside.items():
        lift = times / len(group) * len(cards) / everywhere[key]
        if times >= 2 and lift >= min(LEAST_LIFT, len(cards) / len(group)):
            scores[key] = times * times / everywhere[key]
    return sorted(scores, key=lambda key: (-scores[key], key))


def written(cards: Sequence[Said], group: Iterable[int], phrase: Keys) -> str:
    """How the cards of a group write a phrase: the commonest way, the first in the alphabet among equals."""
    ways = Counter(cards[row].phrases[phrase] for row in group if phrase in cards[row].phrases)
    return min(ways, key=lambda way: (-ways[way], way)) if ways else ""


class Namer:
    """Names groups of the same cards, no two alike."""

    def __init__(self, cards: Sequence[Said]) -> None:
        self._cards = cards
        self._everywhere = Counter(phrase for card in cards for phrase in card.phrases)
        self._taken: set[str] = set()

    def take(self, name: str) -> str:
        """Keep a name given by somebody out of the others' reach."""
        self._taken.add(name)
        return name

    def name(self, group: Sequence[int], telling: Sequence[str]) -> str:
        """One phrase, or two when the first speaks for too few; a number only when all else is taken."""
        chosen = self._phrases(group, set(telling))
        shown = [written(self._cards, group, phrase) for phrase in chosen]
        name = " · ".join(shown[:1]) if self._speaks(group, chosen[:1]) else " · ".join(shown[:2])
        for more in range(2, len(shown) + 1):
            if _titled(name) in self._taken:
                name = " · ".join(shown[:more])
        name, number = _titled(name or "…"), 2
        while name in self._taken:
            name, number = f"{name.rpartition(' (')[0] or name} ({number})", number + 1
        return self.take(name)

    def _speaks(self, group: Sequence[int], phrases: Sequence[Keys]) -> bool:
        return sum(any(phrase in self._cards[row].phrases for phrase in phrases) for row in group) >= ENOUGH * len(
            group
        )

    def _phrases(self, group: Sequence[int], telling: set[str]) -> list[Keys]:
        """Up to four phrases without a word in common, each chosen for the cards the ones before leave out."""
        holders: dict[Keys, set[int]] = defaultdict(set)
        for row in group:
            for phrase in self._cards[row].phrases:
                if telling.intersection(phrase):
                    holders[phrase].add(row)
        chosen: list[Keys] = []
        left = set(group)
        while len(chosen) < 4:
            used = {key for phrase in chosen for key in phrase}
            scores = {
                phrase: self._score(phrase, rows, left)
                for phrase, rows in holders.items()
                if len(rows) >= 2 and not used.intersection(phrase)
            }
            best = min(scores, key=lambda phrase: (-scores[phrase], phrase), default=None)
            if best is None:
                break
            chosen.append(best)
            left -= holders[best]
        return chosen

    def _score(self, phrase: Keys, rows: set[int], left: set[int]) -> float:
        precision = len(rows) / self._everywhere[phrase]
        return (len(rows & left) + 0.1 * len(rows)) * precision * (1 + PER_WORD * (len(set(phrase)) - 1))


def _titled(name: str) -> str:
    return name[:1].upper() + name[1:]
