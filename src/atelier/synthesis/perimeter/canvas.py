"""A rectangle of ground on a small map of the screen: degrees to units of its viewBox, and SVG paths.

North is up; a degree of longitude is narrowed as it is in the middle of the map. Shapely is imported when asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from atelier.common.geometry import Bounds

KM_A_DEGREE = 111.2
BARS_KM = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)
FINEST = 0.5  # of a unit of the drawing
LETTER = 6.8  # width of one of the names, in units


@dataclass(frozen=True)
class Canvas:
    """`across`, `up`: units a degree. `width`, `height` in units."""

    west: float
    north: float
    across: float
    up: float
    width: float
    height: float

    @classmethod
    def around(cls, bounds: Bounds, *, width: float, most_height: float, room: float, least_km: float = 1.0) -> Canvas:
        """The largest that holds the bounds (west, south, east, north) with `room` of them on each side."""
        west, south, east, north = bounds
        narrow = cos(radians((south + north) / 2))
        wide = max((east - west) * narrow, least_km / KM_A_DEGREE) * (1 + 2 * room)
        tall = max(north - south, least_km / KM_A_DEGREE) * (1 + 2 * room)
        up = min(width / wide, most_height / tall)
        middle_lon, middle_lat = (west + east) / 2, (south + north) / 2
        return cls(middle_lon - wide / 2 / narrow, middle_lat + tall / 2, up * narrow, up, wide * up, tall * up)

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north of the whole map."""
        return self.west, self.north - self.height / self.up, self.west + self.width / self.across, self.north

    def lay(self, points: Any) -> Any:
        """An array of (longitude, latitude) in units, y down."""
        return (points - (self.west, self.north)) * (self.across, -self.up)

    def laid(self, shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
        """Outlines of a coverage, simplified together so that no gap opens between neighbours."""
        import numpy as np
        import shapely

        moved = shapely.transform(np.asarray(shapes, dtype=object), self.lay)
        return list(shapely.coverage_simplify(moved, FINEST).tolist())

    def bar(self) -> dict[str, Any]:
        """A round number of kilometres, a fifth of the map at most."""
        unit = self.up / KM_A_DEGREE
        km = max((one for one in BARS_KM if one * unit <= self.width / 5), default=BARS_KM[0])
        return {"label": f"{km:g} km" if km >= 1 else f"{km * 1000:.0f} m", "length": round(km * unit)}


def path_of(geometry: BaseGeometry) -> str:
    """Rings closed, lines open; to a tenth of a unit. Points are left out."""
    import shapely

    parts: list[str] = []
    for part in shapely.get_parts(shapely.get_parts(geometry)).tolist():
        if part.geom_type == "Polygon":
            parts += [_run(ring, is_closed=True) for ring in shapely.get_rings(part).tolist()]
        elif part.geom_type in {"LineString", "LinearRing"}:
            parts.append(_run(part, is_closed=False))
    return "".join(parts)


def dots_of(geometry: BaseGeometry) -> str:
    """Its points, as strokes of no length: round ends make dots."""
    import shapely

    parts = shapely.get_parts(shapely.get_parts(geometry)).tolist()
    return "".join(f"M{part.x:.1f} {part.y:.1f}h0" for part in parts if part.geom_type == "Point")


def fits(name: str, outline: BaseGeometry) -> bool:
    """Whether a name may be written on an outline without hiding its neighbours."""
    west, _south, east, _north = outline.bounds
    return bool(len(name) * LETTER < (east - west) * 1.25)


def _run(line: BaseGeometry, *, is_closed: bool) -> str:
    import shapely

    rounded = [(round(x, 1), round(y, 1)) for x, y in shapely.get_coordinates(line).tolist()]
    points = [rounded[0], *(after for before, after in pairwise(rounded) if after != before)]
    if is_closed and len(points) > 1:
        points.pop()
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + ("Z" if is_closed else "")
