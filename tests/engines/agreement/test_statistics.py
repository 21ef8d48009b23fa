import math

import numpy as np
import pytest

from atelier.engines.agreement.report import agreement
from atelier.engines.agreement.stability import adjusted_rand, crossed
from atelier.engines.agreement.statistics import consensus, proportion_test, sides, two_proportions_test
from atelier.engines.agreement.votes import count
from tests.engines.agreement.conversations import votes_of


def column(*values):
    return np.array([[value] for value in values], dtype=np.int64)


def test_consensus_is_the_product_over_groups_of_smoothed_agreement():
    """Three of four agree, then one of five: 4/6 × 2/7."""
    assert consensus(column(3, 1), column(4, 5)) == pytest.approx([4 / 6 * 2 / 7], abs=1e-15)


def test_consensus_of_the_report_counts_passes_as_votes_and_absence_as_none():
    lines = [
        *((f"a{person}", f"s{what}", 1) for person in range(9) for what in range(8)),
        *((f"b{person}", f"s{what}", -1) for person in range(8) for what in range(8)),
        *((f"a{person}", "s8", vote) for person, vote in enumerate((1, 1, 1, 0, -1))),
        *((f"b{person}", "s8", vote) for person, vote in enumerate((1, 0))),
    ]

    found = agreement(votes_of(lines), {}, groups=2, draws=1)

    assert {group["id"]: group["people"] for group in found["groups"]} == {"A": 9, "B": 8}
    assert found["consensus"]["s8"] == pytest.approx((3 + 1) / (5 + 2) * (1 + 1) / (2 + 2), abs=1e-12)
    assert found["consensus_disagree"]["s8"] == pytest.approx((1 + 1) / (5 + 2) * (0 + 1) / (2 + 2), abs=1e-12)
    assert found["consensus"]["s0"] == pytest.approx(10 / 11 * 1 / 10, abs=1e-12)
    assert found["counts"]["s8"] == {"A": [3, 1, 1], "B": [1, 0, 1]}


def test_a_vote_said_again_replaces_the_first():
    votes = votes_of([("b", "s", 1), ("a", "s", 1), ("a", "t", 0), ("b", "s", -1)])
    counts = count(votes, np.zeros(2, dtype=np.int64), 1)

    assert (counts.agrees.tolist(), counts.disagrees.tolist(), counts.votes.tolist()) == ([[1, 0]], [[1, 0]], [[2, 1]])


def test_proportion_tests_follow_their_formulas():
    assert proportion_test(column(8), column(9))[0, 0] == pytest.approx(2 * math.sqrt(10) * (9 / 10 - 0.5))
    # the worked example of the textbooks: 16 of 25 against 57 of 72, pooled 73/97
    pooled = 73 / 97
    expected = (16 / 25 - 57 / 72) / math.sqrt(pooled * (1 - pooled) * (1 / 25 + 1 / 72))
    found = two_proportions_test(column(15), column(56), column(24), column(71))
    assert found[0, 0] == pytest.approx(expected)
    assert found[0, 0] == pytest.approx(-1.518, abs=0.01)


def test_two_proportions_that_are_both_whole_do_not_differ():
    assert two_proportions_test(column(4), column(9), column(4), column(9)).tolist() == [[0.0]]


def test_representative_statements_are_those_that_set_a_group_apart():
    lines = [
        *((f"{side}{person}", f"split{what}", vote) for side, vote in (("a", 1), ("b", -1)) for person in range(12)
          for what in range(6)),
        *((f"{side}{person}", "shared", 1) for side in "ab" for person in range(12)),
    ]  # fmt: skip

    found = agreement(votes_of(lines), {}, groups=2, draws=1)

    a, b = (found["representative"][letter] for letter in "AB")
    agreeing, disagreeing = (a, b) if a[0]["side"] == "agree" else (b, a)
    assert {(one["statement"][:5], one["side"]) for one in agreeing} == {("split", "agree")}
    assert {(one["statement"][:5], one["side"]) for one in disagreeing} == {("split", "disagree")}
    assert len(agreeing) == len(disagreeing) == 5
    assert agreeing[0]["representativeness"] == pytest.approx((13 / 14) / (1 / 14))
    assert [one["statement"] for one in found["majority"]["agree"]] == ["shared"]
    assert found["majority"]["disagree"] == []


def test_a_group_without_significant_statement_still_shows_its_closest():
    counts = count(votes_of([("a", "s", 1), ("b", "s", -1), ("a", "t", 0), ("b", "t", 0)]), np.array([0, 1]), 2)
    from atelier.engines.agreement.statistics import typical

    chosen = typical(0, sides(counts), np.array([True, True]))

    assert [(one.statement, one.side.name) for one in chosen] == [(0, "agree")]


def test_adjusted_rand_is_one_for_the_same_groups_and_follows_its_formula():
    assert adjusted_rand(crossed(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))) == 1.0
    # pairs together in both 2, in the first 6, in the second 5, of 15
    found = adjusted_rand(crossed(np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])))
    expected = (2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15)
    assert found == pytest.approx(expected)
