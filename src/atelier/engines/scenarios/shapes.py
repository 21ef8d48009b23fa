"""What goes in and comes out: actions, means, and the choice (docs/reference/scenarios.md).

Whole euros and whole person-days. A year of 0 is no year in particular: it weighs on the total alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

FORMAT = "atelier-scenarios/1"
UNDATED = 0
Kind = Literal["euros", "days"]
Wish = Literal["", "must", "never"]
Why = Literal["barred", "alternative", "dependency", "means", "no_value"]
Status = Literal["best", "bounded", "impossible"]


class Action(Struct, frozen=True):
    """What could be done. Their order in the list is the stated order, which breaks ties.

    value: how much it is wanted; 0 is wanted for nothing but what depends on it. needs: actions it makes no sense
    without. choices: names of alternatives; at most one action of each name is taken.
    """

    id: str
    value: int
    euros: Mapping[int, int] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    wish: Wish = ""
    title: str = ""

    def takes(self, kind: Kind) -> Mapping[int, int]:
        return self.euros if kind == "euros" else self.days


class Means(Struct, frozen=True):
    """What there is. By year, in total, both, or neither (then that kind bounds nothing).

    Once a kind is stated by year, a year that is not named has none of it.
    """

    euros: Mapping[int, int] = field(default_factory=dict)
    days: Mapping[int, int] = field(default_factory=dict)
    euros_total: int | None = None
    days_total: int | None = None

    def by_year(self, kind: Kind) -> Mapping[int, int]:
        return self.euros if kind == "euros" else self.days

    def total(self, kind: Kind) -> int | None:
        """The stated total, or what the years make together."""
        stated = self.euros_total if kind == "euros" else self.days_total
        years = self.by_year(kind)
        together = sum(years.values()) if years else None
        return min((one for one in (stated, together) if one is not None), default=None)


class Amount(Struct, frozen=True):
    """So many euros or person-days of a year; year 0: of the whole."""

    kind: Kind
    year: int
    amount: int


class Spent(Struct, frozen=True):
    """One stated mean, and what the choice takes of it."""

    kind: Kind
    year: int
    stated: int
    used: int


class LeftOut(Struct, frozen=True):
    """An action that is not taken, and why.

    barred: set aside by whoever asks, or it needs an action that is (`by`). alternative: another one of the same
    choice is taken (`by`); `missing` is then what it would lack in that one's place. means, dependency: `missing` are
    the smallest additions to each mean that let it in with all that is taken, together with the actions it needs
    (`together`); `dependency` when it would have fitted alone. no_value: it fits, but nobody said that it is wanted.
    """

    id: str
    why: Why
    missing: list[Amount] = field(default_factory=list)
    together: list[str] = field(default_factory=list)
    by: list[str] = field(default_factory=list)


class Choice(Struct):
    """best: no choice within the means is worth more. bounded: the search was cut short; none is worth more than
    `bound`. impossible: what must be taken does not hold; `refused` says where, and nothing is chosen.
    """

    status: Status
    value: int = 0
    bound: int = 0
    chosen: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    spent: list[Spent] = field(default_factory=list)
    refused: list[LeftOut] = field(default_factory=list)
    format: str = FORMAT
