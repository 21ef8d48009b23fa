"""k-means in the plane without chance: the same points give the same groups, whatever their order.

Points are first gathered into a hundred small heaps (as Pol.is does), by cutting the heap that is spread most
(Su and Dy 2004). Centres are then added one by one, each new one tried on every heap (global k-means: Likas, Vlassis
and Verbeek 2003); last, Lloyd's steps are taken with the points themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atelier.engines.agreement.votes import Floats, Integers

HEAPS = 100
MOST_STEPS = 100
DECIMALS = 9  # positions closer than this are the same


@dataclass(frozen=True)
class Heaps:
    """centre: (heaps, 2); weight: points in each."""

    centre: Floats
    weight: Floats


def heaps_of(points: Floats, most: int = HEAPS) -> Heaps:
    """Distinct positions when they are few, at most `most` heaps of neighbours otherwise. points: (n, 2)."""
    distinct, weight = np.unique(np.round(points, DECIMALS) + 0.0, axis=0, return_counts=True)
    if len(distinct) <= most:
        return Heaps(distinct, weight.astype(np.float64))
    parts = [(distinct, weight.astype(np.float64))]
    spreads = [_spread(*parts[0])]
    while len(parts) < most:
        widest = int(np.argmax(spreads))
        part, part_weight = parts.pop(widest)
        spreads.pop(widest)
        for half in _halves(part, part_weight):
            parts.append(half)
            spreads.append(_spread(*half))
    centre = np.array([np.average(part, axis=0, weights=own) for part, own in parts])
    return Heaps(centre, np.array([own.sum() for _, own in parts]))


def centres_up_to(most: int, heaps: Heaps) -> dict[int, Floats]:
    """The centres of the best partition found into 1, 2… `most` groups: {k: (k, 2)}; fewer if points are fewer."""
    centres = np.average(heaps.centre, axis=0, weights=heaps.weight)[np.newaxis]
    found = {1: centres}
    for number in range(2, min(most, len(heaps.centre)) + 1):
        starts = np.repeat(centres[np.newaxis], len(heaps.centre), axis=0)
        centres = _best(np.concatenate([starts, heaps.centre[:, np.newaxis]], axis=1), heaps)
        found[number] = centres
    return found


def nearest(points: Floats, centres: Floats) -> Integers:
    """Of each point, the place of the closest centre; the first of two equals."""
    return np.asarray(np.argmin(_squares(points, centres), axis=1))


def settle(points: Floats, centres: Floats) -> Integers:
    """Lloyd's steps from these centres, until no point changes group; the group of each point."""
    group = nearest(points, centres)
    for _ in range(MOST_STEPS):
        own = np.bincount(group, minlength=len(centres))
        moved = np.stack([np.bincount(group, points[:, axis], len(centres)) for axis in range(2)], axis=1)
        centres = np.where(own[:, np.newaxis] > 0, moved / np.maximum(own, 1)[:, np.newaxis], centres)
        before, group = group, nearest(points, centres)
        if np.array_equal(before, group):
            break
    return group


def _best(starts: Floats, heaps: Heaps) -> Floats:
    """starts: (tries, k, 2), all moved by Lloyd's steps at once; the tightest of them."""
    for _ in range(MOST_STEPS):
        square = ((heaps.centre[np.newaxis, :, np.newaxis] - starts[:, np.newaxis]) ** 2).sum(axis=3)
        own = (np.argmin(square, axis=2)[:, :, np.newaxis] == np.arange(starts.shape[1])) * heaps.weight[:, np.newaxis]
        total = own.sum(axis=1)[:, :, np.newaxis]
        moved = np.where(total > 0, np.swapaxes(own, 1, 2) @ heaps.centre / np.maximum(total, 1), starts)
        if np.allclose(moved, starts, rtol=0, atol=10**-DECIMALS):
            break
        starts = moved
    within = (square.min(axis=2) * heaps.weight).sum(axis=1)
    return np.asarray(starts[int(np.argmin(np.round(within, DECIMALS)))])


def _squares(points: Floats, centres: Floats) -> Floats:
    """(points, centres) squared distances, a centre at a time to spare memory."""
    return np.stack([((points - centre) ** 2).sum(axis=1) for centre in centres], axis=1)


def _spread(part: Floats, weight: Floats) -> float:
    middle = np.average(part, axis=0, weights=weight)
    return float((((part - middle) ** 2).sum(axis=1) * weight).sum())


def _halves(part: Floats, weight: Floats) -> list[tuple[Floats, Floats]]:
    middle = np.average(part, axis=0, weights=weight)
    axis = int(np.argmax(np.average((part - middle) ** 2, axis=0, weights=weight)))
    low = part[:, axis] <= middle[axis]
    return [(part[low], weight[low]), (part[~low], weight[~low])]
