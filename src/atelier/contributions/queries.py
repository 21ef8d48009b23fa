"""Reads on contributions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from atelier.ateliers.models import Atelier
from atelier.common.geometry import Bounds
from atelier.contributions.enums import Origin
from atelier.contributions.models import Contribution

MOST_ASKED = 10_000  # identifiers in one query


def contributions_of_table(atelier: Atelier | int, table_ref: str) -> QuerySet[Contribution]:
    """What stands on a table now, in the order it was said."""
    contributions = Contribution.objects.of(atelier).select_related("seat", "said_by", "changed_by")
    return contributions.filter(origin=Origin.TABLE, origin_ref=table_ref, erased_at=None)


def contributions_of_tables(atelier: Atelier | int, table_refs: Collection[str]) -> QuerySet[Contribution]:
    """What stands on these tables now, in the order it was said."""
    contributions = Contribution.objects.of(atelier).select_related("seat", "said_by", "changed_by")
    return contributions.filter(origin=Origin.TABLE, origin_ref__in=table_refs, erased_at=None)


def bounds_of_table(atelier: Atelier | int, table_ref: str) -> Bounds | None:
    """(west, south, east, north) of everything that stands on a table; None when nothing has a place."""
    drawn = contributions_of_table(atelier, table_ref).order_by()
    found = drawn.aggregate(w=Min("west"), s=Min("south"), e=Max("east"), n=Max("north"))
    return None if found["w"] is None else (found["w"], found["s"], found["e"], found["n"])


def held_elsewhere(identifiers: Sequence[UUID], origin: str, origin_ref: str) -> set[UUID]:
    """Which of these identifiers belong to something said through another support."""
    held: set[UUID] = set()
    for start in range(0, len(identifiers), MOST_ASKED):
        # everywhere: identifiers are unique in the whole house; nothing but their existence is told
        said = Contribution.everywhere.filter(pk__in=identifiers[start : start + MOST_ASKED])
        held.update(said.exclude(origin=origin, origin_ref=origin_ref).values_list("pk", flat=True))
    return held


def said_on_table(atelier: Atelier | int, table_ref: str, identifiers: Collection[UUID]) -> set[UUID]:
    """Which of these identifiers are things of the table, erased or not."""
    said = Contribution.objects.of(atelier).filter(origin=Origin.TABLE, origin_ref=table_ref, pk__in=identifiers)
    return set(said.order_by().values_list("pk", flat=True))
