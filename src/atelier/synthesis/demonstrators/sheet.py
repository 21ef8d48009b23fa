"""A demonstrator on one A4 page: the place before and after, what is tried, where it stands on the ground.

Imported inside jobs only: the map needs the ground of the site.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shapely
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from pyproj import Transformer
from shapely.geometry import shape

from atelier.common.errors import NotSeen
from atelier.common.files import read_file
from atelier.contributions.lineage.nodes import Node
from atelier.engines.cartography import Frame, Overlay, draw_map
from atelier.engines.cartography.frame import LAMBERT_93
from atelier.engines.typesetting.typeset import typeset_pdf
from atelier.sheets.again import ground_kept
from atelier.synthesis.demonstrators.models import Demonstrator, SitePicture
from atelier.synthesis.demonstrators.queries import Album, album_of, relatives_of

LAYOUT = Path(__file__).parent / "layouts" / "demonstrator.typ"
MAP_MM = (84.0, 104.0)
SCALES = (2_500, 5_000, 10_000, 20_000, 25_000, 50_000, 100_000)
ROOM, LEAST_SCALE, INK = 2.2, 10_000, "#a32a1f"
MOST_TOLD = 6


def sheet_pdf(one: Demonstrator) -> bytes:
    """`one` with its pictures (queries.demonstrator_of)."""
    album = album_of(one.pictures.all())
    files: dict[str, str | bytes] = {}
    origins, _outcomes = relatives_of(one.atelier, Node("demonstrator", one.pk))
    said: dict[str, Any] = {
        "number": one.name,
        "title": one.title,
        "atelier": one.atelier.title,
        "demo": _("Demonstration: the people and the words are invented.") if one.atelier.is_demo else "",
        "facts": [
            [_("State"), str(one.get_state_display())],
            [_("Place"), one.place_name],
            [_("Bearers"), ", ".join(one.bearer_names)],
        ],
        "text_title": _("What is tried there"),
        "text": [line.strip() for line in one.text.splitlines() if line.strip()],
        "pictures": [_picture(picture, files) for picture in _chosen(album)],
        "origins_title": _("Where it comes from"),
        "origins": [{"title": origin.told.title, "text": origin.told.text} for origin in origins[:MOST_TOLD]],
        "map": _map(one, files),
        "day": _("As of %(day)s") % {"day": date_format(one.changed_at, "DATE_FORMAT")},
    }
    return typeset_pdf(LAYOUT, said, files=files)


def _chosen(album: Album) -> list[SitePicture]:
    """Two pictures at most: the first pair, else the first two."""
    if album.pairs:
        return [album.pairs[0].before, album.pairs[0].after]
    return album.others[:2]


def _picture(picture: SitePicture, files: dict[str, str | bytes]) -> dict[str, str]:
    name = f"picture-{picture.pk}.jpg"
    try:
        files[name] = read_file(picture.file)
    except NotSeen:  # the disk of another machine has it
        name = ""
    credit = [picture.credit, date_format(picture.taken_on, "j F Y") if picture.taken_on else ""]
    return {
        "file": name,
        "alternative": picture.alternative,
        "moment": str(picture.get_moment_display()),
        "caption": picture.caption,
        "credit": ", ".join(filter(None, credit)),
    }


def _map(one: Demonstrator, files: dict[str, str | bytes]) -> dict[str, Any] | None:
    """The ground around the place, at a round scale; None without a place, or off the ground of the site."""
    if not one.geometry:
        return None
    place = shape(one.geometry)
    to_metres = Transformer.from_crs(4326, LAMBERT_93, always_xy=True)
    west, south, east, north = to_metres.transform_bounds(*place.bounds)
    ground = ground_kept(one.atelier.site)
    whole = ground.layers.get("communes", ())
    if not whole or not shapely.union_all([outline for outline, _said in whole]).intersects(
        shapely.box(west, south, east, north)
    ):
        return None
    needed = max((east - west) / MAP_MM[0], (north - south) / MAP_MM[1]) * 1000 * ROOM
    scale = next((step for step in SCALES if step >= max(needed, LEAST_SCALE)), SCALES[-1])
    frame = Frame.around(((west + east) / 2, (south + north) / 2), scale, *MAP_MM)
    drawn = draw_map(ground, frame, overlays=[Overlay(place, INK, width_mm=1.1)], title=one.title, strength=0.9)
    files["map.svg"] = drawn.svg
    thousands = f"{scale:,}".replace(",", "\u202f")
    return {
        "file": "map.svg",
        "alternative": _("Map of %(place)s") % {"place": one.place_name or one.title},
        "scale": _("Scale 1:%(scale)s") % {"scale": thousands},
        "credits": ", ".join(ground.credits),
        "bar_mm": 1_000_000 / scale / (1 if scale >= 20_000 else 2),
        "bar": "1 km" if scale >= 20_000 else "500 m",
    }
