"""The index of place names in memory: exact, beginning, inner words, then typing mistakes.

Pure Python on plain rows; `queries` fills it from the database and keeps it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from atelier.territories.names import search_key, without_article

Kind = Literal["commune", "epci"]
LonLat = tuple[float, float]
NEAR_KM = 60.0
LEAST_LIKENESS = 72.0
LEAST_BEGUN_LIKENESS = 84.0
SHORTEST_TYPO = 4
THE_NAME = 1  # see _exactness
TYPO = 10
FILTER = re.compile(r"\d{1,5}|2[ab]")


class Place(NamedTuple):
    """A commune or a grouping of communes, as a search finds it. `lon`, `lat` are None overseas without outline."""

    kind: Kind
    code: str
    name: str
    key: str
    population: int
    department: str
    department_name: str
    postcodes: str
    communes_count: int
    lon: float | None
    lat: float | None
    bounds: tuple[float, float, float, float] | None


@dataclass(frozen=True)
class Asked:
    """What was typed: the words of the name, and the digits that narrow it (postcode or department)."""

    words: str
    narrowing: str

    @classmethod
    def read(cls, text: str) -> Asked:
        tokens = search_key(text[:120]).split()
        digits = [token for token in tokens if FILTER.fullmatch(token)]
        return cls(" ".join(token for token in tokens if token not in digits), digits[-1] if digits else "")


class PlaceIndex:
    """Immutable once built: any number of threads may search it at the same time."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = sorted(places, key=lambda place: -place.population)
        self.keys = [place.key for place in self.places]
        self.points = np.array([(place.lon, place.lat) for place in self.places], dtype=float).reshape(-1, 2)
        self.tails = sorted(_tails(self.keys))
        self.by_postcode = sorted(
            (code, number) for number, place in enumerate(self.places) for code in place.postcodes.split()
        )

    def matching(self, text: str, limit: int, *, near: LonLat | None = None) -> list[Place]:
        """At most `limit` places: near ones, the very name anywhere, the closest spelling, then population."""
        asked = Asked.read(text)
        if not asked.words:
            numbers = dict.fromkeys(self._with_postcode(asked.narrowing), 0.0)
        else:
            numbers = self._named(asked, limit, near)
        return [self.places[number] for number in self._ranked(numbers, near)[:limit]]

    def _ranked(self, distances: dict[int, float], near: LonLat | None) -> list[int]:
        """Numbers follow population, so they are the last criterion."""
        around = set(self._around(near)) if near else set()

        def rank(number: int) -> tuple[int, float, int]:
            return _tier(distances[number], is_near=number in around), distances[number], number

        return sorted(distances, key=rank)

    def _around(self, near: LonLat) -> list[int]:
        """Numbers of the places within NEAR_KM; those without a point are nowhere near."""
        east_km = (self.points[:, 0] - near[0]) * 111.32 * math.cos(math.radians(near[1]))
        north_km = (self.points[:, 1] - near[1]) * 110.57
        numbers: list[int] = np.flatnonzero(np.hypot(east_km, north_km) <= NEAR_KM).tolist()
        return numbers

    def _named(self, asked: Asked, limit: int, near: LonLat | None) -> dict[int, float]:
        found = {
            number: _exactness(asked.words, self.keys[number])
            for number in self._containing(asked.words)
            if _is_within(self.places[number], asked.narrowing)
        }
        exact = any(distance <= THE_NAME for distance in found.values())
        if not exact and len(found) < limit and len(asked.words) >= SHORTEST_TYPO:
            for number, likeness in [*self._begun_alike(asked.words, near), *self._alike(asked.words)]:
                if number not in found and _is_within(self.places[number], asked.narrowing):
                    found[number] = TYPO + (100 - likeness) // 4
        return found

    def _containing(self, words: str) -> set[int]:
        """Places whose name, from any of its words on, begins with `words`."""
        start = bisect_left(self.tails, (words, -1))
        end = bisect_left(self.tails, (words + "\uffff", -1))
        return {number for _, number in self.tails[start:end]}

    def _with_postcode(self, digits: str) -> list[int]:
        if len(digits) < 2:
            return []
        start = bisect_left(self.by_postcode, (digits.upper(), -1))
        end = bisect_left(self.by_postcode, (digits.upper() + "\uffff", -1))
        return [number for _, number in self.by_postcode[start:end]]

    def _begun_alike(self, words: str, near: LonLat | None) -> Iterator[tuple[int, float]]:
        """Near places whose name begins like `words`, typing mistakes forgiven."""
        for number in self._around(near) if near else ():
            likeness = fuzz.ratio(words, self.keys[number][: len(words) + 1], score_cutoff=LEAST_BEGUN_LIKENESS)
            if likeness:
                yield number, likeness

    def _alike(self, words: str) -> Iterator[tuple[int, float]]:
        matches = process.extract(
            words, self.keys, scorer=fuzz.ratio, processor=None, limit=30, score_cutoff=LEAST_LIKENESS
        )
        return ((number, likeness) for _, likeness, number in matches)


def _tails(keys: list[str]) -> Iterator[tuple[str, int]]:
    for number, key in enumerate(keys):
        yield key, number
        at = key.find(" ")
        while at >= 0:
            yield key[at + 1 :], number
            at = key.find(" ", at + 1)


def _exactness(words: str, key: str) -> float:
    """0 the very name, 1 but for its article, 2 its beginning, 3 a whole word inside, 4 the beginning of one."""
    if key == words:
        return 0
    short = without_article(key)
    if short == words:
        return 1
    if key.startswith(words) or short.startswith(words):
        return 2
    return 3 if f" {words} " in f"{key} " else 4


def _is_within(place: Place, narrowing: str) -> bool:
    if not narrowing:
        return True
    code = narrowing.upper()
    return place.department == code or any(postcode.startswith(code) for postcode in place.postcodes.split())


def _tier(distance: float, *, is_near: bool) -> int:
    """What is asked at a table is mostly around it: near, the very name, near with a typo, far, far with a typo."""
    is_typo = distance >= TYPO
    if is_near:
        return 2 if is_typo else 0
    if distance <= THE_NAME:
        return 1
    return 4 if is_typo else 3
