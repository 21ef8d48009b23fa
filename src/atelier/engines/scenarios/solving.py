"""The exact search: a linear programme in whole numbers, by HiGHS (scipy.optimize.milp), one thread, repeatable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from atelier.engines.scenarios.shapes import Action
from atelier.engines.scenarios.weighing import Limit, alternatives

MOST_NODES = 20_000  # of the search tree: a count, not a time, so that the answer is the same on every machine
FLOATING = 1e-6

Row = NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """taken: whether each action is, in their order. bound: nothing is worth more than it."""

    taken: NDArray[np.bool_]
    bound: int
    is_proven: bool


class Programme:
    """Actions as variables of 0 or 1, under limits, dependencies and alternatives."""

    def __init__(self, actions: Sequence[Action], limits: Sequence[Limit], *, least: Row, most: Row) -> None:
        """least, most: what each variable is held between; those of barred actions are 0, of imposed ones 1."""
        self.count = len(actions)
        self.values = np.array([action.value for action in actions], dtype=float)
        self.costs = [np.array([limit.taken_by(action) for action in actions], dtype=float) for limit in limits]
        self.stated = [limit.stated for limit in limits]
        self.least, self.most = least, most
        self.rows: list[tuple[Row, float]] = [(np.ones(self.count), float(self.count))]
        self.rows += zip(self.costs, map(float, self.stated), strict=True)
        self._add_needs(actions)
        for among in alternatives(actions).values():
            self.rows.append((self._row({actions.index(one): 1.0 for one in among}), 1.0))

    def best(self) -> Found:
        """A choice of most value."""
        found, bound = self._solved(self.values)
        worth = round(float(self.values @ found))
        is_proven = bound < worth + 1 - FLOATING  # values are whole numbers
        return Found(found.astype(bool), worth if is_proven else floor(bound + FLOATING), is_proven)

    def _solved(self, objective: Row) -> tuple[Row, float]:
        """The values of 0 or 1 that make the most of `objective`, and what is proven to bound it.

        The solver reckons in floats: each answer is checked in whole numbers, and one that oversteps a limit by a
        rounding is forbidden by name before asking again. Cut short without an answer, what must be taken is one.
        """
        while True:
            answer = self._asked(objective)
            taken = self.least.copy() if answer.x is None else np.round(answer.x)
            over = [
                cost > 0
                for cost, stated in zip(self.costs, self.stated, strict=True)
                if round(float(cost @ taken)) > stated
            ]
            if not over:
                bound = answer.mip_dual_bound
                return taken, float(objective.sum()) if bound is None else -float(bound)
            for rows in over:
                cover = np.where(rows & (taken == 1), 1.0, 0.0)
                self.rows.append((cover, float(cover.sum()) - 1))

    def _asked(self, objective: Row) -> Any:
        from scipy.optimize import Bounds, LinearConstraint, milp

        table, bounds = self._table()
        return milp(
            -objective,
            integrality=np.ones(self.count),
            bounds=Bounds(self.least, self.most),
            constraints=LinearConstraint(table, -np.inf, bounds),
            options={"mip_rel_gap": 0.0, "node_limit": MOST_NODES},
        )

    def _table(self) -> tuple[NDArray[np.float64], Row]:
        return np.array([row for row, _bound in self.rows]), np.array([bound for _row, bound in self.rows])

    def _add_needs(self, actions: Sequence[Action]) -> None:
        place = {action.id: number for number, action in enumerate(actions)}
        for number, action in enumerate(actions):
            for need in action.needs:
                if place[need] != number:
                    self.rows.append((self._row({number: 1.0, place[need]: -1.0}), 0.0))

    def _row(self, cells: dict[int, float]) -> Row:
        row = np.zeros(self.count)
        for place, value in cells.items():
            row[place] = value
        return row
