import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier.engines.agreement.axes import positions
from atelier.engines.agreement.grouping import in_conversation, opinion_groups
from atelier.engines.agreement.refusals import VoteCode, VotesRefused
from atelier.engines.agreement.report import agreement
from tests.engines.agreement.conversations import invented, rand, votes_of


def grouped(lines, **asked):
    return agreement(votes_of(lines), {}, **{"small_under": 0, "draws": 3, **asked})


def dense(votes):
    """People by statements, NaN where not seen, zeros where moderated, even for those who did not vote."""
    table = np.full((len(votes.people), len(votes.statements)), np.nan)
    table[votes.person, votes.statement] = votes.value
    table[:, votes.moderated] = 0
    return table


@pytest.mark.parametrize(
    ("people", "statements", "groups", "seen"),
    [(60, 20, 2, 0.6), (120, 25, 3, 0.6), (200, 30, 4, 0.6), (400, 60, 3, 0.3), (150, 300, 3, 0.1)],
)
@pytest.mark.parametrize("is_imposed", [False, True])
def test_known_groups_are_found(people, statements, groups, seen, is_imposed):
    lines, true = invented(people, statements, groups, seen=seen)

    found = grouped(lines, groups=groups if is_imposed else None)

    assert len(found["groups"]) == groups
    assert rand(found["participants"], true) >= 0.85
    assert found["stability"]["overall"] > 0.75


@pytest.mark.parametrize("moderated", [set(), {"s1", "s4", "s7"}])
@pytest.mark.parametrize("statements", [20, 260])
def test_positions_are_those_of_a_plain_decomposition(statements, moderated):
    lines, _ = invented(50, statements, 2, seen=0.5)
    votes = votes_of(lines).without(moderated)

    table = dense(votes)
    seen = ~np.isnan(table)
    centred = np.where(seen, table, np.nanmean(table, axis=0)) - np.nanmean(table, axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    expected = centred @ axes[:2].T * np.sqrt(statements / seen.sum(axis=1))[:, np.newaxis]

    found = positions(votes)
    side = np.sign((found * expected).sum(axis=0))
    assert np.allclose(found, expected * side, atol=1e-8)


def test_moderated_statement_draws_everyone_towards_the_centre():
    """It counts as seen by all: the ratio of statements to votes falls for those who saw few."""
    lines, _ = invented(40, 12, 2, seen=0.5)
    aside = [(person, "aside", 1) for person in ("p1", "p2")]

    without = positions(votes_of(lines))
    votes = votes_of([*lines, *aside]).without({"aside"})

    seen = votes_of(lines).by_person
    ratio = np.sqrt((13 / (seen + 1)) / (12 / seen))
    assert np.allclose(np.abs(positions(votes)), np.abs(without * ratio[:, np.newaxis]))


def test_moderated_statement_is_told_but_never_shown():
    lines, _ = invented(60, 20, 2)
    found = agreement(votes_of(lines).without({"s3", "unheard of"}), {}, small_under=0, draws=2)

    shown = {one["statement"] for chosen in found["representative"].values() for one in chosen}
    assert found["moderated"] == ["s3"]
    assert "s3" not in shown | {one["statement"] for side in found["majority"].values() for one in side}
    assert "s3" in found["consensus"]


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_order_of_lines_changes_nothing(data):
    lines, _ = invented(30, 10, 3, seed=data.draw(st.integers(0, 50)))

    assert grouped(data.draw(st.permutations(lines))) == grouped(lines)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_names_change_nothing_but_themselves(data):
    lines, _ = invented(30, 10, 3, seed=data.draw(st.integers(0, 50)))
    people = dict(zip(sorted({line[0] for line in lines}), data.draw(st.permutations(range(30))), strict=False))
    statements = dict(zip(sorted({line[1] for line in lines}), data.draw(st.permutations(range(10))), strict=False))

    plain = grouped(lines)
    renamed = grouped([(str(people[person]), str(statements[what]), vote) for person, what, vote in lines])

    same = {person: renamed["participants"][str(people[person])] for person in plain["participants"]}
    assert rand(plain["participants"], same) == 1.0
    shared = {str(statements[what]): value for what, value in plain["consensus"].items()}
    assert renamed["consensus"] == pytest.approx(shared, abs=1e-12)


def test_letters_stay_with_their_people_when_votes_are_added():
    lines, true = invented(90, 20, 3)
    before = grouped(lines)["participants"]
    # the smallest group becomes the largest
    fewest = true[next(person for person, letter in before.items() if letter == "C")]
    more, _ = invented(240, 20, 3)
    come = [line for line in more if int(line[0][1:]) >= 90 and int(line[0][1:]) % 3 == fewest]

    after = grouped([*lines, *come], previous=before)

    assert sum(after["participants"][person] == letter for person, letter in before.items()) >= 0.9 * len(before)
    largest = max(after["groups"], key=lambda group: group["people"])
    assert largest["id"] == "C"


def test_a_group_nobody_comes_from_takes_a_new_letter():
    lines, _ = invented(90, 20, 3)
    found = grouped(lines)
    kept = {person: letter for person, letter in found["participants"].items() if letter != "A"} | {"gone": "A"}

    again = grouped(lines, previous=kept)

    assert sorted(group["id"] for group in again["groups"]) == ["B", "C", "D"]


def test_those_who_saw_too_little_are_not_placed_while_enough_others_are():
    lines, _ = invented(40, 20, 2, seen=0.9)
    found = grouped([*lines, ("passer-by", "s1", 1)])

    assert found["left_out"] == ["passer-by"]
    assert {"code": "left_out", "people": 1} in found["warnings"]
    assert "passer-by" not in found["participants"]


def test_the_fifteen_most_active_are_placed_with_their_equals_when_few_voted_enough():
    lines = [(f"p{person}", f"s{what}", 1) for person in range(20) for what in range(min(2 + person // 2, 9))]

    assert in_conversation(votes_of(lines)).sum() == 16  # the fifteenth and the sixteenth saw as much


def test_few_people_are_warned_about():
    assert [one["code"] for one in grouped(invented(18, 12, 2, seen=0.9)[0], groups=2)["warnings"]] == ["few_people"]


def test_people_who_all_vote_alike_are_one_group():
    found = grouped([(f"p{person}", f"s{what}", 1) for person in range(30) for what in range(8)])

    assert [group["people"] for group in found["groups"]] == [30]
    assert [one["code"] for one in found["warnings"]] == ["one_group"]


def test_votes_without_groups_are_said_to_be_fragile():
    random = np.random.default_rng(3)
    chance = [(f"p{person}", f"s{what}", int(random.integers(-1, 2))) for person in range(60) for what in range(12)]

    assert "unstable" in [one["code"] for one in grouped(chance, draws=20)["warnings"]]


def test_more_groups_than_positions_are_refused():
    lines = [(f"p{person}", f"s{what}", 1 if person % 2 else -1) for person in range(30) for what in range(8)]

    with pytest.raises(VotesRefused) as refused:
        opinion_groups(votes_of(lines), 3)

    assert (refused.value.code, refused.value.values) == (VoteCode.TOO_MANY_GROUPS, {"asked": 3, "most": 2})
