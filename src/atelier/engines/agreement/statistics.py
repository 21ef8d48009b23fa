"""What sets a group apart and what all groups share: the figures of Pol.is, formula by formula.

Each is written out in docs/reference/agreement.md, with where it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atelier.engines.agreement.votes import Counts, Floats, Integers, Mask

SIGNIFICANT_Z = 1.2816  # 90 %, one-sided
MOST_SHOWN = 5


@dataclass(frozen=True)
class Side:
    """One answer, agree or disagree, in each group on each statement: arrays (groups, statements)."""

    name: str
    count: Integers
    probability: Floats
    probability_test: Floats
    representativeness: Floats
    representativeness_test: Floats

    @property
    def strength(self) -> Floats:
        measures = (self.representativeness, self.representativeness_test, self.probability, self.probability_test)
        return np.asarray(np.prod(measures, axis=0))

    @property
    def is_typical(self) -> Mask:
        return (self.probability_test > SIGNIFICANT_Z) & (self.representativeness_test > SIGNIFICANT_Z)


@dataclass(frozen=True)
class Chosen:
    """A statement (its place in the list) and the answer for which it was chosen."""

    statement: int
    side: Side


def consensus(side: Integers, votes: Integers) -> Floats:
    """Group-aware consensus by statement: the product over the groups of (count + 1) / (votes + 2)."""
    return np.asarray(np.prod(probability(side, votes), axis=0))


def probability(count: Integers, votes: Integers) -> Floats:
    """Chance that one more person would answer so, starting from one of each (Laplace)."""
    return (count + 1) / (votes + 2)


def sides(counts: Counts) -> tuple[Side, Side]:
    """Agree, disagree: each group against all the others together."""
    return _side("agree", counts.agrees, counts.votes), _side("disagree", counts.disagrees, counts.votes)


def proportion_test(count: Integers, votes: Integers) -> Floats:
    """z of a proportion against one half, with one success added."""
    success, trials = count + 1, votes + 1
    return 2 * np.sqrt(trials) * (success / trials - 0.5)


def two_proportions_test(inside: Integers, outside: Integers, votes_in: Integers, votes_out: Integers) -> Floats:
    """z of the difference of two proportions, one success added to each; zero where all or none answer so."""
    success_in, success_out, trials_in, trials_out = inside + 1, outside + 1, votes_in + 1, votes_out + 1
    pooled = (success_in + success_out) / (trials_in + trials_out)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / trials_in + 1 / trials_out))
    difference = success_in / trials_in - success_out / trials_out
    return np.where(spread > 0, difference / np.where(spread > 0, spread, 1), 0.0)


def typical(group: int, pair: tuple[Side, Side], allowed: Mask) -> list[Chosen]:
    """The statements that tell this group from the others: five at most, agreements before disagreements.

    At least one when any of the allowed statements was voted on, even if it passes no test.
    """
    candidates = [
        (bool(side.is_typical[group, place]), float(side.strength[group, place]), -int(place), side)
        for side in pair
        for place in np.flatnonzero(allowed & (side.count[group] > 0))
        if _is_its_side(side, pair, group, int(place))
    ]
    passing = sorted((one for one in candidates if one[0]), key=lambda one: one[1:3], reverse=True)[:MOST_SHOWN]
    if not passing and candidates:
        passing = [max(candidates, key=lambda one: (one[3].representativeness_test[group, -one[2]], one[2]))]
    return [Chosen(-place, side) for _, _, place, side in sorted(passing, key=lambda one: one[3].name)]


def shared(side: Side, allowed: Mask) -> list[Chosen]:
    """What the people all together answer so, significantly and by more than half: the five clearest."""
    sure = allowed & (side.probability[0] > 0.5) & (side.probability_test[0] > SIGNIFICANT_Z)
    weight = side.probability[0] * side.probability_test[0]
    places = sorted(np.flatnonzero(sure), key=lambda place: -weight[place])
    return [Chosen(int(place), side) for place in places[:MOST_SHOWN]]


def _side(name: str, count: Integers, votes: Integers) -> Side:
    outside, votes_out = count.sum(axis=0) - count, votes.sum(axis=0) - votes
    own = probability(count, votes)
    return Side(
        name=name,
        count=count,
        probability=own,
        probability_test=proportion_test(count, votes),
        representativeness=own / probability(outside, votes_out),
        representativeness_test=two_proportions_test(count, outside, votes, votes_out),
    )


def _is_its_side(side: Side, pair: tuple[Side, Side], group: int, place: int) -> bool:
    """A statement counts once, for the answer that sets the group further apart."""
    agree, disagree = (one.representativeness_test[group, place] for one in pair)
    return side is pair[0] if agree > disagree else side is pair[1]
