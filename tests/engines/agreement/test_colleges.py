import pytest

from atelier.engines.agreement.report import agreement
from tests.engines.agreement.conversations import votes_of

COLLEGES = {"e1": "élus", "e2": "élus", "e3": "élus", "h1": "habitants", "h2": "habitants", "t1": "techniciens"}


def told(votes, college=COLLEGES):
    """The one statement `s`, from {person: vote}; everybody voted on another one besides."""
    lines = [(person, "s", vote) for person, vote in votes.items()]
    found = agreement(votes_of([*lines, *((person, "t", 1) for person in COLLEGES)]), college)
    return next(one for one in found["statements"] if one["statement"] == "s")


@pytest.mark.parametrize(
    ("votes", "verdict", "agreeing"),
    [
        ({"e1": 1, "e2": 1, "e3": 0, "h1": 1, "t1": 1}, "all_agree", ["habitants", "techniciens", "élus"]),
        ({"e1": -1, "h1": -1, "t1": -1}, "all_disagree", []),
        ({"e1": 1, "e2": 1, "h1": -1, "t1": 0}, "only", ["élus"]),
        ({"e1": 1, "h1": 1, "t1": -1}, "divided", ["habitants", "élus"]),
        ({"e1": 1, "e2": -1, "h1": 1, "h2": 0}, "divided", []),
        ({"h1": 1, "h2": 1}, "one_heard", ["habitants"]),
    ],
)
def test_verdict_says_which_colleges_agree(votes, verdict, agreeing):
    found = told(votes)

    assert (found["verdict"], found["agreeing"]) == (verdict, agreeing)


def test_few_people_get_counts_by_college_and_no_group():
    found = agreement(votes_of([(person, "s", 1) for person in COLLEGES]), COLLEGES)

    assert (found["regime"], found["participants"], found["groups"]) == ("colleges", {}, [])
    assert found["people"] == 6
    assert found["colleges"] == [
        {"college": "habitants", "people": 2},
        {"college": "techniciens", "people": 1},
        {"college": "élus", "people": 3},
    ]
    assert found["consensus"]["s"] == pytest.approx(3 / 4 * 2 / 3 * 4 / 5, abs=1e-15)


def test_counts_name_those_who_gave_no_college_last_and_colleges_without_vote():
    found = told({"h1": 1, "h2": 0, "t1": -1}, {**COLLEGES, "h2": ""})

    assert list(found["counts"]) == ["habitants", "techniciens", "élus", ""]
    assert found["counts"]["habitants"] == {"agree": 1, "disagree": 0, "pass": 0}
    assert found["silent"] == ["élus"]


def test_fifty_people_are_enough_for_groups():
    lines = [(f"p{person}", f"s{what}", (-1) ** person) for person in range(50) for what in range(8)]

    assert agreement(votes_of(lines[8:]), {})["regime"] == "colleges"
    assert agreement(votes_of(lines), {}, draws=1)["regime"] == "groups"
