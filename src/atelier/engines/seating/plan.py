"""A seating plan: people of one college, one commune, one organisation apart, as far as the tables allow.

What is made small is the number of *pairs* that sit together and share something, each kind with its weight:

    cost = Σ over kinds k, weight[k] · Σ over tables t, Σ over values v of k, n(k, v, t) · (n(k, v, t) − 1) / 2

where n is how many of this value sit at this table. Pairs grow with the square of what is gathered: two tables with
three farmers each are better than one with six. An empty value is shared with nobody. Seats of each table are a
ceiling, and people are spread evenly under it. Who is locked stays.

People are laid one by one where they cost least, the most gathered first; then any two, or one and a free seat, change
places while that helps. The end is a local optimum of exchanges: no single exchange betters it. Deterministic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

WEIGHTS: dict[str, float] = {"college": 3.0, "organisation": 2.0, "place": 1.0}
MOST_ROUNDS = 60
LEAST_GAIN = 1e-9


class TooFewSeats(ValueError):
    """More people than seats; `missing` seats are lacking."""

    def __init__(self, missing: int) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True)
class Guest:
    """Someone to seat. `shares`: kind → value (`{"college": "elected", "place": "76217"}`). `table`: where locked."""

    key: str
    shares: Mapping[str, str] = field(default_factory=dict)
    table: int | None = None


def seat(guests: Sequence[Guest], sizes: Sequence[int], *, weights: Mapping[str, float] = WEIGHTS) -> list[int]:
    """Table (index in `sizes`) of each guest. Raises TooFewSeats.

    sizes: seats of each table. A table where more are locked than it has seats keeps them, and takes nobody more.
    """
    return _Plan(guests, sizes, weights).solve()


def cost(guests: Sequence[Guest], tables: Sequence[int], *, weights: Mapping[str, float] = WEIGHTS) -> float:
    """Weighted pairs that sit together and share something: what `seat` makes small."""
    total = 0.0
    for kind, weight in weights.items():
        counts: dict[tuple[str, int], int] = {}
        for guest, table in zip(guests, tables, strict=True):
            if value := guest.shares.get(kind):
                counts[value, table] = counts.get((value, table), 0) + 1
        total += weight * sum(count * (count - 1) / 2 for count in counts.values())
    return total


class _Plan:
    """counts[k][v, t]: how many with value v of kind k at table t; value 0 is nobody's, and weighs nothing."""

    def __init__(self, guests: Sequence[Guest], sizes: Sequence[int], weights: Mapping[str, float]) -> None:
        self.guests = guests
        self.locked = np.array([guest.table is not None for guest in guests], dtype=bool)
        held = [0] * len(sizes)
        for guest in guests:
            if guest.table is not None:
                held[guest.table] += 1
        room = [max(size, count) for size, count in zip(sizes, held, strict=True)]
        if (missing := len(guests) - sum(room)) > 0:
            raise TooFewSeats(missing)
        self.wanted = _even(len(guests), room, held)
        self.tables: NDArray[np.int64] = np.full(len(guests), -1, dtype=np.int64)
        self.weights = list(weights.values())
        self.values: list[NDArray[np.int64]] = []
        self.counts: list[NDArray[np.float64]] = []
        for kind in weights:
            names = {name: n for n, name in enumerate(sorted({g.shares.get(kind, "") for g in guests} - {""}), start=1)}
            self.values.append(np.array([names.get(guest.shares.get(kind, ""), 0) for guest in guests], dtype=np.int64))
            self.counts.append(np.zeros((len(names) + 1, len(sizes))))

    def solve(self) -> list[int]:
        for index, guest in enumerate(self.guests):
            if guest.table is not None:
                self._sit(index, guest.table)
        for index in self._most_gathered_first():
            self._sit(index, self._cheapest(index))
        for _ in range(MOST_ROUNDS):
            if not self._round():
                break
        return [int(table) for table in self.tables]

    def _most_gathered_first(self) -> list[int]:
        """Those who share most are laid while there is room to keep them apart."""
        gathered = np.zeros(len(self.guests))
        for weight, values in zip(self.weights, self.values, strict=True):
            sizes = np.bincount(values)
            sizes[0] = 0
            gathered += weight * sizes[values]
        order = sorted(np.flatnonzero(~self.locked), key=lambda index: (-gathered[index], *self._signature(int(index))))
        return [int(index) for index in order]

    def _signature(self, index: int) -> tuple[int, ...]:
        return (*(int(values[index]) for values in self.values), index)

    def _cheapest(self, index: int) -> int:
        joined = self._joining(index)
        taken = np.bincount(self.tables[self.tables >= 0], minlength=len(self.wanted))
        free = [table for table, wanted in enumerate(self.wanted) if taken[table] < wanted]
        return min(free, key=lambda table: (joined[table], taken[table], table))

    def _joining(self, index: int) -> NDArray[np.float64]:
        """What the guest costs at each table, once sitting there (itself not counted)."""
        total = np.zeros(len(self.wanted))
        for weight, values, counts in zip(self.weights, self.values, self.counts, strict=True):
            if value := values[index]:
                row = counts[value].copy()
                if self.tables[index] >= 0:
                    row[self.tables[index]] -= 1
                total += weight * row
        return total

    def _round(self) -> bool:
        """Each free guest changes places with whoever makes the plan best, once; whether anything changed."""
        changed = False
        free = np.flatnonzero(~self.locked)
        for index in free:
            gains = self._exchanges(int(index), free)
            best = int(np.argmin(gains))
            if gains[best] < -LEAST_GAIN:
                self._exchange(int(index), int(free[best]))
                changed = True
        return changed

    def _exchanges(self, index: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """What the cost gains (negative is better) when `index` changes places with each of `others`."""
        here = self.tables[index]
        there = self.tables[others]
        total = np.zeros(len(others))
        for weight, values, counts in zip(self.weights, self.values, self.counts, strict=True):
            mine, theirs = values[index], values[others]
            goes = counts[mine, there] - (counts[mine, here] - 1) if mine else np.zeros(len(others))
            comes = np.where(theirs > 0, counts[theirs, here] - (counts[theirs, there] - 1), 0.0)
            total += weight * np.where(mine == theirs, 0.0, goes + comes)
        total[there == here] = 0.0
        return total

    def _exchange(self, one: int, other: int) -> None:
        first, second = int(self.tables[one]), int(self.tables[other])
        self._leave(one)
        self._leave(other)
        self._sit(one, second)
        self._sit(other, first)

    def _sit(self, index: int, table: int) -> None:
        self.tables[index] = table
        for values, counts in zip(self.values, self.counts, strict=True):
            if value := values[index]:
                counts[value, table] += 1

    def _leave(self, index: int) -> None:
        for values, counts in zip(self.values, self.counts, strict=True):
            if value := values[index]:
                counts[value, self.tables[index]] -= 1


def _even(people: int, room: Sequence[int], held: Sequence[int]) -> list[int]:
    """Even numbers that leave those who are held where they are."""
    taken = list(held)
    for _ in range(people - sum(held)):
        free = [index for index, size in enumerate(room) if taken[index] < size]
        taken[min(free, key=lambda index: (taken[index], index))] += 1
    return taken
