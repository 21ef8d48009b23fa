"""The list of actions narrowed by status, bearer and year, as the address says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action


@dataclass(frozen=True)
class Filter:
    """What the reader chose; '' for everything. `year` keeps actions that last during it, or that have no date."""

    status: str = ""
    bearer: str = ""
    year: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.status or self.bearer or self.year)

    def keeps(self, action: Action) -> bool:
        if self.status and action.status != self.status:
            return False
        if self.bearer and self.bearer not in current_names(action):
            return False
        return not self.year or lasts_during(action, int(self.year))


def filter_of(asked: dict[str, str], actions: Sequence[Action]) -> Filter:
    """What the address asks, without what does not exist."""
    wanted = Filter(asked.get("etat", ""), asked.get("porteur", ""), asked.get("annee", ""))
    return Filter(
        wanted.status if wanted.status in Status.values else "",
        wanted.bearer if wanted.bearer in bearers_among(actions) else "",
        wanted.year if wanted.year in {str(year) for year in years_among(actions)} else "",
    )


def current_names(action: Action) -> list[str]:
    return [one.name for one in action.bearers.all() if one.left_at is None]


def bearers_among(actions: Iterable[Action]) -> list[str]:
    return sorted({name for action in actions for name in current_names(action)})


def years_among(actions: Iterable[Action]) -> list[int]:
    """Every year between the first and the last day of a roadmap."""
    days = [day for action in actions for day in (action.starts_on, action.ends_on) if day]
    return list(range(min(days).year, max(days).year + 1)) if days else []


def lasts_during(action: Action, year: int) -> bool:
    first, last = action.starts_on or action.ends_on, action.ends_on or action.starts_on
    return first is None or last is None or first.year <= year <= last.year
