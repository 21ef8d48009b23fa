"""Would the same groups be found had other people come? The bootstrap of Hennig (2007)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atelier.engines.agreement.grouping import Grouping, draw_again
from atelier.engines.agreement.votes import Floats, Integers, Votes

DRAWS = 40
MOST_DRAWN = 2_000


@dataclass(frozen=True)
class Stability:
    """overall: mean adjusted Rand index over the draws, 1 when all find the same groups, about 0 by chance.

    by_group: mean Jaccard index of each group with the closest one of a draw; Hennig holds 0.75 for stable.
    """

    draws: int
    overall: float
    by_group: list[float]


def stability(votes: Votes, found: Grouping, draws: int = DRAWS) -> Stability:
    """Groups made again from as many people drawn with repeats (2,000 at most, which errs on the severe side)."""
    # drawn by where they stand, not by name: names must not matter
    rounded = np.round(found.where, 6)
    inside = np.lexsort((rounded[:, 1], rounded[:, 0]))
    inside = inside[found.group[inside] >= 0]
    random = np.random.default_rng(2026)
    tables = []
    for _ in range(draws):
        chosen = inside[random.integers(0, len(inside), min(len(inside), MOST_DRAWN))]
        tables.append(crossed(found.group[chosen], draw_again(votes, found, chosen), found.groups))
    return Stability(
        draws=draws,
        overall=float(np.mean([adjusted_rand(table) for table in tables])),
        by_group=[float(value) for value in np.nanmean([_closest(table) for table in tables], axis=0)],
    )


def crossed(first: Integers, second: Integers, rows: int | None = None) -> Integers:
    """(groups of first, groups of second): how many people are in both."""
    high, wide = rows or int(first.max()) + 1, int(second.max()) + 1
    return np.bincount(first * wide + second, minlength=high * wide).reshape(high, wide)


def adjusted_rand(table: Integers) -> float:
    """Agreement of two partitions, corrected for chance (Hubert and Arabie 1985). table: `crossed`."""

    def pairs(sizes: Integers) -> float:
        return float((sizes * (sizes - 1) // 2).sum())

    both, first, second = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    everyone = pairs(np.array([table.sum()]))
    by_chance = first * second / everyone if everyone else 0.0
    most = (first + second) / 2
    return 1.0 if most == by_chance else (both - by_chance) / (most - by_chance)


def _closest(table: Integers) -> Floats:
    """By group: its largest Jaccard index; NaN if nobody of it was drawn."""
    rows, columns = table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
    jaccard = table / np.maximum(rows + columns - table, 1)
    return np.where(rows[:, 0] > 0, jaccard.max(axis=1), np.nan)
