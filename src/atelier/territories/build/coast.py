"""Land and sea: the coastline of detail sewn into the limits of the communes, harbour basins, water lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from atelier.engines.terrain.contours import contours
from atelier.territories.build.recipe import Feature, Recipe
from atelier.territories.build.relief import Relief, mask_of

WATER_LINES_M = (250, 600, 1200, 2200, 3600, 5600)
SLIVER_M = 150.0
RUN_IN_M = 450.0  # the two shorelines lie up to 250 m apart: they meet along a slant, not a step
BASIN_LEAST_M2 = 6_000
BASIN_DEPTH_M = -0.5
WATERSIDE_M, QUAY_M = 0.5, 5.0


@dataclass(frozen=True)
class Coast:
    """Land and sea inside the frame, in metres; an inland site has an empty sea and no shore."""

    land: BaseGeometry
    sea: BaseGeometry
    basins: BaseGeometry

    @property
    def dry(self) -> BaseGeometry:
        """Land without the harbour basins."""
        return shapely.difference(self.land, self.basins)

    def sea_features(self) -> list[Feature]:
        """The sea (band 0), then the strips along the shore, narrower and narrower (bands 1, 2…)."""
        if self.sea.is_empty:
            return []
        soft = shapely.simplify(self.land, 40)
        strips = [shapely.intersection(self.sea, soft.buffer(width, quad_segs=6)) for width in WATER_LINES_M[::-1]]
        basins: list[Feature] = [(self.basins, {"band": len(strips)})] if not self.basins.is_empty else []
        return [(strip, {"band": band}) for band, strip in enumerate([self.sea, *strips])] + basins

    def shore(self, frame: BaseGeometry) -> list[Feature]:
        """The line between land and sea, and the quays of the basins."""
        if self.sea.is_empty:
            return []
        inside = shapely.buffer(frame, -50)
        line = shapely.intersection(self.land.boundary, inside)
        basins = [(self.basins.boundary, {"kind": "basin"})] if not self.basins.is_empty else []
        return [(line, {"kind": "sea"}), *basins]


def coast_of(recipe: Recipe, relief: Relief | None) -> Coast:
    """Land from the communes, improved by the detailed coastline where there is one."""
    detailed = [shape for shape, _ in recipe.trusted("trait_de_cote")]
    if not detailed:
        return Coast(recipe.frame, Polygon(), Polygon())
    mainland = _largest(shapely.intersection(_land_of_communes(recipe), recipe.frame))
    chain = max(shapely.get_parts(shapely.line_merge(shapely.union_all(detailed))), key=lambda line: line.length)
    land = _sewn(mainland, chain)
    basins = _basins(land, relief) if relief is not None else Polygon()
    return Coast(land, shapely.difference(recipe.frame, land), basins)


def _land_of_communes(recipe: Recipe) -> BaseGeometry:
    """Union without the slits between the detailed and the simplified outlines."""
    own = shapely.union_all([shape for shape, _ in recipe.features("communes")])
    others = shapely.union_all([shape for shape, _ in recipe.surroundings])
    land = shapely.union(own, others)
    closed = shapely.buffer(shapely.buffer(land, SLIVER_M, quad_segs=2), -SLIVER_M, quad_segs=2)
    seam = shapely.intersection(own.boundary, shapely.buffer(others, 2 * SLIVER_M, quad_segs=2))
    slits = shapely.intersection(shapely.difference(closed, land), shapely.buffer(seam, 2 * SLIVER_M, quad_segs=2))
    return shapely.union_all([land, slits])


def _largest(area: BaseGeometry) -> Polygon:
    """The mainland, its holes filled: islets of a few cells are noise of the simplification."""
    return Polygon(max(shapely.get_parts(area), key=lambda part: part.area).exterior)


def _sewn(land: Polygon, chain: LineString) -> BaseGeometry:
    """`land` whose shore follows `chain` between the two points nearest to its ends."""
    ring = LineString(land.exterior.coords)
    ends = [ring.project(shapely.Point(chain.coords[at])) for at in (0, -1)]
    if ends[0] > ends[1]:
        chain, ends = chain.reverse(), ends[::-1]
    first, last = ends
    if last - first < ring.length / 2:
        pieces = [substring(ring, 0, first - RUN_IN_M), chain, substring(ring, last + RUN_IN_M, ring.length)]
    else:
        pieces = [substring(ring, first + RUN_IN_M, last - RUN_IN_M), chain.reverse()]
    sewn = Polygon(np.concatenate([shapely.get_coordinates(piece) for piece in pieces]))
    return _largest(shapely.make_valid(sewn))


def _basins(land: BaseGeometry, relief: Relief) -> BaseGeometry:
    """Harbour basins: ground under the sea level inside the land, where the fine model speaks."""
    shape = (relief.heights_m.shape[0], relief.heights_m.shape[1])
    inside = mask_of(land, relief.transform, shape) > 0
    known = inside & (relief.fine > 0.99)
    if not known.any():
        return Polygon()
    depths = np.where(known, relief.heights_m, QUAY_M)
    rings = [line for line in contours(depths, [WATERSIDE_M])[WATERSIDE_M] if line.is_ring]
    areas = relief.in_metres([Polygon(ring) for ring in rings])
    kept = [area for area in areas if area.area >= BASIN_LEAST_M2 and _is_wet(area, relief)]
    return shapely.intersection(shapely.simplify(shapely.union_all(kept), 5), land) if kept else Polygon()


def _is_wet(area: BaseGeometry, relief: Relief) -> bool:
    inside = area.representative_point()
    row, column = relief.cell(inside.x, inside.y)
    return bool(relief.heights_m[row, column] < BASIN_DEPTH_M)
