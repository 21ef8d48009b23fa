"""Groups of near vectors: a tree of unions by average likeness, then the cut of it that says most.

The tree is scipy's average linkage on the cosine. It is not cut at one height: each branch is kept whole or parted
according to its modularity (Newman and Girvan 2004: likeness inside, less what chance would give cards as well
connected as these), and the best cut is found exactly from the leaves up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import linkage

from atelier.engines.themes.vectors import Matrix

FINENESS = 2.0  # 1 is the plain modularity; more gives smaller groups
SAME = 0.5  # mean likeness from which two branches are never parted: modularity alone would split a dominant theme
Likeness = NDArray[np.float32]


def likeness_of(vectors: Matrix, nearness: Likeness | None = None) -> Likeness:
    """(cards, cards) cosine, plus nearness on the ground where cards already share a word; diagonal 0."""
    likeness: Likeness = (vectors @ vectors.T).toarray()
    if nearness is not None:
        likeness *= 1 + nearness
        np.minimum(likeness, 1, out=likeness)
    np.fill_diagonal(likeness, 0)
    return likeness


def clusters(likeness: Likeness, *, fineness: float = FINENESS) -> list[NDArray[np.int64]]:
    """Rows of each cluster, those of one card included; a cluster's rows ascend, clusters by their first row."""
    count = len(likeness)
    if count < 2:
        return [np.arange(count)] if count else []
    unions = linkage(_distances(likeness), method="average")
    roots = _best_cut(unions, likeness.sum(axis=1, dtype=np.float64), fineness)
    members = [_leaves(root, unions, count) for root in roots]
    return sorted((np.sort(rows) for rows in members), key=lambda rows: int(rows[0]))


def _distances(likeness: Likeness) -> NDArray[np.float64]:
    """1 - likeness of each pair once, row after row: what linkage reads."""
    count = len(likeness)
    distances, start = np.empty(count * (count - 1) // 2), 0
    for row in range(count - 1):
        following = start + count - 1 - row
        np.subtract(1, likeness[row, row + 1 :], out=distances[start:following])
        start = following
    return np.maximum(distances, 0, out=distances)


@dataclass
class _Branch:
    """A node of the tree: cards, likeness inside (each pair once), likeness to all, best modularity under it."""

    size: int
    inside: float
    degree: float
    best: float
    cut: bool = False


def _best_cut(unions: NDArray[np.float64], degrees: NDArray[np.float64], fineness: float) -> list[int]:
    total = float(degrees.sum()) or 1.0

    def worth(inside: float, degree: float) -> float:
        return 2 * inside / total - fineness * (degree / total) ** 2

    nodes = [_Branch(1, 0.0, float(degree), worth(0.0, float(degree))) for degree in degrees]
    for left, right, height, _ in unions:
        one, other = nodes[int(left)], nodes[int(right)]
        inside = one.inside + other.inside + one.size * other.size * (1 - float(height))
        node = _Branch(one.size + other.size, inside, one.degree + other.degree, 0.0)
        whole, parted = worth(node.inside, node.degree), one.best + other.best
        node.cut = parted > whole + 1e-12 and 1 - height < SAME
        node.best = parted if node.cut else whole
        nodes.append(node)
    return _kept(nodes, unions, len(degrees))


def _kept(nodes: list[_Branch], unions: NDArray[np.float64], leaves: int) -> list[int]:
    kept, waiting = [], [len(nodes) - 1]
    while waiting:
        node = waiting.pop()
        if nodes[node].cut:
            waiting += [int(unions[node - leaves][0]), int(unions[node - leaves][1])]
        else:
            kept.append(node)
    return kept


def _leaves(root: int, unions: NDArray[np.float64], leaves: int) -> NDArray[np.int64]:
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if node < leaves:
            found.append(node)
        else:
            waiting += [int(unions[node - leaves][0]), int(unions[node - leaves][1])]
    return np.array(found, dtype=np.int64)
