"""The story of one thing: everything it came from, everything it led to, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from atelier.ateliers.models import Atelier
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node, NodeKind, Told, kinds, tell_nodes
from atelier.contributions.lineage.ranks import depths_of, nearest_first
from atelier.contributions.lineage.walking import threads_around

GONE = Told("…")
Thread = tuple[Node, Node, str]  # source, target, relation in words
ON_A_SHELF = 40  # things of a kind on one page; the rest is on the next
MOST_IN_COLUMN = 11  # boxes of a column of the picture


@dataclass(frozen=True)
class Link:
    """A thing one step away, and how it is linked."""

    node: Node
    told: Told
    relation: str


@dataclass(frozen=True)
class Shelf:
    """The things of one kind in a story: `count` in all, `things` those of the page, the nearest first."""

    kind: NodeKind
    things: Sequence[tuple[Node, Told]]
    count: int


@dataclass(frozen=True)
class Column:
    """Boxes of the picture: the nearest things of one kind, at one depth; `hidden` more are on the shelves."""

    label: str
    nodes: Sequence[Node]
    hidden: int


@dataclass(frozen=True)
class Story:
    """origins and ends: everything before and after the focus, the nearest first; edges: between those shown.

    `told` says the words of what the page shows: of thousands of things, a few hundred.
    """

    focus: Node
    told: Mapping[Node, Told]
    origins: Sequence[Node]
    ends: Sequence[Node]
    edges: Sequence[Thread]
    columns: Sequence[Column]
    page: int = 1

    @property
    def before(self) -> list[Link]:
        """What it comes from at once."""
        return [Link(a, self.told.get(a, GONE), relation) for a, b, relation in self.edges if b == self.focus]

    @property
    def after(self) -> list[Link]:
        """What it led to at once."""
        return [Link(b, self.told.get(b, GONE), relation) for a, b, relation in self.edges if a == self.focus]

    @property
    def origin_shelves(self) -> list[Shelf]:
        return self._shelves(self.origins)

    @property
    def end_shelves(self) -> list[Shelf]:
        return self._shelves(self.ends)

    @property
    def longest(self) -> int:
        """Things of its longest shelf."""
        return max((shelf.count for shelf in (*self.origin_shelves, *self.end_shelves)), default=0)

    def _shelves(self, nodes: Sequence[Node]) -> list[Shelf]:
        of = _by_kind(nodes)
        return [
            Shelf(kind, [(node, self.told[node]) for node in _on(self.page, of[kind.key]) if node in self.told],
                  len(of[kind.key]))
            for kind in kinds() if of[kind.key]
        ]  # fmt: skip


def story_of(atelier: Atelier, focus: Node, *, page: int = 1) -> Story:
    """Two walks, and a few queries for each kind of thing met. page: of the shelves, from 1."""
    known = {kind.key for kind in kinds()}
    around = threads_around(atelier, focus)
    nodes = around.nodes
    origins = {source for source, _, _ in around.before if nodes[source].kind in known}
    ends = {target for _, target, _ in around.after if nodes[target].kind in known} - {0}
    kept = origins | ends | {0}
    threads = [one for one in dict.fromkeys([*around.before, *around.after]) if one[0] in kept and one[1] in kept]
    pairs = [(source, target) for source, target, _ in threads]
    ranked = nearest_first(0, kept, pairs)
    columns = _columns(ranked, nodes, pairs)
    before, after = ([nodes[one] for one in ranked if one in side] for side in (origins, ends))
    near = {one for pair in pairs if 0 in pair for one in pair}
    shown = {focus, *(nodes[one] for one in near), *(node for column in columns for node in column.nodes)}
    shown |= {node for side in (before, after) for of in _by_kind(side).values() for node in _on(page, of)}
    drawn = {number for number in kept if nodes[number] in shown}
    names = {relation.value: str(relation.label) for relation in Relation}
    edges = [(nodes[a], nodes[b], names[relation]) for a, b, relation in threads if a in drawn and b in drawn]
    return Story(focus, tell_nodes(atelier, shown), before, after, edges, columns, page)


def _columns(ranked: Sequence[int], nodes: Sequence[Node], pairs: Sequence[tuple[int, int]]) -> list[Column]:
    """A column a kind; several for cards that came from cards, by how far they are from the first."""
    depth = depths_of(ranked, (pair for pair in pairs if nodes[pair[0]].kind == nodes[pair[1]].kind))
    labels = {kind.key: (kind.rank, str(kind.label)) for kind in kinds()}
    of: defaultdict[tuple[int, int, str], list[Node]] = defaultdict(list)
    for one in ranked:
        rank, label = labels[nodes[one].kind]
        of[rank, depth[one], label].append(nodes[one])
    return [
        Column(label, held[:MOST_IN_COLUMN], max(0, len(held) - MOST_IN_COLUMN))
        for (_, _, label), held in sorted(of.items())
    ]


def _by_kind(nodes: Collection[Node]) -> defaultdict[str, list[Node]]:
    of: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        of[node.kind].append(node)
    return of


def _on(page: int, nodes: Sequence[Node]) -> Sequence[Node]:
    return nodes[(page - 1) * ON_A_SHELF : page * ON_A_SHELF]
