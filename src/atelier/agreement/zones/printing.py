"""The map of zones as one SVG, and as an A3 page with its list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from atelier.agreement.zones.drawing import swatches, zones_layer
from atelier.agreement.zones.models import ZoneMap
from atelier.agreement.zones.words import hectares, tables_words
from atelier.engines.agreement.zones import Zone
from atelier.engines.cartography import Frame, Ground, draw_map
from atelier.engines.typesetting.typeset import typeset_pdf
from atelier.tables.pictures.paper import LAYOUTS as COMMON
from atelier.tables.pictures.words import measures_of
from atelier.territories.ground import ground_of_site

LAYOUT = Path(__file__).parents[1] / "layouts" / "zones.typ"
END = "</svg>\n"


def map_svg(site: str, zones: Sequence[Zone], frame: Frame, *, numbered: int) -> tuple[str, tuple[str, ...]]:
    """The ground with zones over it, in mm; and whose data the ground is."""
    ground = _ground(site, settings.DATA_DIR)
    drawn = draw_map(ground, frame, style="pale", title=_("Zones of agreement and tension"))
    return drawn.svg.removesuffix(END) + zones_layer(zones, frame, numbered=numbered) + END, ground.credits


def map_pdf(
    one: ZoneMap,
    svg: str,
    frame: Frame,
    rows: Sequence[Mapping[str, Any]],
    about: Mapping[str, Any],
    ground_credits: Sequence[str],
) -> bytes:
    """A3, tagged: the map, its two hatchings, the list with the tables named."""
    workshop = one.workshop
    values = {
        **_words(about),
        "title": _("Where tables draw the same, or opposite, things"),
        "origin": f"{workshop.atelier.title} · {workshop.title}",
        "state": _("Drawings as of %(when)s: %(tables)s")
        % {"when": about["when"], "tables": ", ".join(about["tables"])},
        "demo": _("Demonstration: the people and the words are invented.") if workshop.atelier.is_demo else "",
        "grown": 1.2,
        "frame": [frame.width_mm, frame.height_mm],
        "alt": _("Map of the zones listed beside it"),
        "rows": [_row(row) for row in rows],
        "none": "" if rows else _("No zone is shared by two tables with these meanings."),
        "credits": " · ".join(ground_credits),
        **measures_of(frame, most_mm=60),
    }
    files = {"map.svg": svg, **{f"{kind}.svg": drawn for kind, drawn in swatches().items()}}
    return typeset_pdf(LAYOUT, values, files={**files, "common.typ": COMMON / "common.typ"})


def _words(about: Mapping[str, Any]) -> dict[str, Any]:
    """What is said around the map, whatever its zones."""
    return {
        "lang": (get_language() or "fr")[:2],
        "legend": [
            {"file": "accord.svg", "words": _("Agreement: several tables, the same meaning")},
            {"file": "tension.svg", "words": _("Tension: meanings that oppose each other")},
        ],
        "left": _("%(count)s smaller zones are in the GeoJSON file.") % {"count": about["left"]}
        if about["left"]
        else "",
        "method": _("A line or a point counts as drawn %(reach)s m around it. Zones under 100 m² are left out.")
        % {"reach": round(about["reach_m"])},
    }


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "number": row["number"],
        "title": row["meaning"] + (f" ↔ {row['opposite']}" if row["opposite"] else ""),
        "words": tables_words(row),
        "area": hectares(row["hectares"]),
    }


@lru_cache(maxsize=1)
def _ground(slug: str, data: Path) -> Ground:
    """Reading a site takes seconds: the worker keeps the last one."""
    return ground_of_site(slug, data=data)
