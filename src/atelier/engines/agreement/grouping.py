"""Opinion groups: who is grouped, into how many groups, and whether they would be found again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atelier.engines.agreement.axes import positions
from atelier.engines.agreement.means import HEAPS, Heaps, centres_up_to, heaps_of, nearest, settle
from atelier.engines.agreement.refusals import VoteCode, VotesRefused
from atelier.engines.agreement.silhouette import silhouette
from atelier.engines.agreement.votes import Floats, Integers, Mask, Votes

ENOUGH_VOTES = 7
AT_LEAST_PEOPLE = 15
MOST_GROUPS = 5
PEOPLE_A_GROUP = 12
OUTSIDE = -1


@dataclass(frozen=True)
class Grouping:
    """group: of each person, from 0, the largest first; OUTSIDE when they voted too little.

    where: (people, 2). centres: (groups, 2). silhouettes: of each number of groups tried.
    """

    group: Integers
    where: Floats
    centres: Floats
    silhouettes: dict[int, float]

    @property
    def groups(self) -> int:
        return len(self.centres)


def opinion_groups(votes: Votes, imposed: int | None = None) -> Grouping:
    """imposed: this number of groups rather than the one of best silhouette. Raises VotesRefused."""
    if votes.moderated.all():
        raise VotesRefused(VoteCode.ALL_MODERATED)
    where = positions(votes)
    inside = np.flatnonzero(in_conversation(votes))
    heaps = heaps_of(where[inside])
    if imposed and imposed > len(heaps.centre):
        raise VotesRefused(VoteCode.TOO_MANY_GROUPS, asked=imposed, most=len(heaps.centre))
    found = centres_up_to(imposed or min(MOST_GROUPS, 2 + len(inside) // PEOPLE_A_GROUP), heaps)
    silhouettes = {k: silhouette(heaps, nearest(heaps.centre, centres)) for k, centres in found.items() if k > 1}
    chosen = imposed or max(silhouettes, key=lambda k: (round(silhouettes[k], 9), -k), default=1)
    settled = _largest_first(settle(where[inside], found[chosen]), where[inside])
    group = np.full(len(votes.people), OUTSIDE)
    group[inside] = settled
    return Grouping(group, where, _centres(where[inside], settled), silhouettes)


def in_conversation(votes: Votes) -> Mask:
    """Who voted enough to be placed: seven statements, or all when there are fewer; else the fifteen most active.

    Those who voted as much as the fifteenth come too: nobody is left out for their name.
    """
    voted = votes.by_person
    enough = voted >= min(ENOUGH_VOTES, len(votes.statements))
    if np.count_nonzero(enough) < AT_LEAST_PEOPLE:
        fifteenth = np.sort(voted)[-min(AT_LEAST_PEOPLE, len(voted))]
        enough |= voted >= max(int(fifteenth), 1)
    return np.asarray(enough)


def draw_again(votes: Votes, found: Grouping, chosen: Integers) -> Integers:
    """Groups of these people (places, repeats allowed) had they alone voted: as many groups, numbered by chance."""
    where = positions(_of_people(votes, chosen))
    heaps: Heaps = heaps_of(where, HEAPS // 2)
    centres = centres_up_to(found.groups, heaps)
    return settle(where, centres[max(centres)])


def _of_people(votes: Votes, chosen: Integers) -> Votes:
    starts = np.concatenate([[0], np.cumsum(votes.by_person)])
    lengths = votes.by_person[chosen]
    first = np.repeat(starts[chosen] - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    kept = first + np.arange(lengths.sum())
    return Votes(
        people=[votes.people[place] for place in chosen],
        statements=votes.statements,
        person=np.repeat(np.arange(len(chosen)), lengths),
        statement=votes.statement[kept],
        value=votes.value[kept],
        moderated=votes.moderated,
    )


def _largest_first(group: Integers, where: Floats) -> Integers:
    """Numbers from 0 without a gap; of two groups as large, the one further west."""
    kept, numbered, sizes = np.unique(group, return_inverse=True, return_counts=True)
    west = np.bincount(numbered, where[:, 0], len(kept)) / sizes
    order = np.lexsort((west, -sizes))
    rank = np.empty(len(kept), dtype=np.int64)
    rank[order] = np.arange(len(kept))
    return rank[numbered]


def _centres(where: Floats, group: Integers) -> Floats:
    sizes = np.bincount(group)
    return np.stack([np.bincount(group, where[:, axis]) / sizes for axis in range(2)], axis=1)
