"""What the table's page says to its island (TableProps in frontend/src/live/session.ts)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse

from atelier.ateliers.models import Workshop
from atelier.common.geometry import Bounds
from atelier.contributions.queries import bounds_of_table
from atelier.people.enums import COLLEGE_COLORS, College
from atelier.tables.desk import people_at, table_word
from atelier.tables.links import join_url, spaced
from atelier.tables.models import Table
from atelier.tables.projection import Projector
from atelier.tables.rules import TableAccess
from atelier.tables.scribes import consent_words
from atelier.territories.sites import site

MARGIN, LEAST_DEG = 0.25, 0.005
NOTHING = UUID(int=0)


def table_props(request: HttpRequest, access: TableAccess) -> dict[str, Any]:
    """Plain values for json_script."""
    table, seat = access.table, access.seat
    return {
        "tableId": str(table.pk),
        "session": session_of(access),
        "pilot": pilot_props(request, table.workshop) if access.is_keeper else None,
        "me": {
            "name": seat.name if seat else "",
            "college": seat.college if seat else "",
            "seat": seat.pk if seat else 0,
        },
        "colleges": colleges_of(),
        "map": map_of(table),
        "placesUrl": f"{reverse('territories:places')}?site={table.workshop.atelier.site}",
        "exports": exports_of(access),
        "replayUrl": reverse("tables:replay", args=[table.pk]),
        "picturesUrl": reverse("tables:pictures", args=[table.pk]),
        "reliefUrl": reverse("reliefs:table_block", args=[table.pk]),
        "paperUrl": reverse("sheets:behind", args=[table.pk, NOTHING]).removesuffix(f"{NOTHING}.json"),
        "leaveUrl": _leave_url(access),
        "join": {
            "code": spaced(table.code),
            "url": join_url(request, table),
            "qrUrl": reverse("tables:qr", args=[table.code]),
        },
        "seatUrl": reverse("tables:seat", args=[table.pk]),
        "slipUrl": reverse("contributions:slip_door"),
        "passageUrl": _passage_url(access),
        "desk": desk_doors(request, table),
    }


def _passage_url(access: TableAccess) -> str:
    """The passage board, for those who write down what others say."""
    workshop = access.table.workshop
    if "capture" not in access.abilities:
        return ""
    return reverse("synthesis:board", args=[workshop.atelier.slug, workshop.pk])


def pilot_props(request: HttpRequest, workshop: Workshop) -> dict[str, Any]:
    """What a panel that pilots needs, for a table or for all of them. Plain values for json_script."""
    return {
        "gestureUrl": reverse("tables:pilot_gesture", args=[workshop.pk]),
        "peopleUrl": reverse("tables:pilot_people", args=[workshop.pk]),
        "cockpitUrl": reverse("tables:pilot", args=[workshop.pk]),
        "token": get_token(request),
        "steps": [{"id": step.pk, "title": step.title} for step in workshop.steps.all()],
    }


def desk_doors(request: HttpRequest, table: Table) -> dict[str, str]:
    """Where the screens of facilitators and scribes ask, and what scribes read aloud."""
    doors = {"voicesUrl": "voices", "decideUrl": "inbox_decide", "waitUrl": "notes_wait", "inboxUrl": "inbox"}
    urls = {key: reverse(f"tables:{name}", args=[table.pk]) for key, name in doors.items()}
    return {**urls, "csrf": get_token(request), "consent": consent_words()}


def colleges_of() -> dict[str, dict[str, str]]:
    return {college.value: {"label": str(college.label), "color": COLLEGE_COLORS[college]} for college in College}


def exports_of(access: TableAccess) -> list[dict[str, str]]:
    labels = (("geojson", "GeoJSON"), ("gpkg", "GeoPackage (QGIS)"), ("csv", "CSV"))
    return [{"label": label, "url": reverse("tables:export", args=[access.table.pk, kind])} for kind, label in labels]


def session_of(access: TableAccess) -> dict[str, Any]:
    table, seat = access.table, access.seat
    return {
        "storageKey": f"{table.pk}:{seat.pk if seat else 0}",
        "socketUrl": f"/ws/tables/{table.pk}/",
        "snapshotUrl": reverse("tables:snapshot", args=[table.pk]),
        "epoch": str(table.epoch),
        "seat": seat.pk if seat else 0,
        "table": msgspec.to_builtins(table_word(table, Projector.of(table))),
        "people": msgspec.to_builtins(list(people_at(table, with_names=access.is_keeper).values())),
        "abilities": sorted(access.abilities),
    }


def map_of(table: Table) -> dict[str, Any]:
    """The map opens where the table has drawn, on the whole site when it has not."""
    place = site(table.workshop.atelier.site)
    drawn = bounds_of_table(table.workshop.atelier_id, str(table.pk))
    bounds = widened(drawn) if drawn else place.bounds
    return {"style": place.style_url, "bounds": list(bounds), "maxBounds": list(place.max_bounds)}


def widened(bounds: Bounds) -> Bounds:
    """With room around what was drawn, and never closer than a neighbourhood (degrees)."""
    west, south, east, north = bounds
    across = max((east - west) * MARGIN, LEAST_DEG)
    along = max((north - south) * MARGIN, LEAST_DEG)
    return west - across, south - along, east + across, north + along


def _leave_url(access: TableAccess) -> str:
    atelier = access.table.workshop.atelier
    return reverse("ateliers:detail", args=[atelier.slug]) if access.is_keeper else reverse("home")
