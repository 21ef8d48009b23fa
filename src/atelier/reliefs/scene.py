"""The block that turns in the browser: a grid of heights in Web Mercator, the layers that lie on it, its names.

The rectangle is upright on the map, so that longitude and latitude (Mercator) go straight to its columns and rows.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import rasterio
import shapely
from affine import Affine
from rasterio.enums import Resampling
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform_bounds

from atelier.common.geometry import Bounds
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.terrain.blend import fill_unknown
from atelier.reliefs.grounds import COLOURS, TITLES, SiteGround, in_degrees, in_metres
from atelier.reliefs.refusals import NotMade

MERCATOR = "EPSG:3857"
FORMAT, MOST_SIDE, LEAST_SIDE, STEP_M = 1, 240, 48, 20.0
MOST_PLACES = 14
AREAS = {"woods", "built", "flood", "risk", "protected"}
WANTED_RISE = 0.05  # height of the relief, drawn, over the side of the block
LEAST_SHARE = 1 / 2000  # of the longer side: what is smaller is not drawn


def scene_of(site: SiteGround, bounds: Bounds) -> dict[str, Any]:
    """Plain values for JSON; heights are in decimetres, row 0 to the north, whole numbers. Raises NotMade."""
    if not site.raster.exists():
        raise NotMade(ReliefRefused(ReliefCode.ALL_UNKNOWN))
    heights = _heights(site, bounds)
    ground = in_metres(shapely.segmentize(shapely.box(*bounds), (bounds[2] - bounds[0]) / 20))
    return {
        "format": FORMAT,
        "bounds": list(bounds),
        "times": fitting_times(float(heights.max() - max(0.0, float(heights.min()))), math.sqrt(ground.area)),
        "columns": heights.shape[1],
        "rows": heights.shape[0],
        "heights": np.rint(heights * 10).astype(int).ravel().tolist(),
        "layers": [_layer(site, key, ground, bounds) for key in TITLES if key in site.layers],
        "places": _places(site, ground),
        "credits": list(site.credits),
    }


def fitting_times(span_m: float, side_m: float) -> float:
    """The exaggeration at which the relief of a block of this side is read: high ground stays true."""
    return min(5.0, max(1.0, round(2 * WANTED_RISE * side_m / max(span_m, 1.0)) / 2))


def _heights(site: SiteGround, bounds: Bounds) -> Any:
    west, south, east, north = transform_bounds("EPSG:4326", MERCATOR, *bounds)
    metres = math.cos(math.radians((bounds[1] + bounds[3]) / 2))
    longest = max(east - west, north - south)
    count = min(MOST_SIDE, max(LEAST_SIDE, round(longest * metres / STEP_M)))
    columns, rows = (max(2, round(count * side / longest)) for side in (east - west, north - south))
    # nodes stand on the edges: the cells around them reach half a step further out
    across, up = (east - west) / (columns - 1) / 2, (north - south) / (rows - 1) / 2
    transform = Affine(2 * across, 0, west - across, 0, -2 * up, north + up)
    options = {"crs": MERCATOR, "transform": transform, "width": columns, "height": rows, "nodata": np.nan}
    with rasterio.open(site.raster) as raster, WarpedVRT(raster, resampling=Resampling.cubic, **options) as warped:
        heights = warped.read(1)
    if not np.isfinite(heights).any():
        raise NotMade(ReliefRefused(ReliefCode.ALL_UNKNOWN))
    return fill_unknown(heights)


def _layer(site: SiteGround, key: str, ground: Any, bounds: Bounds) -> dict[str, Any]:
    """Shapes: each a line, or the rings of an area, as flat lists of longitudes and latitudes."""
    tolerance = max(2.0, math.sqrt(ground.area) * LEAST_SHARE)
    cut = site.layers[key].within(ground)
    parts = cut.areas if key in AREAS else cut.lines
    simple: Any = shapely.simplify(np.asarray(parts, dtype=object), tolerance) if parts else []
    moved = [in_degrees(part) for part in simple if not part.is_empty]
    shapes = [[np.round(shapely.get_coordinates(ring), 5).ravel().tolist() for ring in _rings(part)] for part in moved]
    kind = "area" if key in AREAS else "line"
    return {"key": key, "title": str(TITLES[key]), "color": COLOURS[key], "kind": kind, "shapes": shapes}


def _rings(part: Any) -> list[Any]:
    return [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]


def _places(site: SiteGround, ground: Any) -> list[dict[str, Any]]:
    inside = [one for one in site.places if ground.contains(shapely.Point(one.east_m, one.north_m))]
    most = sorted(inside, key=lambda one: one.rank)[:MOST_PLACES]
    points = [in_degrees(shapely.Point(one.east_m, one.north_m)) for one in most]
    return [
        {"name": one.name, "lon": round(point.x, 5), "lat": round(point.y, 5), "rank": one.rank}
        for one, point in zip(most, points, strict=True)
    ]
