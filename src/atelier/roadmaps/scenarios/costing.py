"""What the actions of a roadmap take of each year, from their funding lines, their person-days and their dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal

from atelier.engines.scenarios.shapes import UNDATED, Wish
from atelier.engines.scenarios.shapes import Action as Weighed
from atelier.roadmaps.plan.enums import CLOSED
from atelier.roadmaps.plan.models import Action

VALUES = range(4)  # 0: for nothing but what depends on it; 3: first of all
USUAL_VALUE = 1
WEIGHED = ("funding", "waits")  # what is read with the actions


@dataclass(frozen=True)
class Asked:
    """What is said of the actions for one scenario, by name (A-3)."""

    values: Mapping[str, int] = field(default_factory=dict)
    wishes: Mapping[str, Wish] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)


def weighed_actions(actions: Iterable[Action], asked: Asked) -> list[Weighed]:
    """Actions still to be done, in the order of the roadmap. What is done or abandoned takes no means any more, and
    nothing waits for it."""
    open_ones = [one for one in actions if one.status not in CLOSED]
    known = {one.pk: one.name for one in open_ones}
    return [
        Weighed(
            id=one.name,
            title=one.title,
            value=asked.values.get(one.name, USUAL_VALUE),
            euros=spread(cost_eur(one), one.starts_on, one.ends_on),
            days=spread(one.person_days or 0, one.starts_on, one.ends_on),
            needs=tuple(known[wait.before_id] for wait in one.waits.all() if wait.before_id in known),
            choices=tuple(filter(None, [asked.choices.get(one.name, "").strip()])),
            wish=asked.wishes.get(one.name, ""),
        )
        for one in open_ones
    ]


def cost_eur(action: Action) -> int:
    """The sum of its funding lines, whatever their state, rounded up to the euro."""
    total = sum((line.amount_eur for line in action.funding.all()), start=Decimal())
    return int(total.to_integral_value(ROUND_CEILING))


def spread(amount: int, first: dt.date | None, last: dt.date | None) -> dict[int, int]:
    """An amount over the years it runs, by the number of days of each; of no year where the dates are not said.

    Whole numbers whose sum is the amount: what is left by rounding goes to the earliest years.
    """
    if not amount:
        return {}
    if first is None or last is None:
        day = first or last
        return {day.year if day else UNDATED: amount}
    days = {year: _days_in(year, first, last) for year in range(first.year, last.year + 1)}
    shares = {year: amount * part // sum(days.values()) for year, part in days.items()}
    for year in sorted(shares)[: amount - sum(shares.values())]:
        shares[year] += 1
    return {year: share for year, share in shares.items() if share}


def _days_in(year: int, first: dt.date, last: dt.date) -> int:
    begins, ends = max(first, dt.date(year, 1, 1)), min(last, dt.date(year, 12, 31))
    return (ends - begins).days + 1
