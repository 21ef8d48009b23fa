"""The index of place names in memory: exact, beginning, inner words, then typing mistakes.

Pure Python on plain rows; `queries` fills it from the database and keeps it. Every server process holds one, of the
whole country: places are packed and read again when they are found, which takes a third of the memory of objects.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import msgspec
from rapidfuzz import fuzz, process

from atelier.territories.names import search_key, without_article

Kind = Literal["commune", "epci"]
LonLat = tuple[float, float]
NEAR_KM = 60.0
KM_EAST, KM_NORTH = 111.32, 110.57  # of a degree, at the equator
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


_pack, _unpack = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(Place).decode


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
    """Immutable once built: any number of threads may search it at the same time.

    Places have a number, the most populated first. A tail is the end of a name from one of its words on, kept as
    the number of the place and, in the last sixteen bits, where it begins.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        """`places`: the most populated first."""
        packed, self._ends = bytearray(), array("L")
        self.keys: list[str] = []
        self._lons, self._lats = array("d"), array("d")
        self._by_postcode: dict[str, array[int]] = {}
        for number, place in enumerate(places):
            packed += _pack(place)
            self._ends.append(len(packed))
            self.keys.append(place.key)
            self._lons.append(math.nan if place.lon is None else place.lon)
            self._lats.append(math.nan if place.lat is None else place.lat)
            for code in place.postcodes.split():
                self._by_postcode.setdefault(code, array("L")).append(number)
        self._packed = bytes(packed)
        self._postcodes = sorted(self._by_postcode)
        self._tails = array("Q", self._sorted_tails())
        somewhere = (number for number, lat in enumerate(self._lats) if not math.isnan(lat))
        self._northward = array("L", sorted(somewhere, key=self._lats.__getitem__))

    def place(self, number: int) -> Place:
        start = self._ends[number - 1] if number else 0
        return _unpack(memoryview(self._packed)[start : self._ends[number]])

    def matching(self, text: str, limit: int, *, near: LonLat | None = None) -> list[Place]:
        """At most `limit` places: near ones, the very name anywhere, the closest spelling, then population."""
        asked = Asked.read(text)
        around = self._around(near) if near else set()
        if not asked.words:
            numbers = dict.fromkeys(self._with_postcode(asked.narrowing), 0.0)
        else:
            numbers = self._named(asked, limit, around)
        return [self.place(number) for number in _ranked(numbers, around)[:limit]]

    def _around(self, near: LonLat) -> set[int]:
        """Numbers of the places within NEAR_KM; those without a point are nowhere near."""
        lon, lat = near
        km_east, slack = KM_EAST * math.cos(math.radians(lat)), NEAR_KM / KM_NORTH
        first = bisect_left(self._northward, lat - slack, key=self._lats.__getitem__)
        last = bisect_right(self._northward, lat + slack, key=self._lats.__getitem__)
        lons, lats = self._lons, self._lats
        return {
            number
            for number in self._northward[first:last]
            if math.hypot((lons[number] - lon) * km_east, (lats[number] - lat) * KM_NORTH) <= NEAR_KM
        }

    def _named(self, asked: Asked, limit: int, around: Collection[int]) -> dict[int, float]:
        found = {
            number: _exactness(asked.words, self.keys[number])
            for number in self._containing(asked.words)
            if self._is_within(number, asked.narrowing)
        }
        exact = any(distance <= THE_NAME for distance in found.values())
        if not exact and len(found) < limit and len(asked.words) >= SHORTEST_TYPO:
            for number, likeness in [*self._begun_alike(asked.words, around), *self._alike(asked.words)]:
                if number not in found and self._is_within(number, asked.narrowing):
                    found[number] = TYPO + (100 - likeness) // 4
        return found

    def _containing(self, words: str) -> set[int]:
        """Places whose name, from any of its words on, begins with `words`."""
        start = bisect_left(self._tails, words, key=self._tail)
        end = bisect_left(self._tails, words + "\uffff", key=self._tail)
        return {tail >> 16 for tail in self._tails[start:end]}

    def _sorted_tails(self) -> Iterator[int]:
        """Letter by letter: sorting all at once would take, for a moment, as much memory as the whole index."""
        by_letter: dict[str, array[int]] = {}
        for tail in _tails(self.keys):
            by_letter.setdefault(self._tail(tail)[:1], array("Q")).append(tail)
        for letter in sorted(by_letter):
            yield from sorted(by_letter[letter], key=self._tail)

    def _tail(self, tail: int) -> str:
        return self.keys[tail >> 16][tail & 0xFFFF :]

    def _with_postcode(self, digits: str) -> list[int]:
        if len(digits) < 2:
            return []
        start = bisect_left(self._postcodes, digits.upper())
        end = bisect_left(self._postcodes, digits.upper() + "\uffff")
        return [number for code in self._postcodes[start:end] for number in self._by_postcode[code]]

    def _is_within(self, number: int, narrowing: str) -> bool:
        return not narrowing or _narrows(self.place(number), narrowing.upper())

    def _begun_alike(self, words: str, around: Collection[int]) -> Iterator[tuple[int, float]]:
        """Near places whose name begins like `words`, typing mistakes forgiven."""
        for number in around:
            likeness = fuzz.ratio(words, self.keys[number][: len(words) + 1], score_cutoff=LEAST_BEGUN_LIKENESS)
            if likeness:
                yield number, likeness

    def _alike(self, words: str) -> Iterator[tuple[int, float]]:
        matches = process.extract(
            words, self.keys, scorer=fuzz.ratio, processor=None, limit=30, score_cutoff=LEAST_LIKENESS
        )
        return ((number, likeness) for _, likeness, number in matches)


def _ranked(distances: dict[int, float], around: Collection[int]) -> list[int]:
    """Numbers follow population, so they are the last criterion."""

    def rank(number: int) -> tuple[int, float, int]:
        return _tier(distances[number], is_near=number in around), distances[number], number

    return sorted(distances, key=rank)


def _tails(keys: list[str]) -> Iterator[int]:
    for number, key in enumerate(keys):
        at = 0
        while True:
            yield number << 16 | at
            at = key.find(" ", at) + 1
            if not at:
                break


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


def _narrows(place: Place, code: str) -> bool:
    return place.department == code or any(postcode.startswith(code) for postcode in place.postcodes.split())


def _tier(distance: float, *, is_near: bool) -> int:
    """What is asked at a table is mostly around it: near, the very name, near with a typo, far, far with a typo."""
    is_typo = distance >= TYPO
    if is_near:
        return 2 if is_typo else 0
    if distance <= THE_NAME:
        return 1
    return 4 if is_typo else 3
