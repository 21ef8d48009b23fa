"""How a year differs from the pattern it was copied from: what was added, taken out, moved, renamed, made longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from atelier.ateliers.year.models import Stage
from atelier.ateliers.year.patterns import Pattern, PatternStage


class Change(StrEnum):
    ADDED, REMOVED, RENAMED, MOVED, LENGTH = "added", "removed", "renamed", "moved", "length"


@dataclass(frozen=True)
class Difference:
    """One thing that differs, with what the pattern says and what the year says, and the reason given."""

    change: Change
    stage: Stage
    was: str = ""
    now: str = ""

    @property
    def reason(self) -> str:
        return self.stage.reason


def differences(pattern: Pattern, stages: Sequence[Stage]) -> list[Difference]:
    """In the order of the year. `stages` are all of them, those taken out too."""
    known = {one.key: one for one in pattern.stages}
    moved = _moved([one.key for one in pattern.stages], [one.key for one in stages if one.key and not one.removed_at])
    found: list[Difference] = []
    for stage in stages:
        planned = known.get(stage.key)
        if planned is None:
            found += [] if stage.removed_at else [Difference(Change.ADDED, stage, now=stage.title)]
        elif stage.removed_at:
            found.append(Difference(Change.REMOVED, stage, was=planned.title))
        else:
            found += _changed(planned, stage, is_moved=stage.key in moved)
    return found


def _changed(planned: PatternStage, stage: Stage, *, is_moved: bool) -> Iterable[Difference]:
    if planned.title != stage.title:
        yield Difference(Change.RENAMED, stage, planned.title, stage.title)
    if is_moved:
        yield Difference(Change.MOVED, stage)
    if planned.length_days != stage.days:
        yield Difference(Change.LENGTH, stage, str(planned.length_days), str(stage.days))


def _moved(planned: list[str], held: list[str]) -> set[str]:
    """The fewest stages whose place changed: those outside what both orders have in common."""
    expected = [key for key in planned if key in held]
    matching = SequenceMatcher(a=expected, b=held, autojunk=False).get_matching_blocks()
    kept = {key for block in matching for key in expected[block.a : block.a + block.size]}
    return set(held) & set(expected) - kept
