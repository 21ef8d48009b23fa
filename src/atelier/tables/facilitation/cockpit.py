"""What the facilitator's page of a workshop says: to its reader without JavaScript, and to its island
(PilotProps in frontend/src/islands/pilot/props.ts)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from django.http import HttpRequest
from django.urls import reverse

from atelier.ateliers.models import Seat, Workshop
from atelier.contributions.queries import contributions_of_table
from atelier.tables.desk import people_at, table_word
from atelier.tables.models import Sitting, Table
from atelier.tables.projection import Projector
from atelier.tables.screen import colleges_of, pilot_props


def cockpit_props(request: HttpRequest, workshop: Workshop, tables: Sequence[Table]) -> dict[str, Any]:
    return {
        "pilot": pilot_props(request, workshop),
        "colleges": colleges_of(),
        "tables": [_table(table) for table in tables],
    }


def _table(table: Table) -> dict[str, Any]:
    said = contributions_of_table(table.workshop.atelier_id, str(table.pk))
    last = said.exclude(text="").order_by("-said_at").first()
    return {
        "id": str(table.pk),
        "socketUrl": f"/ws/tables/{table.pk}/",
        "tableUrl": reverse("tables:table", args=[table.pk]),
        "manageUrl": reverse("tables:manage", args=[table.pk]),
        "table": msgspec.to_builtins(table_word(table, Projector.of(table))),
        "people": msgspec.to_builtins(list(people_at(table, with_names=True).values())),
        "count": said.count(),
        "last": last.text if last else "",
    }


def people_of(workshop: Workshop) -> list[dict[str, Any]]:
    """Everyone of the workshop for those who keep it, removed people too: names, colleges, where they sit."""
    places: dict[int, list[str]] = defaultdict(list)
    sittings = Sitting.objects.of(workshop.atelier_id).filter(table__workshop=workshop)
    for seat_id, table_id in sittings.values_list("seat_id", "table_id"):
        places[seat_id].append(str(table_id))
    return [
        {
            "seat": seat.pk,
            "name": seat.name,
            "college": seat.college,
            "tables": places[seat.pk],
            "isRemoved": seat.removed_at is not None,
        }
        for seat in Seat.objects.of(workshop.atelier_id).filter(workshop=workshop)
    ]
