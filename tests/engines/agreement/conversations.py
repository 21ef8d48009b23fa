"""Conversations whose groups are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from atelier.engines.agreement.stability import adjusted_rand, crossed
from atelier.engines.agreement.votes import Votes, gather

Line = tuple[str, str, int]
FIRM, LOOSE = (0.9, 0.05, 0.05), (0.05, 0.9, 0.05)


def invented(
    people: int, statements: int, groups: int, *, seen: float = 0.6, seed: int = 1
) -> tuple[list[Line], dict[str, int]]:
    """Lines (person, statement, vote) and the group of each person, who leans with the group on each statement.

    Up to three groups lean each their own way; four are those of two questions that cross, as two axes can hold.
    """
    random = np.random.default_rng(seed)
    leaning = random.choice([1, -1], size=(groups, statements))
    if groups == 4:
        question = np.arange(statements) % 2
        leaning = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])[:, question] * leaning[0]
    lines = []
    for person in range(people):
        for statement in np.flatnonzero(random.random(statements) < seen):
            chances = FIRM if leaning[person % groups, statement] > 0 else LOOSE
            lines.append((f"p{person}", f"s{statement}", int(random.choice([1, -1, 0], p=chances))))
    return lines, {f"p{person}": person % groups for person in range(people)}


def votes_of(lines: Sequence[Line]) -> Votes:
    people, statements = (list(dict.fromkeys(line[place] for line in lines)) for place in (0, 1))
    return gather(
        people,
        statements,
        np.array([people.index(line[0]) for line in lines], dtype=np.int64),
        np.array([statements.index(line[1]) for line in lines], dtype=np.int64),
        np.array([line[2] for line in lines], dtype=np.int8),
    )


def rand(found: Mapping[str, str | int], true: Mapping[str, str | int]) -> float:
    """Adjusted Rand index over the people of `found`."""
    first, second = (np.unique([str(groups[one]) for one in found], return_inverse=True)[1] for groups in (found, true))
    return adjusted_rand(crossed(first, second))
