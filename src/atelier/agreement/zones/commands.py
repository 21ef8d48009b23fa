"""Writes on maps of zones."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from atelier.agreement.zones.drawn import drawings_of
from atelier.agreement.zones.errors import NoMeaning, TooFewTables
from atelier.agreement.zones.models import ZoneMap
from atelier.agreement.zones.pairs import opposite_pairs
from atelier.ateliers.models import Workshop
from atelier.common.audit import Author, record
from atelier.tables.models import Table

REACH_M = 50.0  # what a felt pen and a hand are worth at 1:25 000 (engines/agreement/zones.py)


@transaction.atomic
def ask_map(
    workshop: Workshop, tables: Collection[Table], meanings: Collection[str], *, reach_m: float = REACH_M, by: Author
) -> ZoneMap:
    """A map to be made (zones/making.py), with the pairs as they are now. Raises NoMeaning, TooFewTables."""
    if not meanings:
        raise NoMeaning
    chosen = list(tables)
    if len({drawing.table for drawing in drawings_of(chosen, meanings)}) < 2:
        raise TooFewTables
    keys = sorted(meanings)
    asked = {
        "tables": [str(table.pk) for table in chosen],
        "meanings": keys,
        "pairs": [[first, second] for first, second in opposite_pairs(workshop.atelier_id)],
        "reach_m": reach_m,
    }
    made: ZoneMap = ZoneMap.everywhere.create(workshop=workshop, asked=asked)
    record("zones.asked", made, by=by, tables=len(chosen))
    return made
