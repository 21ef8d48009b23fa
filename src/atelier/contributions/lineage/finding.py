"""Where a walk along lineage may start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from atelier.ateliers.models import Atelier
from atelier.contributions.lineage.models import Edge
from atelier.contributions.lineage.nodes import Node, NodeKind, Told, kinds, tell_nodes
from atelier.contributions.lineage.story import Shelf
from atelier.engines.lists.headings import plain

MOST_SHOWN, MOST_READ = 40, 2_000


def things_to_start_from(atelier: Atelier, words: str = "") -> list[Shelf]:
    """Linked things by kind, decided ones first; those that say `words`, whatever their accents."""
    shelves = [_shelf(atelier, kind, plain(words)) for kind in reversed(kinds())]
    return [shelf for shelf in shelves if shelf.things]


def _shelf(atelier: Atelier, kind: NodeKind, wanted: str) -> Shelf:
    if not wanted:
        found = _told(atelier, _linked(atelier, kind, most=MOST_SHOWN))
    elif kind.find:
        found = _told(atelier, [Node(kind.key, pk) for pk in _is_linked(kind.find(atelier, wanted))[:MOST_SHOWN]])
    else:
        found = [
            (node, one)
            for node, one in _told(atelier, _linked(atelier, kind, most=MOST_READ))
            if wanted in plain(f"{one.title} {one.text} {one.who}")
        ]
    return Shelf(kind, found[:MOST_SHOWN], len(found[:MOST_SHOWN]))


def _told(atelier: Atelier, nodes: Sequence[Node]) -> list[tuple[Node, Told]]:
    told = tell_nodes(atelier, nodes)
    return [(node, told[node]) for node in nodes if node in told]


def _linked(atelier: Atelier, kind: NodeKind, *, most: int) -> Sequence[Node]:
    """The last linked first."""
    edges = Edge.objects.of(atelier).order_by("-id")
    as_target = edges.filter(target_kind=kind.key).values_list("target", flat=True)[:most]
    as_source = edges.filter(source_kind=kind.key).values_list("source", flat=True)[:most]
    return [Node(kind.key, pk) for pk in [*dict.fromkeys([*as_target, *as_source])][:most]]


def _is_linked(things: QuerySet[Any, UUID]) -> QuerySet[Any, UUID]:
    """Those an edge starts or ends at, looked for by the thing: an atelier may have fifty thousand edges."""
    edges = Edge.everywhere.order_by()
    return things.filter(Exists(edges.filter(target=OuterRef("pk"))) | Exists(edges.filter(source=OuterRef("pk"))))
