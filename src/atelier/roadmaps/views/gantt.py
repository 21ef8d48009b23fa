"""The calendar of the actions as a drawing: where each bar, month and arrow stands. The template draws it.

Lengths are in units of the drawing's own grid (WIDTH across); one row an action, one an axis, from top to bottom.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from atelier.ateliers.year.timeline import next_month
from atelier.roadmaps.plan.models import Action, Axis

WIDTH, NAMES, RIGHT = 1200, 400, 16
HEAD, ROW, AXIS_ROW, FOOT = 48, 32, 34, 26
YEAR_WORD, MONTH_WORD = 60, 34  # room that their words take
LONG_MONTHS, LETTERS = 30, 50
QUARTER_MONTHS = (1, 4, 7, 10)
NEAR = dt.timedelta(days=366)  # the day is drawn when something happens within a year of it


@dataclass(frozen=True)
class Tick:
    """A month, or a quarter of a long calendar; `is_year` where a year begins."""

    day: dt.date
    x: int
    is_year: bool
    shows_month: bool = True


@dataclass(frozen=True)
class Bar:
    """An action drawn; `width` 0 where it has no dates. `words` is its title cut to its column."""

    action: Action
    words: str
    x: int
    y: int
    width: int

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(frozen=True)
class Arrow:
    """From the end of what comes before to the beginning of what waits."""

    path: str
    tip_x: int
    tip_y: int
    is_contradicted: bool


@dataclass(frozen=True)
class Gantt:
    width: int
    height: int
    names: int
    head: int
    bottom: int
    ticks: list[Tick]
    axes: list[tuple[Axis, int]]
    bars: list[Bar]
    arrows: list[Arrow]
    today: int | None


def draw_gantt(actions: Sequence[Action], today: dt.date) -> Gantt:
    """Lay out actions already in the order of their axes. An action with one date only is drawn as a day."""
    days = [day for one in actions for day in (one.starts_on, one.ends_on) if day] or [today]
    if min(abs(day - today) for day in days) < NEAR:
        days.append(today)
    first, end = min(days).replace(day=1), next_month(max(days))
    scale = (WIDTH - RIGHT - NAMES) / (end - first).days

    def at(day: dt.date) -> int:
        return round(NAMES + (day - first).days * scale)

    axes: list[tuple[Axis, int]] = []
    bars: list[Bar] = []
    y = HEAD
    for one in actions:
        if not axes or axes[-1][0] != one.axis:
            axes.append((one.axis, y + AXIS_ROW - 11))
            y += AXIS_ROW
        bars.append(_bar(one, y + ROW // 2, at))
        y += ROW
    shown = at(today) if first <= today < end else None
    return Gantt(WIDTH, y + FOOT, NAMES, HEAD, y + 6, _ticks(first, end, at), axes, bars, _arrows(bars), shown)


def contradicts(before: Action, after: Action) -> bool:
    """Whether `after` begins while what it waits for still lasts."""
    return bool(before.ends_on and after.starts_on and after.starts_on <= before.ends_on)


def _bar(one: Action, y: int, at: Callable[[dt.date], int]) -> Bar:
    first, last = one.starts_on or one.ends_on, one.ends_on or one.starts_on
    words = one.title if len(one.title) <= LETTERS else one.title[: LETTERS - 1].rstrip() + "…"
    if first is None or last is None:
        return Bar(one, words, NAMES, y, 0)
    x = at(first)
    return Bar(one, words, x, y, max(at(last + dt.timedelta(days=1)) - x, 6))


def _ticks(first: dt.date, end: dt.date, at: Callable[[dt.date], int]) -> list[Tick]:
    months, month = [], first
    while month < end:
        months.append(month)
        month = next_month(month)
    is_long = len(months) > LONG_MONTHS
    kept = [one for one in months if not is_long or one.month in QUARTER_MONTHS or one == first]
    ticks = [Tick(one, at(one), one.month == 1 or one == first) for one in kept]
    if len(ticks) > 1 and first.month != 1:  # the first of several months: its words may have no room
        january = next((one for one in ticks if one.day.month == 1), None)
        has_year = january is None or january.x - ticks[0].x > YEAR_WORD
        ticks[0] = Tick(first, ticks[0].x, has_year, ticks[1].x - ticks[0].x > MONTH_WORD)
    return ticks


def _arrows(bars: Sequence[Bar]) -> list[Arrow]:
    by_action = {bar.action.pk: bar for bar in bars if bar.width}
    found = []
    for bar in by_action.values():
        for wait in bar.action.waits.all():
            before = by_action.get(wait.before_id)
            if before:
                found.append(Arrow(_path(before, bar), bar.x, bar.y, contradicts(wait.before, bar.action)))
    return found


def _path(before: Bar, after: Bar) -> str:
    """Out of the end, down or up beside it, into the beginning; around by the left where it begins too early."""
    out, into = before.end + 7, after.x - 9
    side = 1 if after.y > before.y else -1
    if into >= out:
        return f"M{before.end} {before.y} H{out} V{after.y} H{after.x - 3}"
    middle = before.y + side * (ROW // 2)
    return f"M{before.end} {before.y} H{out} V{middle} H{into} V{after.y} H{after.x - 3}"
