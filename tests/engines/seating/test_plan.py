"""The plan keeps its promises whatever comes: everyone seated once, sizes, locks, no better exchange left."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier.engines.seating.plan import WEIGHTS, Guest, TooFewSeats, cost, seat

COLLEGES = ["elected", "state", "inhabitant", "economic", ""]
PLACES = ["76217", "76565", "76026", ""]


@st.composite
def halls(draw):
    """Guests, some locked, and tables with seats enough."""
    sizes = draw(st.lists(st.integers(2, 8), min_size=1, max_size=6))
    count = draw(st.integers(1, sum(sizes)))
    guests, held = [], Counter()
    for number in range(count):
        shares = {"college": draw(st.sampled_from(COLLEGES)), "place": draw(st.sampled_from(PLACES))}
        table = draw(st.one_of(st.none(), st.integers(0, len(sizes) - 1)))
        if table is not None and held[table] >= sizes[table]:
            table = None
        held[table] += 1
        guests.append(Guest(str(number), shares, table))
    return guests, sizes


@settings(max_examples=150, deadline=None)
@given(halls())
def test_everyone_sits_once_within_the_sizes_and_locks_hold(hall):
    guests, sizes = hall

    tables = seat(guests, sizes)

    taken = Counter(tables)
    assert len(tables) == len(guests)
    assert all(taken[table] <= size for table, size in enumerate(sizes))
    assert all(table == guest.table for guest, table in zip(guests, tables, strict=True) if guest.table is not None)


@settings(max_examples=60, deadline=None)
@given(halls())
def test_no_exchange_of_two_people_betters_the_plan(hall):
    guests, sizes = hall
    tables = seat(guests, sizes)
    reached = cost(guests, tables)

    for one, other in combinations([n for n, guest in enumerate(guests) if guest.table is None], 2):
        exchanged = list(tables)
        exchanged[one], exchanged[other] = exchanged[other], exchanged[one]
        assert cost(guests, exchanged) >= reached - 1e-6


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(1, 20), min_size=1, max_size=6), st.integers(1, 6))
def test_one_kind_alone_is_spread_as_evenly_as_can_be(colleges, tables):
    """With one kind the best is known: no table has two more of a college than another of the same number of seats."""
    guests = [Guest(f"{c}-{n}", {"college": str(c)}) for c, count in enumerate(colleges) for n in range(count)]
    sizes = [-(-len(guests) // tables)] * tables

    placed = seat(guests, sizes, weights={"college": 1.0})

    per = Counter((guest.shares["college"], table) for guest, table in zip(guests, placed, strict=True))
    best = sum(spread(count, tables) for count in colleges)
    assert cost(guests, placed, weights={"college": 1.0}) == sum(n * (n - 1) / 2 for n in per.values())
    assert cost(guests, placed, weights={"college": 1.0}) <= best + len(colleges)


def spread(count, tables):
    """Fewest pairs of `count` people over `tables` tables."""
    whole, more = divmod(count, tables)
    return more * (whole + 1) * whole / 2 + (tables - more) * whole * (whole - 1) / 2


def test_known_hall_is_perfectly_mixed():
    guests = [Guest(f"{college}{n}", {"college": college}) for college in "abcd" for n in range(5)]

    tables = seat(guests, [4] * 5)

    assert cost(guests, tables) == 0


def test_people_of_one_commune_are_apart_even_when_all_are_inhabitants():
    guests = [Guest(f"{n}", {"college": "inhabitant", "place": f"{n % 4}"}) for n in range(16)]

    tables = seat(guests, [4] * 4)

    places = [Counter(guests[n].shares["place"] for n in range(16) if tables[n] == table) for table in range(4)]
    assert all(max(one.values()) == 1 for one in places)


def test_the_same_hall_gives_the_same_plan():
    guests = [Guest(f"{n}", {"college": COLLEGES[n % 5], "place": PLACES[n % 3]}) for n in range(60)]

    assert seat(guests, [8] * 8) == seat(guests, [8] * 8)


def test_too_few_seats_says_how_many():
    with pytest.raises(TooFewSeats) as refused:
        seat([Guest(str(n)) for n in range(10)], [4, 3])

    assert refused.value.missing == 3


def test_a_table_overfull_by_hand_keeps_its_people_and_takes_nobody_more():
    guests = [*(Guest(f"l{n}", {}, 0) for n in range(5)), *(Guest(f"f{n}") for n in range(3))]

    tables = seat(guests, [4, 4])

    assert Counter(tables) == {0: 5, 1: 3}


def test_colleges_weigh_more_than_places():
    assert WEIGHTS["college"] > WEIGHTS["organisation"] > WEIGHTS["place"]
