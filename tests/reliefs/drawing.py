"""Something said on a table, without a socket."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from atelier.contributions.models import Contribution


def draw(table, seat, geometry, *, meaning="Blocage", color="#c8372d", text=""):
    """A contribution of the table as its journal would have projected it."""
    one = Contribution(
        id=uuid4(), atelier=table.workshop.atelier, kind="stroke", meaning_key="m", meaning=meaning, color=color,
        text=text, seat=seat, said_by=seat, college=seat.college, origin="table", origin_ref=str(table.pk),
        origin_name=table.name, said_at=timezone.now(), changed_at=timezone.now(),
    )  # fmt: skip
    one.locate(geometry)
    one.save()
    return one


def line(*places):
    return {"type": "LineString", "coordinates": [list(place) for place in places]}
