"""Walks along lineage, by the database itself: one query whatever the depth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from atelier.ateliers.models import Atelier
from atelier.contributions.lineage.models import Edge
from atelier.contributions.lineage.nodes import Node

MOST_STARTS = 400  # in one query

# The unary plus keeps SQLite from the index of the atelier: that may have fifty thousand edges, a thing has a few.
WALK = """
WITH RECURSIVE walk(kind, id) AS (
    SELECT {to}_kind, {to} FROM contributions_edge WHERE +atelier_id = %s AND {start} IN ({marks})
    UNION
    SELECT edge.{to}_kind, edge.{to} FROM contributions_edge edge JOIN walk ON edge.{start} = walk.id
    WHERE +edge.atelier_id = %s
)
SELECT kind, id FROM walk
"""  # UNION, not UNION ALL: what was reached by another path is not walked again

THREADS = """
WITH RECURSIVE walk(id) AS (
    SELECT edge.{start} FROM contributions_edge edge WHERE +edge.atelier_id = %s AND edge.{start} = %s
    UNION
    SELECT edge.{to} FROM walk CROSS JOIN contributions_edge edge
    WHERE edge.{start} = walk.id AND +edge.atelier_id = %s
)
SELECT edge.source_kind, edge.source, edge.target_kind, edge.target, edge.relation
FROM walk CROSS JOIN contributions_edge edge WHERE edge.target = walk.id AND +edge.atelier_id = %s ORDER BY edge.id
"""  # CROSS JOIN: SQLite then follows the walk; it would read every edge in the order they are asked for

Numbered = list[tuple[int, int, str]]  # source, target, relation


@dataclass(frozen=True)
class Around:
    """The lineage of one thing. Threads tell things by their place among `nodes`, the focus first.

    before: every edge that leads to it, near or far, in the order they were made. after: every edge that ends at it
    or at what came of it; some come from elsewhere.
    """

    nodes: Sequence[Node]
    before: Numbered
    after: Numbered


def threads_around(atelier: Atelier, focus: Node) -> Around:
    """Two walks."""
    field = Edge._meta.get_field("source")
    identifier = field.get_db_prep_value(focus.id, connection)
    numbers: dict[tuple[str, object], int] = {(focus.kind, identifier): 0}
    walks: list[Numbered] = []
    for start, to in (("target", "source"), ("source", "target")):
        with connection.cursor() as cursor:
            cursor.execute(THREADS.format(start=start, to=to), [atelier.pk, identifier, atelier.pk, atelier.pk])
            walks.append([
                (numbers.setdefault((a, one), len(numbers)), numbers.setdefault((b, other), len(numbers)), relation)
                for a, one, b, other, relation in cursor.fetchall()
            ])  # fmt: skip
    nodes = [Node(kind, found if isinstance(found, UUID) else UUID(str(found))) for kind, found in numbers]
    return Around(nodes, *walks)


def reached_from(atelier: Atelier, starts: Sequence[Node]) -> set[Node]:
    """Everything that came from these things, near or far."""
    return _walk(atelier, starts, start="source", to="target")


def origins_of(atelier: Atelier, ends: Sequence[Node]) -> set[Node]:
    """Everything these things came from, near or far."""
    return _walk(atelier, ends, start="target", to="source")


def reached_from_each(atelier: Atelier, starts: Sequence[Node]) -> dict[Node, set[Node]]:
    """What came from each of these things, near or far: two queries however many there are."""
    everything = reached_from(atelier, starts) | set(starts)
    following: defaultdict[UUID, set[Node]] = defaultdict(set)
    edges = edges_between(atelier, everything).order_by().values_list("source", "target_kind", "target")
    for source, kind, target in edges:
        following[source].add(Node(kind, target))
    return {start: _all_after(start, following) for start in starts}


def edges_between(atelier: Atelier, nodes: Collection[Node]) -> QuerySet[Edge]:
    """Edges whose two ends are among these things."""
    identifiers = {node.id for node in nodes}
    return Edge.objects.of(atelier).filter(source__in=identifiers, target__in=identifiers)


def edges_of(atelier: Atelier, nodes: Collection[Node]) -> QuerySet[Edge]:
    """Edges that start or end at these things."""
    identifiers = {node.id for node in nodes}
    return Edge.objects.of(atelier).filter(Q(source__in=identifiers) | Q(target__in=identifiers))


def _all_after(start: Node, following: Mapping[UUID, set[Node]]) -> set[Node]:
    found: set[Node] = set()
    waiting = [start]
    while waiting:
        fresh = following.get(waiting.pop().id, set()) - found
        found |= fresh
        waiting += fresh
    return found


def _walk(atelier: Atelier, starts: Sequence[Node], *, start: str, to: str) -> set[Node]:
    found: set[Node] = set()
    field = Edge._meta.get_field("source")
    for first in range(0, len(starts), MOST_STARTS):
        identifiers = [field.get_db_prep_value(node.id, connection) for node in starts[first : first + MOST_STARTS]]
        query = WALK.format(start=start, to=to, marks=", ".join(["%s"] * len(identifiers)))
        with connection.cursor() as cursor:
            cursor.execute(query, [atelier.pk, *identifiers, atelier.pk])
            found |= {Node(kind, found_id if isinstance(found_id, UUID) else UUID(found_id))
                      for kind, found_id in cursor.fetchall()}  # fmt: skip
    return found
