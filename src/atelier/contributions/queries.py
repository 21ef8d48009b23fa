"""Reads on contributions."""

from __future__ import annotations

from django.db.models import QuerySet

from atelier.ateliers.models import Atelier
from atelier.contributions.enums import Origin
from atelier.contributions.models import Contribution


def contributions_of_table(atelier: Atelier | int, table_ref: str) -> QuerySet[Contribution]:
    """What stands on a table now, in the order it was said."""
    contributions = Contribution.objects.of(atelier).select_related("seat")
    return contributions.filter(origin=Origin.TABLE, origin_ref=table_ref, erased_at=None)
