"""What people drew, laid over the map: GeoJSON features with the colour of their pencil."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import shape as geojson_shape
from shapely.geometry.base import BaseGeometry

from atelier.engines.cartography.frame import Frame
from atelier.engines.cartography.svg import group, path, tag

WGS84 = 4326


@dataclass(frozen=True)
class Overlay:
    """One drawing: its geometry in WGS 84 (longitude, latitude) and how the pencil writes, in mm on paper."""

    geometry: BaseGeometry
    color: str
    width_mm: float = 0.9
    opacity: float = 0.9
    fill_opacity: float = 0.22

    @classmethod
    def from_geojson(cls, feature: Mapping[str, Any], *, color: str = "#c8372d", width_mm: float = 0.9) -> Overlay:
        """A GeoJSON feature; its properties `color` (#rrggbb) and `width_mm` win over the defaults."""
        said = feature.get("properties") or {}
        stroke = str(said.get("color", color))
        return cls(geojson_shape(feature["geometry"]), stroke, float(said.get("width_mm", width_mm)))


def overlay_group(overlays: Iterable[Overlay], frame: Frame) -> str:
    """Drawings in their order, clipped to the frame."""
    move = Transformer.from_crs(WGS84, frame.crs, always_xy=True)
    return group("drawings", [_drawn(one, frame, move) for one in overlays], stroke_linejoin="round")


def _drawn(one: Overlay, frame: Frame, move: Transformer) -> str:
    metres = shapely.transform(one.geometry, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))
    placed = frame.to_mm(metres)
    points = [part for part in shapely.get_parts(placed).tolist() if part.geom_type == "Point"]
    others = [part for part in shapely.get_parts(placed).tolist() if part.geom_type != "Point"]
    areas = [part for part in others if part.geom_type == "Polygon"]
    pen: dict[str, Any] = {"stroke": one.color, "stroke_width": one.width_mm, "stroke_opacity": one.opacity}
    dots = [
        tag("circle", {"cx": point.x, "cy": point.y, "r": one.width_mm * 2, "fill": one.color,
                       "fill-opacity": one.opacity, "stroke": "#ffffff", "stroke-width": 0.3})
        for point in points
    ]  # fmt: skip
    return "".join(
        [
            path(areas, fill=one.color, fill_opacity=one.fill_opacity, fill_rule="evenodd", **pen),
            path([part for part in others if part not in areas], fill="none", stroke_linecap="round", **pen),
            *dots,
        ]
    )
