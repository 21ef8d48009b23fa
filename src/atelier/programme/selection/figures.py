"""What the marks of several reviewers say together: weighted totals, their median, how far apart they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Weighed:
    """A criterion as figures need it: its highest mark, and its weight in a hundred."""

    key: int
    weight: int
    most: int


@dataclass(frozen=True)
class Figures:
    """Totals out of 100 of the complete reviews. `low`, `high`: the lowest and the highest."""

    count: int
    middle: float | None
    low: float | None
    high: float | None

    @property
    def spread(self) -> float | None:
        return None if self.low is None or self.high is None else self.high - self.low


def total(marks: Mapping[int, int], criteria: Sequence[Weighed]) -> float | None:
    """Out of 100: each mark over its most, by its weight. None while a criterion has no mark."""
    if any(one.key not in marks for one in criteria):
        return None
    whole = sum(one.weight for one in criteria)
    return 100 * sum(marks[one.key] / one.most * one.weight for one in criteria) / whole if whole else None


def figures(totals: Sequence[float]) -> Figures:
    if not totals:
        return Figures(0, None, None, None)
    return Figures(len(totals), median(totals), min(totals), max(totals))
