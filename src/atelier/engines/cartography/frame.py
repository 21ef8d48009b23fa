"""A rectangle of paper laid on the ground."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from pyproj import Proj, Transformer
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
LAMBERT_93 = 2154
ROUND = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8)
ROUND_SCALES = tuple(int(step * 10**power) for power in range(2, 7) for step in ROUND)


@dataclass(frozen=True)
class Frame:
    """bbox: xmin, ymin, xmax, ymax in metres of the projection `crs` (EPSG code); sizes in mm on paper."""

    bbox: Box
    width_mm: float
    height_mm: float
    crs: int = LAMBERT_93

    @classmethod
    def around(
        cls, centre_m: tuple[float, float], scale: float, width_mm: float, height_mm: float, crs: int = LAMBERT_93
    ) -> Frame:
        """The frame at 1:`scale` whose middle is `centre_m`; corners are rounded to the centimetre."""
        x, y = (round(value, 2) for value in centre_m)
        across, up = width_mm * scale / 2000, height_mm * scale / 2000
        return cls((x - across, y - up, x + across, y + up), width_mm, height_mm, crs)

    @property
    def metres_per_mm(self) -> float:
        return (self.bbox[2] - self.bbox[0]) / self.width_mm

    @property
    def scale(self) -> float:
        """The denominator: 10000 for 1:10 000."""
        return self.metres_per_mm * 1000

    @property
    def centre_m(self) -> tuple[float, float]:
        west, south, east, north = self.bbox
        return (west + east) / 2, (south + north) / 2

    @property
    def ground(self) -> BaseGeometry:
        """The rectangle on the ground, in metres."""
        return shapely.box(*self.bbox)

    @property
    def paper(self) -> BaseGeometry:
        """The rectangle on paper, in mm from its top left corner."""
        return shapely.box(0, 0, self.width_mm, self.height_mm)

    @property
    def bounds_deg(self) -> Box:
        """West, south, east, north of the frame in WGS 84."""
        back = Transformer.from_crs(self.crs, 4326, always_xy=True)
        west, south, east, north = back.transform_bounds(*self.bbox)
        return west, south, east, north

    @property
    def convergence_deg(self) -> float:
        """Where true north points in the middle of the frame, clockwise from the top of the page."""
        lon, lat = Transformer.from_crs(self.crs, 4326, always_xy=True).transform(*self.centre_m)
        return -float(Proj(self.crs).get_factors(lon, lat).meridian_convergence)

    def to_mm(self, shapes: Any) -> Any:
        """Ground metres to paper mm (x to the right, y down), for one shape or an array of them."""
        west, _, _, north = self.bbox
        step = self.metres_per_mm
        return shapely.transform(
            np.asarray(shapes, dtype=object) if isinstance(shapes, list) else shapes,
            lambda xy: np.column_stack([(xy[:, 0] - west) / step, (north - xy[:, 1]) / step]),
        )

    def point_mm(self, x_m: float, y_m: float) -> tuple[float, float]:
        west, _, _, north = self.bbox
        return (x_m - west) / self.metres_per_mm, (north - y_m) / self.metres_per_mm


def scale_that_holds(bounds_m: Box, width_mm: float, height_mm: float) -> int:
    """The largest round scale at which `bounds_m` fits in a frame of this size, as its denominator.

    Raises ValueError when even the smallest round scale does not hold it.
    """
    west, south, east, north = bounds_m
    needed = max((east - west) / width_mm, (north - south) / height_mm) * 1000
    for scale in ROUND_SCALES:
        if scale >= needed * (1 - 1e-9):
            return scale
    raise ValueError(f"no scale holds {math.ceil(needed)}")
