"""The votes of a conversation as arrays, and how many of each kind a statement received."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

AGREE, PASS, DISAGREE = 1, 0, -1
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Votes:
    """One vote of a person on a statement: `person[i]` said `value[i]` of `statement[i]` (places in the lists).

    Ordered by person, then statement, each pair once. `moderated` is by statement: put aside by a moderator.
    """

    people: list[str]
    statements: list[str]
    person: Integers
    statement: Integers
    value: NDArray[np.int8]
    moderated: Mask

    @cached_property
    def by_person(self) -> Integers:
        """How many statements each person voted on, passes and moderated statements included."""
        return np.bincount(self.person, minlength=len(self.people))

    def without(self, statements: set[str]) -> Votes:
        """The same votes, these statements moderated out; names nobody voted on are passed over."""
        return replace(self, moderated=np.array([name in statements for name in self.statements], dtype=np.bool_))


@dataclass(frozen=True)
class Counts:
    """(groups, statements): people of the group who agree, disagree, voted at all (a pass is a vote)."""

    agrees: Integers
    disagrees: Integers
    votes: Integers


def gather(
    people: Sequence[str], statements: Sequence[str], person: Integers, statement: Integers, value: NDArray[np.int8]
) -> Votes:
    """Votes in any order of names and of lines, except that the last of two votes on a statement counts."""
    people_order, statement_order = _natural_order(people), _natural_order(statements)
    person, statement = _rank(people_order)[person], _rank(statement_order)[statement]
    key = person * len(statements) + statement
    _, last = np.unique(key[::-1], return_index=True)
    kept = len(key) - 1 - last
    return Votes(
        people=[people[place] for place in people_order],
        statements=[statements[place] for place in statement_order],
        person=person[kept],
        statement=statement[kept],
        value=value[kept],
        moderated=np.zeros(len(statements), dtype=np.bool_),
    )


def count(votes: Votes, group: Integers, groups: int) -> Counts:
    """group: that of each person, from 0; -1 leaves the person out."""
    whose = group[votes.person]
    cell = whose * len(votes.statements) + votes.statement

    def told(mask: Mask) -> Integers:
        size = groups * len(votes.statements)
        return np.bincount(cell[mask & (whose >= 0)], minlength=size).reshape(groups, -1)

    return Counts(told(votes.value == AGREE), told(votes.value == DISAGREE), told(np.ones(len(whose), dtype=np.bool_)))


def natural(name: str) -> tuple[int, int, str]:
    """Numbers in their order, before words in theirs."""
    return (0, int(name), name) if name.isdecimal() and len(name) < 19 else (1, 0, name)


def _natural_order(names: Sequence[str]) -> list[int]:
    return sorted(range(len(names)), key=lambda place: natural(names[place]))


def _rank(order: list[int]) -> Integers:
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank
