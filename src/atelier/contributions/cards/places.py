"""The place of a card: typed, taken from a drawing, or that of several cards together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.contributions.models import Contribution
from atelier.territories.errors import SiteNotBuilt
from atelier.territories.sites import site

NUMBER = r"[-+]?\d{1,3}(?:[.,]\d+)?"
BETWEEN = r"(?:\s*[;,]\s+|\s*;\s*|\s+|,(?=[-+]?\d{1,3}\.))"  # a lone comma only before a decimal point
TWO_NUMBERS = re.compile(f"({NUMBER}){BETWEEN}({NUMBER})")
MOST_DRAWINGS = 300


def point_typed(words: str, atelier: Atelier) -> dict[str, Any]:
    """A GeoJSON point from `latitude, longitude`, as maps show them; decimal commas too.

    Raises ValidationError when this is no place, or not one of the territory.
    """
    found = TWO_NUMBERS.fullmatch(words.strip())
    if not found:
        raise ValidationError(_("Write two numbers, latitude first: 49.922, 1.078."))
    latitude, longitude = (float(number.replace(",", ".")) for number in found.groups())
    try:
        west, south, east, north = site(atelier.site).max_bounds
    except SiteNotBuilt:
        west, south, east, north = -180, -90, 180, 90
    if not (west <= longitude <= east and south <= latitude <= north):
        raise ValidationError(_("This place is far from the territory. Write the latitude first: 49.922, 1.078."))
    return {"type": "Point", "coordinates": [longitude, latitude]}


def typed_from(geometry: dict[str, Any] | None) -> str:
    """A point as one types it; '' for what is not a point."""
    if not geometry or geometry["type"] != "Point":
        return ""
    longitude, latitude = geometry["coordinates"][:2]
    return f"{latitude:.6f}, {longitude:.6f}"


def together(geometries: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Several geometries as one of their kind; the first when they are of several kinds; None when there is none."""
    if not geometries:
        return None
    kinds = {one["type"].removeprefix("Multi") for one in geometries}
    if len(geometries) == 1 or len(kinds) > 1:
        return geometries[0]
    parts = [
        part
        for one in geometries
        for part in (one["coordinates"] if one["type"][:5] == "Multi" else [one["coordinates"]])
    ]
    return {"type": f"Multi{kinds.pop()}", "coordinates": parts}


def drawing_choices(atelier: Atelier) -> list[tuple[str, list[tuple[str, str]]]]:
    """The last things drawn that still stand, by table, for a list to choose from."""
    drawn = Contribution.objects.of(atelier).filter(erased_at=None, west__isnull=False).order_by("-said_at", "id")
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in drawn.only("id", "origin_name", "meaning", "kind", "text")[:MOST_DRAWINGS]:
        words = f"{one.meaning} – {one.text}" if one.text else f"{one.meaning} ({one.get_kind_display()})"
        groups.setdefault(one.origin_name, []).append((str(one.pk), words[:90]))
    return sorted(groups.items())


def drawing_of(atelier: Atelier, pk: UUID) -> Contribution | None:
    """What was drawn under this identifier, with a place, still standing."""
    return Contribution.objects.of(atelier).filter(pk=pk, erased_at=None, west__isnull=False).first()
