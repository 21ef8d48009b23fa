"""The smallest contiguous set of communes that holds a chosen weight.

Finding it is NP-hard in general (a Steiner problem with weights on the nodes), small in practice: a greedy set gives
an upper bound; the heaviest communes, contiguous or not, give a lower one; between the two, connected sets are searched
one size after the other (enumeration of connected subgraphs by exclusion, Wernicke 2006, with the best weight still
possible as a bound). The search stops after a number of steps, not of seconds: the answer never depends on the machine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STEPS = 20_000
DEEPEST = 200  # communes of a set: larger ones are not searched, only bounded
STARTS = 600  # greedy starts times weighted communes
Neighbours = Mapping[int, Sequence[int]]
Weights = Mapping[int, float]
ROUNDING = 1e-12


@dataclass(frozen=True)
class Found:
    """`at_least`: no set with fewer members holds the weight; their number when it is proved smallest."""

    members: frozenset[int]
    at_least: int


def smallest_set(weights: Weights, neighbours: Neighbours, target: float) -> Found | None:
    """weights: positive ones. neighbours: of every node allowed, weighted or not.

    None when no connected set holds the target.
    """
    target -= ROUNDING
    heavy = sorted(weights, key=lambda node: (-weights[node], node))
    best = _greedy(heavy, weights, neighbours, target)
    if best is None:
        return None
    least = _lower_bound([weights[node] for node in heavy], target)
    search = _Search(weights, neighbours, target, heavy)
    if len(best) > DEEPEST:
        return Found(best, least)
    for size in range(least, len(best)):
        found = search.of_size(size)
        if found is not None:
            return Found(found, size)
        if search.is_tired:
            return Found(best, size)
    return Found(best, len(best))


def _lower_bound(descending: Iterable[float], target: float) -> int:
    held = 0.0
    for count, weight in enumerate(descending, 1):
        held += weight
        if held >= target:
            return count
    return 1


def _greedy(heavy: Sequence[int], weights: Weights, neighbours: Neighbours, target: float) -> frozenset[int] | None:
    best: frozenset[int] | None = None
    for start in heavy[: max(1, min(10, STARTS // max(1, len(heavy))))]:
        grown = _grown(start, weights, neighbours, target)
        if grown is None:
            continue
        pruned = _pruned(grown, weights, neighbours, target)
        if best is None or (len(pruned), -_weight(pruned, weights)) < (len(best), -_weight(best, weights)):
            best = pruned
    return best


def _grown(start: int, weights: Weights, neighbours: Neighbours, target: float) -> set[int] | None:
    """From one commune, always along the path that brings most for each commune it takes."""
    held = {start}
    while _weight(held, weights) < target:
        path = _best_path(held, weights, neighbours)
        if not path:
            return None
        held.update(path)
    return held


def _best_path(held: set[int], weights: Weights, neighbours: Neighbours) -> list[int]:
    came: dict[int, int] = dict.fromkeys(held, -1)
    gains: dict[int, tuple[float, int]] = dict.fromkeys(held, (0.0, 0))
    waiting = deque(sorted(held))
    best, best_worth = -1, 0.0
    while waiting:
        node = waiting.popleft()
        for other in neighbours.get(node, ()):
            if other in came:
                continue
            came[other] = node
            gain, length = gains[node][0] + weights.get(other, 0.0), gains[node][1] + 1
            gains[other] = (gain, length)
            waiting.append(other)
            if gain / length > best_worth + ROUNDING:
                best, best_worth = other, gain / length
    path = []
    while best >= 0 and best not in held:
        path.append(best)
        best = came[best]
    return path


def _pruned(held: set[int], weights: Weights, neighbours: Neighbours, target: float) -> frozenset[int]:
    """Lightest first, communes without which the set still holds together and holds enough are let go."""
    kept = set(held)
    for node in sorted(held, key=lambda node: (weights.get(node, 0.0), node)):
        rest = kept - {node}
        if rest and _weight(rest, weights) >= target and is_connected(rest, neighbours):
            kept = rest
    return frozenset(kept)


def _weight(nodes: Iterable[int], weights: Weights) -> float:
    return sum(weights.get(node, 0.0) for node in sorted(nodes))


def is_connected(nodes: set[int], neighbours: Neighbours) -> bool:
    first = min(nodes)
    seen, waiting = {first}, [first]
    while waiting:
        for other in neighbours.get(waiting.pop(), ()):
            if other in nodes and other not in seen:
                seen.add(other)
                waiting.append(other)
    return len(seen) == len(nodes)


class _Search:
    """Connected sets of one size, the heaviest communes first; `is_tired` once the steps are used up."""

    def __init__(self, weights: Weights, neighbours: Neighbours, target: float, heavy: Sequence[int]) -> None:
        self._weights, self._neighbours, self._target, self._heavy = weights, neighbours, target, heavy
        self._left = STEPS

    @property
    def is_tired(self) -> bool:
        return self._left <= 0

    def of_size(self, size: int) -> frozenset[int] | None:
        """A set that holds the target, or None: there is none unless the search is tired."""
        excluded: set[int] = set()
        for root in self._heavy:  # a set without a weighted commune holds nothing
            border = set(self._neighbours.get(root, ())) - excluded
            found = self._extend(frozenset([root]), self._weights[root], border, excluded, size)
            if found is not None or self.is_tired:
                return found
            excluded.add(root)
        return None

    def _extend(
        self, held: frozenset[int], weight: float, border: set[int], excluded: set[int], size: int
    ) -> frozenset[int] | None:
        if weight >= self._target:
            return held
        self._left -= 1
        if len(held) == size or self.is_tired or not self._may_reach(weight, held, excluded, size - len(held)):
            return None
        refused = set(excluded)
        for node in sorted(border, key=lambda node: (-self._weights.get(node, 0.0), node)):
            wider = (border | set(self._neighbours.get(node, ()))) - held - refused - {node}
            heavier = weight + self._weights.get(node, 0.0)
            found = self._extend(held | {node}, heavier, wider, refused, size)
            if found is not None:
                return found
            refused.add(node)
        return None

    def _may_reach(self, weight: float, held: frozenset[int], excluded: set[int], more: int) -> bool:
        for node in self._heavy:
            if more == 0 or weight >= self._target:
                break
            if node not in held and node not in excluded:
                weight += self._weights[node]
                more -= 1
        return weight >= self._target
