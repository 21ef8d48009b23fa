"""Marks by criterion → a total out of 100, and who comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

TOTAL = Decimal("0.01")


@dataclass(frozen=True)
class Scored:
    """One tender: its marks by criterion (out of `best`), its price, its total out of 100, its rank from 1."""

    key: int
    marks: Mapping[int, Decimal]
    price: Decimal
    total: Decimal
    rank: int


def weighted_total(marks: Mapping[int, Decimal], weights: Mapping[int, Decimal], *, best: Decimal) -> Decimal:
    """Out of 100 when the weights, in percent, add up to 100."""
    total = sum((marks[one] * weight / best for one, weight in weights.items()), Decimal(0))
    return total.quantize(TOTAL, ROUND_HALF_UP)


def ranked(
    marks: Mapping[int, Mapping[int, Decimal]],
    prices: Mapping[int, Decimal],
    weights: Mapping[int, Decimal],
    *,
    best: Decimal,
) -> list[Scored]:
    """Best first. Equal totals are parted by the heaviest criteria in turn, then by the price; who is still equal has
    the same rank, and the choice is left to people."""
    heaviest = sorted(weights, key=lambda one: (-weights[one], one))
    totals = {key: weighted_total(own, weights, best=best) for key, own in marks.items()}

    def place(key: int) -> tuple[Decimal, ...]:
        return (-totals[key], *(-marks[key][one] for one in heaviest), prices[key])

    ordered = sorted(marks, key=lambda key: (place(key), key))
    return [Scored(key, marks[key], prices[key], totals[key], 1 + _before(place, key, ordered)) for key in ordered]


def _before(place: object, key: int, ordered: Sequence[int]) -> int:
    assert callable(place)
    return sum(place(other) < place(key) for other in ordered)
