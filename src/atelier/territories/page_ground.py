"""The ground of a map in a page with its relief, woods and towns: the tiles of the site, and the few layers they lack.

A second the first time, where `ground.ground_of_site` takes six: for maps people wait for. (Heights come from the files
of the site too: its tiles of terrain go on, smeared, beyond what is known.)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import shapely
from django.conf import settings
from shapely.geometry.base import BaseGeometry

from atelier.engines.cartography import Frame, Ground, HeightGrid
from atelier.engines.cartography.ground import Feature
from atelier.territories.build.recipe import recipe
from atelier.territories.build.relief import merged_relief
from atelier.territories.errors import SiteUnknown
from atelier.territories.ground import heights_of, towns_of, woods_of
from atelier.territories.tile_ground import tile_ground


@dataclass(frozen=True)
class Cover:
    """What the tiles of a site do not hold; each None where nothing is known of it."""

    woods: BaseGeometry | None = None
    towns: BaseGeometry | None = None
    relief: HeightGrid | None = None


def page_ground(slug: str, frame: Frame) -> Ground:
    """What the frame shows, in its projection. Raises SiteNotBuilt."""
    ground, cover = tile_ground(slug, frame), _cover(slug)
    sea = [shape for shape, said in ground.layers.get("sea", ()) if not said.get("band")]
    layers: dict[str, list[Feature]] = {name: list(features) for name, features in ground.layers.items()}
    if cover.woods is not None:
        layers["woods"] = [(cover.woods, {"kind": "wood"})]
    if cover.towns is not None:
        towns = shapely.clip_by_rect(cover.towns, *frame.bbox)
        layers["built"] = [(shapely.difference(towns, shapely.union_all(sea)), {"kind": "built"})]
    return Ground(layers, cover.relief, credits=ground.credits)


@lru_cache(maxsize=2)
def _cover(slug: str) -> Cover:
    """Empty where this machine has the package of the site without its data."""
    try:
        plan = recipe(slug, settings.DATA_DIR)
    except SiteUnknown:
        return Cover()
    return Cover(woods_of(plan), towns_of(plan), heights_of(merged_relief(plan)))
