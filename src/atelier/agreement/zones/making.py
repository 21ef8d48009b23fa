"""The work of a job: zones computed, drawn over the ground, printed, written as GeoJSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from atelier.agreement.zones.drawn import drawings_of, meanings_of, names_of
from atelier.agreement.zones.errors import DrawingLost, TooFewTables
from atelier.agreement.zones.models import ZoneMap
from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.jobs import Progress
from atelier.common.kinds import PDF
from atelier.engines.agreement.zones import Drawing, DrawingsCode, DrawingsRefused, Zone, zones_of
from atelier.engines.cartography import Frame
from atelier.tables.models import Table

MOST_LISTED, LEAST_M2 = 30, 5_000.0  # of zones on the list; the others are in the GeoJSON alone
MAP_MM, ROOM, LEAST_M = (290.0, 252.0), 1.12, 600.0
SVG, GEOJSON = "image/svg+xml", "application/geo+json"


def zones_job(progress: Progress, *, zone_map: str, lang: str, **_urls: str) -> None:
    """Make the map. The urls are for the job's page."""
    progress.at(10, gettext_noop("Laying the tables over each other…"))
    # everywhere: the view that started this job asked for the workshop
    one = ZoneMap.everywhere.select_related("workshop__atelier").get(pk=zone_map)
    with translation.override(lang):
        make_map(one, progress)


def make_map(one: ZoneMap, progress: Progress | None = None) -> ZoneMap:
    """Zones, picture, PDF and GeoJSON of what was asked. Raises TooFewTables, DrawingLost."""
    from atelier.agreement.files import write_zones
    from atelier.agreement.zones.printing import map_pdf, map_svg

    tables = list(
        Table.objects.of(one.workshop.atelier_id).filter(pk__in=one.asked["tables"]).select_related("workshop")
    )
    drawings = drawings_of(tables, one.asked["meanings"])
    words = {meaning.key: meaning.words for meaning in meanings_of(tables)}
    zones = found_zones(drawings, one.asked["pairs"], one.asked["reach_m"])
    frame = frame_of(drawings)
    if progress:
        progress.at(50, gettext_noop("Drawing the map…"))
    named = [
        dataclasses.replace(zone, meaning=words[zone.meaning], opposite=words.get(zone.opposite, "")) for zone in zones
    ]
    listed = [zone for zone in named if zone.area_m2 >= LEAST_M2][:MOST_LISTED] or named[:MOST_LISTED]
    shown = listed + [zone for zone in named if zone not in listed]
    about = {
        "tables": list(names_of(tables).values()),
        "meanings": [words[key] for key in one.asked["meanings"] if key in words],
        "pairs": [
            [words[first], words[second]] for first, second in one.asked["pairs"] if first in words and second in words
        ],
        "reach_m": one.asked["reach_m"],
        "when": date_format(timezone.localtime(), "j F Y, G\\hi"),
        "left": len(named) - len(listed),
    }
    svg, ground_credits = map_svg(one.workshop.atelier.site, shown, frame, numbered=len(listed))
    rows = [row_of(zone, number) for number, zone in enumerate(listed, 1)]
    pdf = map_pdf(one, svg, frame, rows, about, ground_credits)
    with transaction.atomic():
        one.picture = keep_bytes(svg.encode(), name=_("zones.svg"), kind=SVG, by=System())
        one.pdf = keep_bytes(pdf, name=_("zones.pdf"), kind=PDF, by=System())
        one.geojson = keep_bytes(write_zones(named).encode(), name="zones.geojson", kind=GEOJSON, by=System())
        one.zones, one.about, one.made_at = rows, about, timezone.now()
        one.save()
    return one


def found_zones(drawings: Sequence[Drawing], pairs: Sequence[Sequence[str]], reach_m: float) -> list[Zone]:
    """By keys of meanings. Pairs that nobody drew are passed over. Raises TooFewTables, DrawingLost."""
    drawn = {drawing.meaning for drawing in drawings}
    opposites = [(first, second) for first, second in pairs if first in drawn and second in drawn]
    try:
        return zones_of(drawings, opposites, reach_m=reach_m)
    except DrawingsRefused as refused:
        if refused.code == DrawingsCode.NOT_ON_EARTH:
            raise DrawingLost(table=refused.values["table"]) from refused
        raise TooFewTables from refused


def frame_of(drawings: Sequence[Drawing]) -> Frame:
    """The frame that holds all drawings at a round scale, in Lambert-93."""
    import shapely

    from atelier.engines.cartography.frame import LAMBERT_93, scale_that_holds
    from atelier.engines.measure.legal import project

    placed = [project(drawing.place, LAMBERT_93) for drawing in drawings]
    west, south, east, north = shapely.total_bounds(placed)
    x, y = (west + east) / 2, (south + north) / 2
    across, up = (max((high - low) * ROOM, LEAST_M) for low, high in ((west, east), (south, north)))
    around = (x - across / 2, y - up / 2, x + across / 2, y + up / 2)
    return Frame.around((x, y), scale_that_holds(around, *MAP_MM), *MAP_MM)


def row_of(zone: Zone, number: int) -> dict[str, Any]:
    """A zone as the list beside the map has it."""
    said: Mapping[str, Any] = {
        "number": number,
        "kind": "tension" if zone.against else "accord",
        "meaning": zone.meaning,
        "tables": list(zone.tables),
        "opposite": zone.opposite,
        "against": list(zone.against),
        "hectares": round(zone.area_m2 / 10_000, 2),
    }
    return dict(said)
