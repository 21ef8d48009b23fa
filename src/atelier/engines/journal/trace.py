"""Traces: how a drawn line travels and is kept.

A trace is a flat list of integers: longitude and latitude of the first position in 1e-7 degree
(about one centimetre), then the difference to each following position, pair by pair. Integers
keep folds identical on every machine, cannot be NaN, and make a stroke a third of its GeoJSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

E7 = 10_000_000
MAX_POSITIONS = 5_000
MAX_LONGITUDE_E7 = 180 * E7
MAX_LATITUDE_E7 = 850_511_288  # the end of the web map, 85.0511288°


def positions(trace: Sequence[int]) -> Iterator[tuple[float, float]]:
    """(longitude, latitude) in degrees, in drawing order."""
    for longitude_e7, latitude_e7 in absolute(trace):
        yield longitude_e7 / E7, latitude_e7 / E7


def absolute(trace: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(longitude, latitude) in 1e-7 degree, in drawing order."""
    return zip(accumulate(trace[::2]), accumulate(trace[1::2]), strict=True)


def trace_of(points: Iterable[tuple[float, float]]) -> list[int]:
    """The trace of (longitude, latitude) in degrees."""
    trace: list[int] = []
    last_x = last_y = 0
    for longitude, latitude in points:
        x, y = round(longitude * E7), round(latitude * E7)
        trace += (x - last_x, y - last_y)
        last_x, last_y = x, y
    return trace


def is_on_the_map(trace: Sequence[int]) -> bool:
    """Whether every position lies in the world of web maps."""
    if not trace:
        return True
    west, south, east, north = _bounds(trace)
    return (
        west >= -MAX_LONGITUDE_E7
        and east <= MAX_LONGITUDE_E7
        and south >= -MAX_LATITUDE_E7
        and north <= MAX_LATITUDE_E7
    )


def lies_within(trace: Sequence[int], other: Sequence[int], slack_e7: int) -> bool:
    """Whether the bounds of `trace` lie in those of `other`, give or take `slack_e7`. Neither is empty."""
    west, south, east, north = _bounds(trace)
    outer_west, outer_south, outer_east, outer_north = _bounds(other)
    across = outer_west - slack_e7 <= west and east <= outer_east + slack_e7
    return across and outer_south - slack_e7 <= south and north <= outer_north + slack_e7


def _bounds(trace: Sequence[int]) -> tuple[int, int, int, int]:
    longitudes, latitudes = list(accumulate(trace[::2])), list(accumulate(trace[1::2]))
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
