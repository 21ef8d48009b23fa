from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.engines.scoring.prices import FORMULAS, price_mark, seems_too_low, with_tax
from atelier.engines.scoring.ranking import ranked

BEST = Decimal(20)
amounts = st.decimals(Decimal("0.01"), Decimal(9_999_999), places=2)
several = st.lists(amounts, min_size=1, max_size=8)
formulas = st.sampled_from(sorted(FORMULAS))


@given(formulas, several)
def test_the_lowest_price_has_the_best_mark_and_nobody_leaves_the_scale(formula, prices):
    marks = [price_mark(formula, price, prices, best=BEST) for price in prices]

    assert marks[prices.index(min(prices))] == BEST
    assert all(0 <= mark <= BEST for mark in marks)


@given(formulas, several)
def test_a_lower_price_never_has_a_worse_mark(formula, prices):
    marks = [price_mark(formula, price, prices, best=BEST) for price in sorted(prices)]

    assert marks == sorted(marks, reverse=True)


@given(formulas, several, st.integers(2, 9))
def test_marks_do_not_depend_on_the_unit_of_money(formula, prices, factor):
    for price in prices:
        scaled = price_mark(formula, price * factor, [one * factor for one in prices], best=BEST)
        assert abs(scaled - price_mark(formula, price, prices, best=BEST)) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("formula", "mark"),
    [
        ("lowest_over_price", "13.33"),
        ("linear_from_lowest", "10.00"),
        ("squared", "8.89"),
        ("between_extremes", "0.00"),
    ],
)
def test_half_as_much_again_as_the_lowest_is_marked_as_each_formula_says(formula, mark):
    assert price_mark(formula, Decimal(15_000), [Decimal(10_000), Decimal(15_000)], best=BEST) == Decimal(mark)


@given(amounts, st.decimals(0, 30, places=2))
def test_tax_and_amount_add_up_to_the_cent(amount, rate):
    tax, whole = with_tax(amount, rate)

    assert whole - tax == amount
    assert tax == tax.quantize(Decimal("0.01"))
    assert abs(tax - amount * rate / 100) <= Decimal("0.005")


def test_a_price_far_under_the_others_seems_too_low():
    prices = [Decimal(10_000), Decimal(20_000), Decimal(22_000)]

    flagged = [seems_too_low(price, prices, below_percent=Decimal(30)) for price in prices]

    assert flagged == [True, False, False]
    assert not seems_too_low(Decimal(1), [Decimal(1)], below_percent=Decimal(30))


def scores(*rows):
    """(key, marks of criteria 1 and 2, price) → {key: rank}, weights 60 and 40."""
    marks = {key: {1: Decimal(first), 2: Decimal(second)} for key, first, second, _ in rows}
    prices = {key: Decimal(price) for key, _, _, price in rows}
    found = ranked(marks, prices, {1: Decimal(60), 2: Decimal(40)}, best=BEST)
    return {one.key: (one.rank, one.total) for one in found}


def test_totals_are_weighted_and_equal_ones_parted_by_the_heaviest_criterion():
    assert scores((1, 20, 5, 9000), (2, 10, 20, 9000), (3, 2, 2, 1)) == {
        1: (1, Decimal("70.00")),
        2: (2, Decimal("70.00")),
        3: (3, Decimal("10.00")),
    }


def test_who_is_equal_in_all_has_the_same_rank_and_the_next_one_is_third():
    found = scores((1, 10, 10, 9000), (2, 10, 10, 9000), (3, 9, 9, 9000))

    assert {key: rank for key, (rank, _) in found.items()} == {1: 1, 2: 1, 3: 3}


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), amounts), min_size=1, max_size=7))
def test_ranking_keeps_everyone_and_never_puts_a_better_total_behind(rows):
    found = ranked(
        {key: {1: Decimal(a), 2: Decimal(b)} for key, (a, b, _) in enumerate(rows)},
        {key: price for key, (_, _, price) in enumerate(rows)},
        {1: Decimal(60), 2: Decimal(40)},
        best=BEST,
    )

    assert sorted(one.key for one in found) == list(range(len(rows)))
    assert [one.total for one in found] == sorted((one.total for one in found), reverse=True)
    assert [one.rank for one in found] == sorted(one.rank for one in found)
