"""Axonometry: metres of the ground to millimetres of the sheet, verticals kept upright."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from atelier.engines.relief.ground import Floats, Ground


@dataclass(frozen=True)
class View:
    """One looks from bearing `azimuth_deg` (225: from the south-west), `tilt_deg` above the horizon.

    Across (u, to the right) and away (v, farther) are metres on the ground from its centre; heights are exaggerated.
    x_mm, y_mm: where the centre at height 0 falls on the sheet, y downwards.
    """

    azimuth_deg: float
    tilt_deg: float
    exaggeration: float
    east_m: float
    north_m: float
    mm_per_m: float = 1.0
    x_mm: float = 0.0
    y_mm: float = 0.0

    @classmethod
    def of(cls, ground: Ground, azimuth_deg: float, tilt_deg: float, exaggeration: float) -> View:
        east, north = ground.west_m + ground.width_m / 2, ground.north_m - ground.depth_m / 2
        return cls(azimuth_deg % 360, tilt_deg, exaggeration, east, north)

    @property
    def axes(self) -> Floats:
        """Unit vectors (east, north) of across and away."""
        away = math.radians(self.azimuth_deg + 180)
        return np.array([[math.cos(away), -math.sin(away)], [math.sin(away), math.cos(away)]])

    @property
    def sine(self) -> float:
        return math.sin(math.radians(self.tilt_deg))

    @property
    def rise(self) -> float:
        """Metres upwards in the picture for one metre of height."""
        return math.cos(math.radians(self.tilt_deg)) * self.exaggeration

    def turned(self, points_m: Floats) -> Floats:
        """(across, away) of points (easting, northing)."""
        return _through(points_m[:, 0] - self.east_m, points_m[:, 1] - self.north_m, self.axes)

    def ground_of(self, turned: Floats) -> Floats:
        """(easting, northing) of points (across, away)."""
        return np.add(_through(turned[:, 0], turned[:, 1], self.axes.T), (self.east_m, self.north_m))

    def upwards(self, away_m: Floats, heights_m: Floats) -> Floats:
        """Metres upwards in the picture."""
        return away_m * self.sine + heights_m * self.rise

    def on_sheet(self, across_m: Floats, upwards_m: Floats) -> Floats:
        x = self.x_mm + across_m * self.mm_per_m
        return np.stack([x, self.y_mm - upwards_m * self.mm_per_m], axis=-1)

    def drawn(self, points_m: Floats) -> Floats:
        """Sheet positions of points (easting, northing, height)."""
        turned = self.turned(points_m)
        return self.on_sheet(turned[:, 0], self.upwards(turned[:, 1], points_m[:, 2]))

    def fitted(self, points_m: Floats, box_mm: tuple[float, float, float, float]) -> View:
        """The same view, scaled and moved so that the points fill a box (left, top, right, bottom) of the sheet."""
        plain = replace(self, mm_per_m=1.0, x_mm=0.0, y_mm=0.0).drawn(points_m)
        low, high = plain.min(axis=0), plain.max(axis=0)
        left, top, right, bottom = box_mm
        scale = min((right - left) / (high[0] - low[0]), (bottom - top) / (high[1] - low[1]))
        x = (left + right) / 2 - scale * (low[0] + high[0]) / 2
        spare = (bottom - top) - scale * (high[1] - low[1])
        y = bottom - 0.4 * spare - scale * high[1]
        return replace(self, mm_per_m=float(scale), x_mm=float(x), y_mm=float(y))


def _through(x: Floats, y: Floats, matrix: Floats) -> Floats:
    """Points through a matrix of two by two, faster than the general product for so long and narrow an array."""
    out = np.empty((len(x), 2))
    for row in range(2):
        np.multiply(x, matrix[row, 0], out=out[:, row])
        out[:, row] += y * matrix[row, 1]
    return out
