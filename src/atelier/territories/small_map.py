"""Outlines laid on a small drawing of a page: longitude and latitude to the units of an SVG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FINEST = 0.6  # of a unit of the drawing
LETTER = 6.2  # width of a letter of a name, in units


@dataclass(frozen=True)
class SmallMap:
    """A drawing at most `width` by `height` units, with an empty edge, of west, south, east, north (WGS 84)."""

    bounds: tuple[float, float, float, float]
    most_width: float = 640
    most_height: float = 520
    edge: float = 10

    @property
    def width(self) -> int:
        west, _south, east, _north = self.bounds
        return round(max((east - west) * self._squeeze, 1e-6) * self._scale + 2 * self.edge)

    @property
    def height(self) -> int:
        _west, south, _east, north = self.bounds
        return round(max(north - south, 1e-6) * self._scale + 2 * self.edge)

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """x to the right and y down, in units."""
        west, _south, _east, north = self.bounds
        x = (longitude - west) * self._squeeze * self._scale + self.edge
        return x, (north - latitude) * self._scale + self.edge

    def laid(self, geometry: BaseGeometry) -> BaseGeometry:
        """The geometry on the drawing, simplified to what one sees."""
        import numpy as np
        import shapely

        def place(points: Any) -> Any:
            return np.column_stack(self.point(points[:, 0], points[:, 1]))

        return shapely.transform(geometry, place).simplify(FINEST)

    @property
    def _squeeze(self) -> float:
        _west, south, _east, north = self.bounds
        return cos(radians((south + north) / 2))

    @property
    def _scale(self) -> float:
        west, south, east, north = self.bounds
        across, up = max((east - west) * self._squeeze, 1e-6), max(north - south, 1e-6)
        return min((self.most_width - 2 * self.edge) / across, (self.most_height - 2 * self.edge) / up)


def path_of(geometry: BaseGeometry) -> str:
    """The `d` of an SVG path for the polygons and lines of a laid geometry."""
    runs = []
    for part in getattr(geometry, "geoms", [geometry]):
        if part.geom_type == "Polygon":
            runs += [_run(ring.coords[:-1]) + "Z" for ring in (part.exterior, *part.interiors)]
        elif part.geom_type == "LineString":
            runs.append(_run(part.coords))
    return "".join(runs)


def holds_name(laid: BaseGeometry, name: str) -> bool:
    """Whether a name fits in the width of a laid shape."""
    west, _south, east, _north = laid.bounds
    return len(name) * LETTER < east - west


def _run(points: Iterable[tuple[float, ...]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y, *_height in points)
