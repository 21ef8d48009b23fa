"""The place of a card on a small map of real ground, drawn by the server."""

from __future__ import annotations

import json
from functools import lru_cache
from uuid import UUID

import numpy as np
import shapely
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from pyproj import Transformer
from shapely.geometry import shape as geojson_shape
from shapely.geometry.base import BaseGeometry

from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import NotSeen
from atelier.contributions.cards.enums import Fate
from atelier.contributions.cards.rules import access_card
from atelier.engines.cartography import Frame, Ground, Overlay, draw_map
from atelier.engines.cartography.frame import LAMBERT_93
from atelier.engines.cartography.overlays import overlay_group
from atelier.territories.errors import SiteNotBuilt
from atelier.territories.tile_ground import tile_ground

WIDTH_MM, HEIGHT_MM = 120.0, 80.0
STRENGTH = 0.8  # lines and letters for a map held in the hands
ROOM, LEAST_M = 1.5, 2_400.0  # around what was drawn; across, for a point
INK = "#b4400a"


@login_required
@require_safe
def card_map(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """SVG; 404 for a card without a place, or whose words were withdrawn."""
    card = access_card(viewer_of(request), slug, pk)
    if not card.geometry or card.fate == Fate.WITHDRAWN:
        raise NotSeen
    drawn = place_svg(card.atelier.site, json.dumps(card.geometry), title=card.name)
    answer = HttpResponse(drawn, content_type="image/svg+xml")
    patch_cache_control(answer, private=True, max_age=3600)
    return answer


@lru_cache(maxsize=64)
def place_svg(site: str, geojson: str, *, title: str) -> str:
    """A geometry (WGS 84) laid over the ground of a site; on bare paper where the site is not built here.

    0.2 s: the last ones are kept.
    """
    drawn = geojson_shape(json.loads(geojson))
    frame = frame_around(drawn)
    try:
        ground = tile_ground(site, frame)
    except SiteNotBuilt:
        ground = Ground({})
    overlays = [Overlay(drawn, "#ffffff", width_mm=1.6, opacity=0.8, fill_opacity=0), Overlay(drawn, INK)]
    words = _("Place of %(thing)s") % {"thing": title}
    whole, end, _after = draw_map(ground, frame, title=words, strength=STRENGTH).svg.rpartition("</svg>")
    return f"{whole}{overlay_group(overlays, frame)}{end}"  # over the names: the place matters more


def frame_around(drawn: BaseGeometry) -> Frame:
    """What was drawn in the middle, with the country around."""
    move = Transformer.from_crs(4326, LAMBERT_93, always_xy=True)
    metres = shapely.transform(drawn, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))
    west, south, east, north = metres.bounds
    across = max((east - west) * ROOM, (north - south) * ROOM * WIDTH_MM / HEIGHT_MM, LEAST_M)
    return Frame.around(((west + east) / 2, (south + north) / 2), across / WIDTH_MM * 1000, WIDTH_MM, HEIGHT_MM)
