"""Patterns of stages: dated files in `data/stages/`, copied into the year of an atelier and adapted there.

A pattern says, for each stage, after which one it comes, how many days later, how long it lasts, what its gate asks.
Durations are the file's: a new one with a later `valid_from` takes its place without touching the years under way.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
from django.conf import settings

from atelier.ateliers.year.enums import StageKind, Validator
from atelier.ateliers.year.errors import CircularStages, PatternMissing, PatternWrong

FORMAT = 1


class PatternDeliverable(msgspec.Struct, frozen=True):
    key: str
    title: str
    is_required: bool = True


class PatternStage(msgspec.Struct, frozen=True):
    """`gap_days`: days left free between the last day of the stage `after` (or the first day of the year) and it."""

    key: str
    kind: str
    title: str
    length_days: int
    about: str = ""
    after: str | None = None
    gap_days: int = 0
    deliverables: list[PatternDeliverable] = []
    validations: list[str] = []


class Pattern(msgspec.Struct, frozen=True):
    """A whole pattern; `months` are the least and most it usually lasts."""

    format: int
    kind: str
    version: str
    valid_from: dt.date
    title: str
    stages: list[PatternStage]
    source: str = ""
    months: tuple[int, int] = (12, 18)


def patterns(folder: Path | None = None) -> list[Pattern]:
    """Every pattern of the house, by kind, the latest first. Raises PatternWrong, CircularStages."""
    found = [read_pattern(path) for path in sorted((folder or Path(settings.DATA_DIR) / "stages").glob("*.json"))]
    return sorted(found, key=lambda one: (one.kind, -one.valid_from.toordinal()))


def pattern_for(kind: str, day: dt.date) -> Pattern:
    """The pattern in force on this day for this kind of atelier. Raises PatternMissing."""
    for one in patterns():
        if one.kind == kind and one.valid_from <= day:
            return one
    raise PatternMissing(day=day.isoformat())


def read_pattern(path: Path) -> Pattern:
    """A pattern file, checked. Raises PatternWrong, CircularStages."""
    try:
        return pattern_of(json.loads(path.read_text(encoding="utf-8")), name=path.name)
    except (OSError, ValueError) as error:
        raise PatternWrong(name=path.name, where=str(error)) from error


def pattern_of(content: object, *, name: str = "") -> Pattern:
    """A pattern from plain values, checked. Raises PatternWrong, CircularStages."""
    try:
        pattern = msgspec.convert(content, Pattern)
    except msgspec.ValidationError as error:
        raise PatternWrong(name=name, where=str(error)) from error
    if wrong := _fault_of(pattern):
        raise PatternWrong(name=name, where=wrong)
    if circle := circle_in({stage.key: stage.after for stage in pattern.stages}):
        titles = {stage.key: stage.title for stage in pattern.stages}
        raise CircularStages(stages=" → ".join(titles[key] for key in circle))
    return pattern


def plain_pattern(pattern: Pattern) -> dict[str, object]:
    """As it is kept with the year."""
    plain: dict[str, object] = msgspec.to_builtins(pattern)
    return plain


def circle_in(after: Mapping[str, str | None]) -> list[str]:
    """The stages that wait for each other, the first one twice; none where every chain begins somewhere."""
    for start in after:
        seen = [start]
        while (before := after.get(seen[-1])) is not None:
            if before in seen:
                return list(reversed([*seen[seen.index(before) :], before]))
            seen.append(before)
    return []


def dates_of(pattern: Pattern, starts_on: dt.date) -> dict[str, tuple[dt.date, dt.date]]:
    """First and last day of every stage, when the year begins on `starts_on`. No day of work is counted: days pass."""
    known: dict[str, tuple[dt.date, dt.date]] = {}
    left = list(pattern.stages)
    while left:
        stage = next(one for one in left if one.after is None or one.after in known)
        floor = starts_on if stage.after is None else known[stage.after][1] + dt.timedelta(days=1)
        begins = floor + dt.timedelta(days=stage.gap_days)
        known[stage.key] = begins, begins + dt.timedelta(days=stage.length_days - 1)
        left.remove(stage)
    return known


def _fault_of(pattern: Pattern) -> str:
    keys = [stage.key for stage in pattern.stages]
    if pattern.format != FORMAT:
        return f"format {pattern.format}"
    if not keys or len(set(keys)) != len(keys):
        return "a key is there twice, or there is no stage"
    for stage in pattern.stages:
        if stage.after is not None and stage.after not in keys:
            return f"{stage.key} comes after {stage.after}, which is not there"
        if stage.kind not in StageKind.values or not set(stage.validations) <= set(Validator.values):
            return f"{stage.key}: kind or validation unknown"
        if stage.length_days < 1 or stage.gap_days < 0:
            return f"{stage.key}: a stage lasts a day at least"
    return ""
