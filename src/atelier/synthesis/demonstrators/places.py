"""Where a demonstrator stands: as the things it comes from, at a point typed by hand, or in a commune."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from atelier.ateliers.models import Atelier
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.synthesis.demonstrators.errors import PlaceUnknown
from atelier.territories.queries import places_matching

DEGREES = re.compile(r"^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*°?\s*[;,\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*°?\s*$")
Geometry = dict[str, Any]


def inherited_place(atelier: Atelier, sources: Iterable[Node]) -> Geometry | None:
    """The place of the first of these things that has one."""
    nodes = list(sources)
    told = tell_nodes(atelier, nodes)
    for node in nodes:
        if node in told and (place := told[node].place):
            return dict(place)
    return None


def typed_place(text: str) -> tuple[Geometry, str]:
    """A point and its name, from “49.925, 1.077” (latitude first, as maps write it) or the name of a commune.

    Raises PlaceUnknown.
    """
    if match := DEGREES.match(text):
        latitude, longitude = (float(part.replace(",", ".")) for part in match.groups())
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return {"type": "Point", "coordinates": [longitude, latitude]}, ""
    for place in places_matching(text, limit=4):
        if place.kind == "commune" and place.lon is not None and place.lat is not None:
            return {"type": "Point", "coordinates": [place.lon, place.lat]}, place.name
    raise PlaceUnknown(place=text.strip())
