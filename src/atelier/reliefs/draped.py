"""What is laid on a relief: layers of the site, drawings of tables."""

from __future__ import annotations

from collections.abc import Iterable

import shapely
from shapely.geometry import shape as shape_of
from shapely.geometry.base import BaseGeometry

from atelier.contributions.models import Contribution
from atelier.contributions.queries import contributions_of_tables
from atelier.engines.relief.block.labels import Label
from atelier.engines.relief.ground import Ground
from atelier.engines.relief.shapes import Overlay
from atelier.reliefs.grounds import TITLES, SiteGround, in_metres
from atelier.reliefs.wishes import Wish

MAIN_NAMES, EVERY_NAME = 8, 40


def overlays_of(wish: Wish, ground: Ground, site: SiteGround, atelier_id: int) -> tuple[Overlay, ...]:
    """The layers asked for that lie on this ground, areas first, then what the tables drew, a pencil each."""
    wanted = [site.layers[key].within(ground.rectangle) for key in TITLES if key in wish.layers and key in site.layers]
    named = [Overlay(str(TITLES[one.name]), one.shapes, (), one.colour) for one in wanted if one.shapes]
    areas_first = sorted(named, key=lambda one: not one.areas)
    return (*areas_first, *_drawn(wish, ground, atelier_id))


def _drawn(wish: Wish, ground: Ground, atelier_id: int) -> list[Overlay]:
    if not wish.tables:
        return []
    return drawings_of(contributions_of_tables(atelier_id, wish.tables), ground)


def drawings_of(contributions: Iterable[Contribution], ground: Ground) -> list[Overlay]:
    """One overlay a pencil (meaning and colour), in the ground's projection; marks are small discs.

    Points are drawn as areas: an overlay draws lines and areas only.
    """
    by_pencil: dict[tuple[str, str], list[BaseGeometry]] = {}
    disc_m = max(ground.width_m, ground.depth_m) / 160
    for one in contributions:
        if not one.geometry:
            continue
        shape = in_metres(shape_of(one.geometry))
        if shape.geom_type == "Point":
            shape = shape.buffer(disc_m)
        by_pencil.setdefault((one.meaning, one.color), []).append(shapely.make_valid(shape))
    found = [
        Overlay(meaning, tuple(shapes), (), colour).within(ground.rectangle)
        for (meaning, colour), shapes in by_pencil.items()
    ]
    return [overlay for overlay in found if overlay.shapes]


def labels_of(wish: Wish, ground: Ground, site: SiteGround) -> tuple[Label, ...]:
    """Names of places, the most important first: the engine leaves out those that have no room."""
    most = {"none": 0, "main": MAIN_NAMES, "all": EVERY_NAME}[wish.names]
    return tuple(Label(one.name, one.east_m, one.north_m) for one in site.places_in(ground)[:most])
