"""The GeoJSON geometry of what was drawn.

Shapely is loaded at the first area: a server where people draw lines and write notes does without its 25 MB.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from atelier.engines.journal.operations import Shape
from atelier.engines.journal.trace import E7, absolute, positions

if TYPE_CHECKING:
    import shapely
    from shapely.geometry.base import BaseGeometry

MOST_TANGLED = 120  # positions of a crossing ring that is worth making valid


def geometry_of(shape: Shape, trace: Sequence[int]) -> dict[str, Any] | None:
    """GeoJSON in WGS 84 (longitude, latitude); None for a note without a place.

    An area drawn by hand may cross itself: its polygon is made valid, so that every tool reads it.
    A stroke of one position (a tap of the pencil) is a Point.
    """
    if shape == "area" and trace:
        return area_geometry(list(positions(trace)))
    points = [[lon_e7 / E7, lat_e7 / E7] for lon_e7, lat_e7 in absolute(trace)]
    if len(points) > 1:
        return {"type": "LineString", "coordinates": points}
    return {"type": "Point", "coordinates": points[0]} if points else None


def area_geometry(points: list[tuple[float, float]]) -> dict[str, Any]:
    """Polygon (or MultiPolygon) of a ring drawn by hand; a line when it encloses nothing."""
    import shapely
    from shapely.geometry import mapping

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
    import shapely

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
