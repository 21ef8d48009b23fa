"""The curve of progress: where each line and mark stands, and the table that says the same.

Lengths are in units of the drawing's own grid (WIDTH across). A line never goes back to hide what was said: it goes
down where less was said than before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from uuid import UUID

from django.utils import timezone

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 60, 52, 18, 40
MOST_DATES = 6


class Progress(Protocol):
    """What a curve asks of a report: itself, or a row of these columns."""

    @property
    def action_id(self) -> UUID: ...
    @property
    def said_at(self) -> dt.datetime: ...
    @property
    def progress(self) -> int | None: ...


class Word(NamedTuple):
    """A progress said of an action, on a day where people live."""

    action: UUID
    day: dt.date
    percent: int


@dataclass(frozen=True)
class Point:
    """What the told actions have reached together on a day: the mean of the last word on each. `told`: how many."""

    day: dt.date
    percent: int
    told: int


@dataclass(frozen=True)
class Curve:
    """`steps`: each action's own line, thin; `line`: the mean of them all; `dates`, `marks`: (x, words), (y, words)."""

    width: int
    height: int
    left: int
    right: int
    base: int
    line: str
    steps: list[str]
    dots: list[tuple[float, float, Point]]
    dates: list[tuple[float, dt.date]]
    marks: list[tuple[float, int]]
    points: list[Point]


def draw_curve(reports: Iterable[Progress]) -> Curve | None:
    """None where nobody said a progress yet. reports: those that stand, the first said first."""
    said = _words(reports)
    if not said:
        return None
    points = _points(said)
    first, last = points[0].day, points[-1].day
    span = max((last - first).days, 1)

    def x(day: dt.date) -> float:
        share = (day - first).days / span if last > first else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(percent: float) -> float:
        return round(TOP + (1 - percent / 100) * (HEIGHT - TOP - BOTTOM), 1)

    lines = [[(x(day), y(percent)) for day, percent in steps] for steps in _by_action(said).values()]
    dots = [(x(point.day), y(point.percent), point) for point in points]
    apart = points[:: max(1, -(-len(points) // MOST_DATES))]
    return Curve(
        WIDTH, HEIGHT, LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM,
        path([(at, high) for at, high, _point in dots]), [path(one) for one in lines if len(one) > 1], dots,
        [(x(point.day), point.day) for point in apart], [(y(mark), mark) for mark in (0, 25, 50, 75, 100)], points,
    )  # fmt: skip


def points_of(reports: Iterable[Progress]) -> list[Point]:
    """A point a day when something was said."""
    return _points(_words(reports))


def _words(reports: Iterable[Progress]) -> list[Word]:
    zone = timezone.get_current_timezone()
    return [
        Word(one.action_id, one.said_at.astimezone(zone).date(), one.progress)
        for one in reports
        if one.progress is not None
    ]


def _points(words: Sequence[Word]) -> list[Point]:
    known: dict[UUID, int] = {}
    found: dict[dt.date, Point] = {}
    together = 0
    for one in words:
        together += one.percent - known.get(one.action, 0)
        known[one.action] = one.percent
        found[one.day] = Point(one.day, round(together / len(known)), len(known))
    return list(found.values())


def path(points: Sequence[tuple[float, float]]) -> str:
    """SVG path data through the points."""
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points)


def _by_action(words: Iterable[Word]) -> Mapping[UUID, list[tuple[dt.date, int]]]:
    found: dict[UUID, list[tuple[dt.date, int]]] = {}
    for one in words:
        found.setdefault(one.action, []).append((one.day, one.percent))
    return found
