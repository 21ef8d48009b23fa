"""The GeoJSON geometry of what was drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from atelier.engines.journal.operations import Shape
from atelier.engines.journal.trace import positions

MOST_TANGLED = 120  # positions of a crossing ring that is worth making valid


def geometry_of(shape: Shape, trace: Sequence[int]) -> dict[str, Any] | None:
    """GeoJSON in WGS 84 (longitude, latitude); None for a note without a place.

    An area drawn by hand may cross itself: its polygon is made valid, so that every tool reads it.
    A stroke of one position (a tap of the pencil) is a Point.
    """
    points = list(positions(trace))
    if not points:
        return None
    if shape == "area":
        return area_geometry(points)
    if len(points) == 1:
        return {"type": "Point", "coordinates": list(points[0])}
    return {"type": "LineString", "coordinates": [list(point) for point in points]}


def area_geometry(points: list[tuple[float, float]]) -> dict[str, Any]:
    """Polygon (or MultiPolygon) of a ring drawn by hand; a line when it encloses nothing."""
    ring = shapely.Polygon(points)
    polygon: BaseGeometry = ring
    if not ring.is_valid:
        ring = _lightened(ring)
        if len(ring.exterior.coords) > MOST_TANGLED + 1:
            return {"type": "LineString", "coordinates": [list(point) for point in points]}
        # the union dissolves edges that GEOS leaves shared between two parts, which would be invalid again
        polygon = shapely.unary_union(shapely.make_valid(ring, method="structure", keep_collapsed=False))
    if polygon.is_empty or polygon.geom_type not in {"Polygon", "MultiPolygon"}:
        return {"type": "LineString", "coordinates": [list(point) for point in points]}
    return _as_lists(mapping(polygon))


def _lightened(ring: shapely.Polygon) -> shapely.Polygon:
    """A crossing ring with fewer positions, moved by at most a hundredth of its size.

    Making a ring valid costs the square of its crossings: a scribble of thousands of positions takes minutes.
    """
    west, south, east, north = ring.bounds
    size = max(east - west, north - south)
    outline = shapely.LineString(ring.exterior.coords)
    for share in (0.0, 0.001, 0.003, 0.01):
        lighter = shapely.simplify(outline, share * size, preserve_topology=False)
        if 4 <= len(lighter.coords) <= MOST_TANGLED + 1:
            return shapely.Polygon(lighter.coords)
    return ring


def _as_lists(geometry: dict[str, Any]) -> dict[str, Any]:
    def lists(part: Any) -> Any:
        return [lists(inner) for inner in part] if isinstance(part, tuple | list) else part

    return {"type": geometry["type"], "coordinates": lists(geometry["coordinates"])}
