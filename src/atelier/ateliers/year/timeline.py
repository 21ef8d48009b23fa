"""The year as a drawing: where each stage, flag and month stands. Whole numbers only; the template draws them.

Lengths are in units of the drawing's own grid (WIDTH across); one row a stage, downstairs from the first to the last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH, LEFT, RIGHT = 1200, 24, 130
HEAD, FLAGS, ROW, FOOT = 46, 44, 34, 16
LETTER, LONGEST_DAY, POINT_DAYS = 7.1, 9, 3


@dataclass(frozen=True)
class Moment:
    """What is to be drawn: a stage. `place` is its state today; `number` of a workshop, 0 elsewhere."""

    title: str
    kind: str
    place: str
    first: dt.date
    last: dt.date
    number: int = 0
    is_forced: bool = False
    is_after: bool = False


@dataclass(frozen=True)
class Bar:
    """A stage drawn: a bar, or a point where it lasts three days or less. `anchor` is the label's, as in SVG."""

    moment: Moment
    x: int
    y: int
    width: int
    label_x: int
    anchor: str

    @property
    def is_point(self) -> bool:
        return self.width == 0

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(frozen=True)
class Month:
    day: dt.date
    x: int
    width: int


@dataclass(frozen=True)
class Flag:
    """A day of the upstream: its words stand on one of two lines, so that neighbours do not overlap."""

    what: str
    day: dt.date
    x: int
    line: int


@dataclass(frozen=True)
class Timeline:
    """The whole drawing. `today` is where the line of the day stands, None outside the months drawn."""

    width: int
    height: int
    top: int
    bottom: int
    after_x: int
    months: list[Month]
    flags: list[Flag]
    bars: list[Bar]
    today: int | None
    today_row: int


def draw_timeline(moments: Sequence[Moment], upstream: Sequence[tuple[dt.date, str]], today: dt.date) -> Timeline:
    """Lay the stages out. What comes long after (`is_after`: the follow-ups) stands in a column of its own."""
    held = [one for one in moments if not one.is_after] or list(moments)
    days = [*(one.first for one in held), *(one.last for one in held), *(day for day, _what in upstream)] or [today]
    first, end = min(days).replace(day=1), next_month(max(days))
    right = WIDTH - (RIGHT if any(one.is_after for one in moments) else LEFT)
    scale = (right - LEFT) / (end - first).days

    def at(day: dt.date) -> int:
        return round(LEFT + (day - first).days * scale)

    top = HEAD + (FLAGS if upstream else 0)
    bars = [
        _bar(one, top + row * ROW + ROW // 2, right, at(one.first), at(one.last + dt.timedelta(days=1)))
        for row, one in enumerate(moments)
    ]
    height = top + len(moments) * ROW + FOOT
    shown = at(today) if first <= today < end else None
    return Timeline(
        WIDTH, height, top, height - FOOT // 2, right, _months(first, end, at), _flags(upstream, at), bars, shown, HEAD
    )


def _bar(one: Moment, y: int, right: int, begins: int, ends: int) -> Bar:
    words = round((len(one.title) + LONGEST_DAY) * LETTER) + 16
    if one.is_after:
        x = right + (WIDTH - right) // 2
        return Bar(one, x, y, 0, x - 16, "end")
    is_point = (one.last - one.first).days < POINT_DAYS
    x = (begins + ends) // 2 if is_point else begins
    width = 0 if is_point else ends - begins
    reach = 16 if is_point else 8
    if x + width + reach + words < right:
        return Bar(one, x, y, width, x + width + reach, "start")
    return Bar(one, x, y, width, x - reach, "end")


def next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _months(first: dt.date, end: dt.date, at: Callable[[dt.date], int]) -> list[Month]:
    found, month = [], first
    while month < end:
        after = next_month(month)
        found.append(Month(month, at(month), at(after) - at(month)))
        month = after
    return found


def _flags(upstream: Sequence[tuple[dt.date, str]], at: Callable[[dt.date], int]) -> list[Flag]:
    """Each on the first of two lines that is free at its place."""
    ends = [0, 0]
    flags = []
    for day, what in sorted(upstream):
        x = at(day)
        line = 0 if x >= ends[0] or ends[0] <= ends[1] else 1
        ends[line] = x + round(len(what) * LETTER * 0.9) + 18
        flags.append(Flag(what, day, x, line))
    return flags
