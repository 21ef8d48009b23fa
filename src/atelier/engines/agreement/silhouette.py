"""How well people stand with their own group and apart from the others (Rousseeuw 1987)."""

from __future__ import annotations

import numpy as np

from atelier.engines.agreement.means import Heaps
from atelier.engines.agreement.votes import Floats, Integers


def silhouette(heaps: Heaps, group: Integers) -> float:
    """Mean over people, from -1 to 1; people of one heap stand at the same place. group: of each heap, from 0."""
    groups = int(group.max()) + 1
    weight = heaps.weight
    distance = np.sqrt(((heaps.centre[:, np.newaxis] - heaps.centre) ** 2).sum(axis=2))
    own = (group[:, np.newaxis] == np.arange(groups)) * weight[:, np.newaxis]
    total, people = distance @ own, own.sum(axis=0)
    rows = np.arange(len(group))
    others = people[group] - 1
    inside = total[rows, group] / np.maximum(others, 1)
    apart: Floats = np.where(people > 0, total / np.maximum(people, 1), np.inf)
    apart[rows, group] = np.inf
    outside = apart.min(axis=1)
    largest = np.maximum(inside, outside)
    value = np.where((others > 0) & (largest > 0), (outside - inside) / np.where(largest > 0, largest, 1), 0.0)
    return float(np.average(value, weights=weight))
