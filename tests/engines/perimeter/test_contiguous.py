"""The smallest connected set, against every set there is."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from atelier.engines.perimeter import contiguous
from atelier.engines.perimeter.contiguous import is_connected, smallest_set


@st.composite
def maps(draw):
    """Up to nine nodes, some of them with a weight, and a target they hold together."""
    count = draw(st.integers(1, 9))
    pairs = list(combinations(range(count), 2))
    edges = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    neighbours = {
        node: sorted({b for a, b in edges if a == node} | {a for a, b in edges if b == node}) for node in range(count)
    }
    weighted = draw(st.lists(st.integers(0, count - 1), min_size=1, unique=True))
    weights = {node: draw(st.integers(1, 20)) / 20 for node in weighted}
    return weights, neighbours, draw(st.floats(0.05, 1)) * sum(weights.values())


def brute_force(weights, neighbours, target) -> int | None:
    for size in range(1, len(neighbours) + 1):
        for nodes in combinations(neighbours, size):
            if sum(weights.get(node, 0) for node in nodes) >= target - 1e-9 and is_connected(set(nodes), neighbours):
                return size
    return None


@settings(max_examples=150, deadline=None)
@given(maps())
def test_smallest_set_is_as_small_as_the_best_of_all_sets(case):
    weights, neighbours, target = case

    found = smallest_set(weights, neighbours, target)

    best = brute_force(weights, neighbours, target)
    if best is None:
        assert found is None
        return
    assert found is not None
    assert (len(found.members), found.at_least) == (best, best)
    assert is_connected(set(found.members), neighbours)
    assert sum(weights.get(node, 0) for node in found.members) >= target - 1e-9


@settings(max_examples=40, deadline=None)
@given(maps())
def test_tired_search_gives_a_set_and_an_honest_bound(case):
    weights, neighbours, target = case
    before, contiguous.STEPS = contiguous.STEPS, 1
    try:
        found = smallest_set(weights, neighbours, target)
    finally:
        contiguous.STEPS = before

    best = brute_force(weights, neighbours, target)
    assert (found is None) == (best is None)
    if found is not None:
        assert found.at_least <= best <= len(found.members)
        assert is_connected(set(found.members), neighbours)


def test_a_very_large_set_is_bounded_and_not_searched():
    count = 1_100  # deeper than Python would recurse
    chain = {node: [other for other in (node - 1, node + 1) if 0 <= other < count] for node in range(count)}

    found = smallest_set({0: 0.5, count - 1: 0.5}, chain, 1.0)

    assert found is not None
    assert (len(found.members), found.at_least) == (count, 2)
