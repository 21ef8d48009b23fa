"""Price formulas by name, and prices that seem too low. Prices are above zero and exclude tax; all in Decimal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

CENT, MARK = Decimal("0.01"), Decimal("0.01")
Formula = Callable[[Decimal, Sequence[Decimal]], Decimal]


def lowest_over_price(price: Decimal, prices: Sequence[Decimal]) -> Decimal:
    """Twice the lowest price gets half."""
    return min(prices) / price


def linear_from_lowest(price: Decimal, prices: Sequence[Decimal]) -> Decimal:
    """Each percent above the lowest takes a percent; nothing from twice the lowest on."""
    return max(Decimal(0), 2 - price / min(prices))


def squared(price: Decimal, prices: Sequence[Decimal]) -> Decimal:
    """As the first, and prices count more: twice the lowest gets a quarter."""
    return (min(prices) / price) ** 2


def between_extremes(price: Decimal, prices: Sequence[Decimal]) -> Decimal:
    """All for the lowest, nothing for the highest: small gaps weigh as much as large ones."""
    lowest, highest = min(prices), max(prices)
    return Decimal(1) if highest == lowest else (highest - price) / (highest - lowest)


FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        "lowest_over_price": lowest_over_price,
        "linear_from_lowest": linear_from_lowest,
        "squared": squared,
        "between_extremes": between_extremes,
    }
)


def price_mark(formula: str, price: Decimal, prices: Sequence[Decimal], *, best: Decimal) -> Decimal:
    """Mark out of `best`, to the hundredth; `prices` are those of all tenders, this one included."""
    return (FORMULAS[formula](price, prices) * best).quantize(MARK, ROUND_HALF_UP)


def with_tax(amount: Decimal, rate_percent: Decimal) -> tuple[Decimal, Decimal]:
    """(tax, amount with tax), to the cent: the two always add up."""
    tax = (amount * rate_percent / 100).quantize(CENT, ROUND_HALF_UP)
    return tax, amount + tax


def seems_too_low(price: Decimal, prices: Sequence[Decimal], *, below_percent: Decimal) -> bool:
    """Whether a price is more than so many percent under the mean of the others; never where there is no other."""
    others = list(prices)
    others.remove(price)
    if not others:
        return False
    mean = sum(others, Decimal(0)) / len(others)
    return price < mean * (100 - below_percent) / 100
