"""What lineage leads from and to: each room names the kinds of things it makes, and how to tell of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from atelier.ateliers.models import Atelier


@dataclass(frozen=True, order=True)
class Node:
    """A thing of some room: `kind` is registered below."""

    kind: str
    id: UUID

    def __hash__(self) -> int:
        """Of the identifier alone: stories put thousands of things in sets."""
        return hash(self.id.int)


@dataclass(frozen=True)
class Told:
    """A thing in words, for a page that lists things of several rooms.

    `state`: what became of it, '' if nothing to say. `version`: grows when its text changes. `place`: GeoJSON or None.
    """

    title: str
    url: str = ""
    text: str = ""
    state: str = ""
    version: int = 1
    who: str = ""
    place: Mapping[str, object] | None = None


@dataclass(frozen=True)
class NodeKind:
    """`tell` answers for several identifiers of one atelier in a constant number of queries.

    `find`, of a kind that has many things: identifiers of those that say words (small, without accents), the last
    first, for a page to be cut out of.
    """

    key: str
    label: str | Promise
    rank: int
    tell: Callable[[Atelier, Collection[UUID]], Mapping[UUID, Told]]
    find: Callable[[Atelier, str], QuerySet[Any, UUID]] | None = None


_kinds: dict[str, NodeKind] = {}


def register_kind(kind: NodeKind) -> None:
    """Called when the house starts."""
    _kinds[kind.key] = kind


def kind_of(key: str) -> NodeKind:
    """Raises KeyError for a kind nobody registered."""
    return _kinds[key]


def kinds() -> list[NodeKind]:
    """Every kind, from what is said to what is decided."""
    return sorted(_kinds.values(), key=lambda kind: kind.rank)


def tell_nodes(atelier: Atelier, nodes: Iterable[Node]) -> dict[Node, Told]:
    """The words of each thing that still exists; a few queries a kind."""
    wanted: defaultdict[str, set[UUID]] = defaultdict(set)
    for node in nodes:
        wanted[node.kind].add(node.id)
    found: dict[Node, Told] = {}
    for key, identifiers in wanted.items():
        if key in _kinds:
            found |= {Node(key, pk): told for pk, told in _kinds[key].tell(atelier, identifiers).items()}
    return found
