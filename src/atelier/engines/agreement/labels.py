"""Letters of groups: A for the largest at first, then the same letter for the same people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from string import ascii_uppercase

import numpy as np
from scipy.optimize import linear_sum_assignment


def letter(number: int) -> str:
    """A, B… Z, AA, AB…"""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(ascii_uppercase))
        name = ascii_uppercase[rest] + name
    return name


def letters(groups: int, people: Mapping[str, int], previous: Mapping[str, str]) -> list[str]:
    """The letter of each group.

    people: group of each person, from 0. previous: the letter each person had. Letters go where most people keep
    theirs (Hungarian method: Kuhn 1955); a group nobody comes from takes a letter never given before.
    """
    known = sorted(set(previous.values()))
    if not known:
        return [letter(number) for number in range(groups)]
    kept = _kept(groups, people, previous, known)
    fresh = (name for number in count() if (name := letter(number)) not in known)
    return [kept[number] if number in kept else next(fresh) for number in range(groups)]


def _kept(groups: int, people: Mapping[str, int], previous: Mapping[str, str], known: Sequence[str]) -> dict[int, str]:
    shared = np.zeros((groups, len(known)), dtype=np.int64)
    place = {name: number for number, name in enumerate(known)}
    for person, group in people.items():
        if person in previous:
            shared[group, place[previous[person]]] += 1
    rows, columns = linear_sum_assignment(-shared)
    return {int(row): known[column] for row, column in zip(rows, columns, strict=True) if shared[row, column]}
