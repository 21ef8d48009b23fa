"""How far things stand from each other along threads: what a page shows first, and in which column.

Things are numbers here (walking.Around): a story has thousands, met tens of thousands of times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

Pair = tuple[int, int]  # source, target


def depths_of(things: Iterable[int], pairs: Iterable[Pair]) -> dict[int, int]:
    """How many steps led to each thing. The lineage has no loop, so this ends."""
    parents: defaultdict[int, list[int]] = defaultdict(list)
    for source, target in pairs:
        parents[target].append(source)
    found: dict[int, int] = {}

    def depth(thing: int) -> int:
        if thing not in found:
            found[thing] = max((depth(parent) + 1 for parent in parents[thing]), default=0)
        return found[thing]

    return {thing: depth(thing) for thing in things}


def nearest_first(focus: int, things: Collection[int], pairs: Iterable[Pair]) -> list[int]:
    """By steps from the focus along threads in either way, then in the order they were linked."""
    beside: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for source, target in pairs:
        beside[source][target] = beside[target][source] = None
    found, edge = {focus: None}, [focus]
    while edge:
        edge = list(dict.fromkeys(other for thing in edge for other in beside[thing] if other not in found))
        found.update(dict.fromkeys(edge))
    return [thing for thing in found if thing in things] + sorted(thing for thing in things if thing not in found)
