"""Writes on who is expected."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.common.errors import NotSeen
from atelier.participants.missing.models import ExpectedCollege, ExpectedCommune
from atelier.territories.models import Commune


@transaction.atomic
def expect_place(atelier: Atelier, kind: str, code: str, *, by: Author) -> int:
    """A commune, or all those of a grouping, belong to the perimeter; how many are new. Raises NotSeen."""
    found = Commune.objects.filter(is_current=True, **({"epci": code} if kind == "epci" else {"code": code}))
    communes = list(found)
    if not communes:
        raise NotSeen
    known = set(ExpectedCommune.objects.of(atelier).values_list("code", flat=True))
    fresh = [
        ExpectedCommune(atelier=atelier, code=one.code, name=one.name) for one in communes if one.code not in known
    ]
    ExpectedCommune.everywhere.bulk_create(fresh)
    record("perimeter.communes_added", atelier, by=by, place=code, count=len(fresh))
    return len(fresh)


@transaction.atomic
def expect_no_more(atelier: Atelier, code: str, *, by: Author) -> None:
    """The commune leaves the perimeter; "" empties it."""
    asked = ExpectedCommune.objects.of(atelier)
    gone, _each = (asked.filter(code=code) if code else asked).delete()
    record("perimeter.communes_removed", atelier, by=by, place=code, count=gone)


@transaction.atomic
def hope_for(atelier: Atelier, counts: Mapping[str, int], *, by: Author) -> None:
    """How many people of each college are hoped for."""
    for college, count in counts.items():
        ExpectedCollege.objects.of(atelier).update_or_create(
            college=college,
            defaults={"count": count},
            create_defaults={"atelier": atelier, "college": college, "count": count},
        )
    record("colleges.hoped_for", atelier, by=by, counts=dict(counts))
