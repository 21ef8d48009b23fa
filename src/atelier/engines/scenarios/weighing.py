"""Sums, in whole numbers: what actions take of each stated mean, and what they need."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from atelier.engines.scenarios.shapes import UNDATED, Action, Amount, Kind, Means, Spent

KINDS: tuple[Kind, ...] = ("euros", "days")


@dataclass(frozen=True)
class Limit:
    """One stated mean. year 0: the total, on which every amount weighs, dated or not."""

    kind: Kind
    year: int
    stated: int

    def taken_by(self, action: Action) -> int:
        taken = action.takes(self.kind)
        return sum(taken.values()) if self.year == UNDATED else taken.get(self.year, 0)


def limits_of(actions: Sequence[Action], means: Means) -> list[Limit]:
    """Every bound that holds: amounts of no year may go to any, so that years and total together are exact."""
    limits = []
    for kind in KINDS:
        by_year, total = means.by_year(kind), means.total(kind)
        if by_year:
            years = {year for action in actions for year in action.takes(kind)} | set(by_year)
            limits += [Limit(kind, year, by_year.get(year, 0)) for year in sorted(years - {UNDATED})]
        if total is not None:
            limits.append(Limit(kind, UNDATED, total))
    return limits


def spent_on(chosen: Iterable[Action], limits: Sequence[Limit]) -> list[Spent]:
    taken = list(chosen)
    return [
        Spent(limit.kind, limit.year, limit.stated, sum(limit.taken_by(action) for action in taken)) for limit in limits
    ]


def shortages(chosen: Iterable[Action], limits: Sequence[Limit]) -> list[Amount]:
    """What is missing for these to be done together: the smallest additions. Empty when they fit.

    What a year lacks is lacking in the total too, and is said once: year 0 is what is missing besides, of any year.
    """
    short = {(one.kind, one.year): one.used - one.stated for one in spent_on(chosen, limits) if one.used > one.stated}
    found = []
    for (kind, year), amount in short.items():
        said = sum(more for (other, dated), more in short.items() if other == kind and dated != UNDATED)
        besides = amount - said if year == UNDATED else amount
        if besides > 0:
            found.append(Amount(kind, year, besides))
    return found


def needed_by(starts: Iterable[str], by_id: Mapping[str, Action]) -> set[str]:
    """These actions and all they need, near or far."""
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += by_id[one].needs
    return found


def alternatives(actions: Collection[Action]) -> dict[str, list[Action]]:
    """Name of a choice → the actions among which at most one is taken."""
    named: dict[str, list[Action]] = {}
    for action in actions:
        for name in action.choices:
            named.setdefault(name, []).append(action)
    return named
