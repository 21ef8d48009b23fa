"""The hours of a script: when each sequence should begin, and how late the day is. Pure: no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence as List
from dataclasses import dataclass

from atelier.ateliers.script.models import Script, Sequence


@dataclass(frozen=True)
class Timed:
    """A sequence with its planned minutes of the day: `begins` and `ends` count from midnight of its day."""

    sequence: Sequence
    begins: int
    ends: int
    is_first_of_day: bool

    @property
    def hour(self) -> str:
        return clock_words(self.begins)

    @property
    def end_hour(self) -> str:
        return clock_words(self.ends)


def timed(script: Script, sequences: List[Sequence]) -> list[Timed]:
    """Each sequence begins when the one before ends; each day begins at the hour of the script."""
    start = script.starts_at.hour * 60 + script.starts_at.minute
    found: list[Timed] = []
    minute, day = start, 0
    for one in sequences:
        is_first = one.day != day
        if is_first:
            minute, day = start, one.day
        found.append(Timed(one, minute, minute + one.minutes, is_first))
        minute += one.minutes
    return found


def clock_words(minutes: int) -> str:
    """545 → «9 h 05», as timetables write it in French."""
    hours, rest = divmod(minutes % (24 * 60), 60)
    return f"{hours}\u00a0h\u00a0{rest:02d}"


@dataclass(frozen=True)
class Course:
    """Where the day is: what is under way, what comes next, and how many minutes late (negative: early)."""

    now: Timed | None
    following: list[Timed]
    delay: int
    left: int
    is_over: bool = False


def course_of(lines: List[Timed], at: dt.datetime) -> Course:
    """The course at this hour (aware). The delay is how much later the rest will end than planned, were every
    following sequence to last what it should. Without a beginning nothing is late yet."""
    running = next((one for one in lines if one.sequence.began_at and not one.sequence.ended_at), None)
    if running is None:
        waiting = [one for one in lines if not one.sequence.ended_at]
        return Course(None, waiting, _delay_of_last(lines), 0, is_over=bool(lines) and not waiting)
    began = running.sequence.began_at
    assert began
    spent = int((at - began).total_seconds() // 60)
    left = running.sequence.minutes - spent
    local = began.astimezone(at.tzinfo)
    delay = local.hour * 60 + local.minute - running.begins + max(0, -left)
    after = list(lines[lines.index(running) + 1 :])
    return Course(running, after, delay, left)


def _delay_of_last(lines: List[Timed]) -> int:
    """What was done so far ended that much later than planned."""
    done = [one for one in lines if one.sequence.ended_at]
    if not done:
        return 0
    ended = done[-1].sequence.ended_at
    assert ended
    local = ended.astimezone()
    return local.hour * 60 + local.minute - done[-1].ends
