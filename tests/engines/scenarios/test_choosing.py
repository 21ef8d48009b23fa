from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from atelier.engines.scenarios.choosing import choose, imposing
from atelier.engines.scenarios.refusals import ScenarioRefused
from atelier.engines.scenarios.shapes import Action, Amount, LeftOut, Means
from atelier.engines.scenarios.weighing import limits_of, needed_by, spent_on

YEARS = (0, 2027, 2028)
AMOUNTS = st.dictionaries(st.sampled_from(YEARS), st.integers(0, 9), max_size=3)
STATED = st.dictionaries(st.sampled_from(YEARS[1:]), st.integers(0, 25), max_size=2)
MEANS = st.builds(
    Means,
    euros=STATED,
    days=STATED,
    euros_total=st.none() | st.integers(0, 40),
    days_total=st.none() | st.integers(0, 40),
)


@st.composite
def cases(draw):
    """Up to nine actions, each of which may need earlier or later ones, loops included."""
    names = [f"a{number}" for number in range(draw(st.integers(0, 9)))]
    return [
        Action(
            id=name,
            value=draw(st.integers(0, 4)),
            euros=draw(AMOUNTS),
            days=draw(AMOUNTS),
            needs=tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True))),
            choices=tuple(draw(st.lists(st.sampled_from(("hall", "quay")), max_size=1))),
            wish=draw(st.sampled_from(("", "", "", "", "must", "never"))),
        )
        for name in names
    ]


def holds(actions, means, taken):
    by_id = {one.id: one for one in actions}
    chosen = [by_id[one] for one in taken]
    names = [name for one in chosen for name in one.choices]
    return (
        needed_by(taken, by_id) == set(taken)
        and len(names) == len(set(names))
        and not any(one.wish == "never" for one in chosen)
        and all(one.id in taken for one in actions if one.wish == "must")
        and all(one.used <= one.stated for one in spent_on(chosen, limits_of(actions, means)))
    )


def every_choice(actions, means):
    for bits in product((0, 1), repeat=len(actions)):
        taken = [one.id for one, bit in zip(actions, bits, strict=True) if bit]
        if holds(actions, means, taken):
            yield taken


def worth(actions, taken):
    return sum(one.value for one in actions if one.id in taken)


@settings(max_examples=250, deadline=None)
@given(cases(), MEANS)
def test_choice_is_worth_what_trying_them_all_finds(actions, means):
    found = choose(actions, means)

    most = max((worth(actions, taken) for taken in every_choice(actions, means)), default=None)
    assert found.status == ("impossible" if most is None else "best")
    if most is None:
        assert found.refused
        assert not found.chosen
    else:
        assert holds(actions, means, found.chosen)
        assert found.value == worth(actions, found.chosen) == most
        assert {one.id for one in found.left_out} == {one.id for one in actions} - set(found.chosen)


@settings(max_examples=120, deadline=None)
@given(cases(), MEANS)
def test_earlier_action_is_taken_when_either_could_be(actions, means):
    found = choose(actions, means)
    place = {one.id: number for number, one in enumerate(actions)}
    by_id = {one.id: one for one in actions}

    for left in found.left_out:
        for late in found.chosen:
            if by_id[left.id].value == by_id[late].value > 0 and place[left.id] < place[late]:
                assert not holds(actions, means, [one for one in found.chosen if one != late] + [left.id])


@settings(max_examples=60, deadline=None)
@given(cases(), MEANS)
def test_no_action_is_taken_that_nobody_wants(actions, means):
    found = choose(actions, means)
    by_id = {one.id: one for one in actions}

    wanted = [one for one in found.chosen if by_id[one].value or by_id[one].wish == "must"]
    assert set(found.chosen) == needed_by(wanted, by_id)


@settings(max_examples=120, deadline=None)
@given(cases(), MEANS)
def test_reason_is_true_when_means_lack(actions, means):
    """What is said to be missing lets the action in, and one less of any of it does not."""
    found = choose(actions, means)
    by_id = {one.id: one for one in actions}
    free = [replace(one, wish="") for one in actions]

    for left in found.left_out:
        wider = [*found.chosen, left.id, *left.together]
        if left.why in ("means", "dependency"):
            assert holds(free, widened(means, actions, left.missing), wider)
            for number, lack in enumerate(left.missing):
                short = [*left.missing[:number], replace(lack, amount=lack.amount - 1), *left.missing[number + 1 :]]
                assert not holds(free, widened(means, actions, short), wider)
        if left.why == "no_value":
            assert holds(free, means, wider)
            assert not by_id[left.id].value
        if left.why in ("barred", "alternative"):
            assert left.by or by_id[left.id].wish == "never"


def widened(means, actions, missing):
    """The means, with what is missing added where it is said to be: a year's, and the total where it is tight."""
    said = {"euros": dict(means.euros), "days": dict(means.days)}
    totals = {"euros": means.euros_total, "days": means.days_total}
    for lack in missing:
        if lack.year:
            said[lack.kind][lack.year] = said[lack.kind].get(lack.year, 0) + lack.amount
        elif said[lack.kind]:
            said[lack.kind][min(said[lack.kind])] += lack.amount
        if totals[lack.kind] is not None:
            totals[lack.kind] += lack.amount
    return Means(**said, euros_total=totals["euros"], days_total=totals["days"])


@settings(max_examples=60, deadline=None)
@given(cases(), MEANS, st.randoms(use_true_random=False))
def test_value_is_the_same_whatever_the_order_and_the_names(actions, means, chance):
    names = {one.id: f"z{len(actions) - number}" for number, one in enumerate(actions)}
    renamed = [replace(one, id=names[one.id], needs=tuple(names[need] for need in one.needs)) for one in actions]
    shuffled = chance.sample(actions, len(actions))

    found = choose(actions, means)

    assert choose(renamed, means).chosen == [names[one] for one in found.chosen]
    assert choose(shuffled, means).value == found.value
    assert choose(shuffled, means).status == found.status


def test_first_stated_is_taken_when_two_are_worth_the_same():
    pair = [Action("path", 2, {2027: 10}), Action("pond", 2, {2027: 10})]

    assert choose(pair, Means(euros_total=10)).chosen == ["path"]
    assert choose(pair[::-1], Means(euros_total=10)).chosen == ["pond"]


def test_left_out_says_the_year_that_is_short_and_by_how_much():
    actions = [
        Action("hall", 3, {2027: 30}, {2027: 5}),
        Action("study", 0, {2027: 8}),
        Action("quay", 2, {2028: 10}, needs=("study",)),
        Action("bench", 0, {2027: 1}),
        Action("lamp", 1, {2028: 4}, {2027: 6}),
    ]

    found = choose(actions, Means(euros={2027: 31, 2028: 12}, days_total=10))

    assert found.chosen == ["hall"]
    assert found.left_out == [
        LeftOut("study", "means", [Amount("euros", 2027, 7)]),
        LeftOut("quay", "dependency", [Amount("euros", 2027, 7)], together=["study"]),
        LeftOut("bench", "no_value"),
        LeftOut("lamp", "means", [Amount("days", 0, 1)]),
    ]


def test_imposed_action_shows_what_it_takes_the_place_of():
    actions = [Action("hall", 4, {2027: 30}), Action("quay", 2, {2027: 20}), Action("path", 1, {2027: 10})]
    means = Means(euros_total=30)

    assert choose(actions, means).chosen == ["hall"]
    assert choose(imposing(actions, "path"), means).chosen == ["quay", "path"]


def test_must_that_does_not_hold_is_refused_with_what_it_lacks():
    actions = [Action("hall", 1, {2027: 30}, wish="must", needs=("land",)), Action("land", 0, {2027: 15})]

    found = choose(actions, Means(euros_total=40))

    assert (found.status, found.chosen) == ("impossible", [])
    assert found.refused == [LeftOut("", "means", [Amount("euros", 0, 5)], together=["hall", "land"])]


def test_must_that_needs_a_barred_one_or_has_a_rival_is_refused():
    actions = [
        Action("hall", 1, wish="must", needs=("land",)),
        Action("land", 1, wish="never"),
        Action("new", 1, wish="must", choices=("school",)),
        Action("old", 1, wish="must", choices=("school",)),
    ]

    assert choose(actions, Means()).refused == [
        LeftOut("hall", "barred", by=["land"]),
        LeftOut("old", "alternative", by=["new"]),
    ]


@pytest.mark.parametrize("actions", [[Action("a", 1), Action("a", 1)], [Action("a", 1, needs=("b",))]])
def test_choose_is_refused_when_names_do_not_hold(actions):
    with pytest.raises(ScenarioRefused):
        choose(actions, Means())
