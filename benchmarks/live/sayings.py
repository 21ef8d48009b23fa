"""What people say: small strokes and pointers, each with a marker that says who and which, for every server the same.

The marker is inside what every server passes on untouched: the identifier of the stroke (all figures are decimal), the
longitude of the pointer.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from benchmarks.live.cases import Case

LON_E7, LAT_E7 = 10_775_000, 499_230_000
BEGAN_S = time.time()
MOST_SAID = 1_000  # numbers of three figures


@dataclass(frozen=True)
class Marker:
    """How the client finds a message: `needle`, four figures (who), `skip` letters, `digits` figures (which)."""

    needle: bytes
    skip: int
    digits: int


MARKERS = {"strokes": Marker(b"-8000-be9", 0, 3), "cursors": Marker(b'"lon":1.990', 0, 3)}


@dataclass(frozen=True)
class Saying:
    """One message: when (seconds from the start), and a stroke's identifiers and trace, or a pointer's place."""

    at_s: float
    operation: str = ""
    stroke: str = ""
    trace: tuple[int, ...] = ()
    place: tuple[float, float] | None = None

    @property
    def value(self) -> dict[str, Any]:
        """What a shared document holds of it."""
        if self.place:
            return {"cursor": {"lon": self.place[0], "lat": self.place[1]}}
        return held(self.trace)


def sayings_of(case: Case, seconds: float) -> list[list[Saying]]:
    """For each person in order (joiners, who only look, have none), what they say: even rhythm, shifted by chance."""
    chance = random.Random(case.name)
    count = min(MOST_SAID, round(seconds * case.rate))
    speakers = case.everyone - case.joiners
    everyone = [_sayings(case, person, count, chance) for person in range(speakers)]
    return everyone + [[] for _ in range(case.joiners)]


def _sayings(case: Case, person: int, count: int, chance: random.Random) -> list[Saying]:
    shift = chance.random()
    hours = [(number + shift) / case.rate for number in range(count)]
    if case.kind == "cursors":
        return [Saying(at, place=(float(f"1.990{person:04}{n:03}7"), 49.9235)) for n, at in enumerate(hours)]
    return [
        Saying(at, _identified(at, chance.getrandbits(62)), _named(at, person, number), small_trace(chance))
        for number, at in enumerate(hours)
    ]


def _identified(at_s: float, noise: int) -> str:
    """An identifier as screens make them (UUIDv7): the hour comes first."""
    return str(UUID(int=_hour_ms(at_s) << 80 | 7 << 76 | 2 << 62 | noise))


def _named(at_s: float, person: int, number: int) -> str:
    """The same with the marker as its noise."""
    hour = f"{_hour_ms(at_s):012x}"
    return f"{hour[:8]}-{hour[8:]}-7000-8000-be9{person:04}{number:03}00"


def _hour_ms(at_s: float) -> int:
    return round(1000 * (BEGAN_S + at_s))


def held(trace: tuple[int, ...]) -> dict[str, Any]:
    """A stroke as a shared document holds it, with names as short as anybody would choose."""
    return {"o": 1, "p": "asset", "t": list(trace)}


def small_trace(chance: random.Random) -> tuple[int, ...]:
    """Four positions, some metres apart, at Dieppe."""
    start = (LON_E7 + chance.randrange(200_000), LAT_E7 + chance.randrange(200_000))
    return (*start, *(chance.randrange(-600, 600) for _ in range(6)))
