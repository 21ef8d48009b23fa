"""Of two actions worth the same of which either could be taken, the first stated is: no search, only exchanges."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from atelier.engines.scenarios.shapes import Action
from atelier.engines.scenarios.weighing import Limit

Whole = NDArray[np.int64]


def earlier_first(actions: Sequence[Action], taken: set[str], barred: set[str], limits: Sequence[Limit]) -> set[str]:
    """`taken` after every exchange of one action for an earlier one of the same value that keeps all that holds.

    Each exchange brings the choice nearer to the stated order, so that there is an end to them. (The choice that
    comes first of all choices of most value would take a search as long again for every few actions: measured.)
    """
    costs = np.array([[limit.taken_by(action) for action in actions] for limit in limits], dtype=np.int64)
    costs = costs.reshape(len(limits), len(actions))
    stated = np.array([limit.stated for limit in limits], dtype=np.int64)
    kept = set(taken)
    while swap := _exchange(actions, kept, barred, costs, stated):
        early, late = swap
        kept = (kept - {late}) | {early}
    return kept


def _exchange(
    actions: Sequence[Action], taken: set[str], barred: set[str], costs: Whole, stated: Whole
) -> tuple[str, str] | None:
    is_in = np.array([one.id in taken for one in actions], dtype=bool)
    left = stated - costs[:, is_in].sum(axis=1)
    needed = {need for one in actions if one.id in taken for need in one.needs if need != one.id}
    for number, early in enumerate(actions):
        if is_in[number] or not early.value or early.id in barred:
            continue
        fits = (costs[:, number : number + 1] - costs <= left[:, np.newaxis]).all(axis=0) & is_in
        for place in np.flatnonzero(fits[number + 1 :]) + number + 1:
            late = actions[int(place)]
            is_equal = late.value == early.value and late.wish != "must" and late.id not in needed
            if is_equal and _holds(early, late, actions, taken):
                return early.id, late.id
    return None


def _holds(early: Action, late: Action, actions: Sequence[Action], taken: set[str]) -> bool:
    """Whether what `early` needs and excludes allows it in the place of `late`."""
    others = taken - {late.id}
    if not set(early.needs) - {early.id} <= others:
        return False
    names = set(early.choices)
    return not any(names.intersection(one.choices) for one in actions if one.id in others)
