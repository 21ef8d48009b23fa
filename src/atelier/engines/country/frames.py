"""Where a place of France falls on the sheet: the mainland in Lambert-93, each overseas department in its own inset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atelier.engines.measure.legal import LAMBERT_93, in_metres

WIDTH, HEIGHT = 1000.0, 900.0
INSET_WIDTH, INSET_HEIGHT, INSET_GAP = 104.0, 140.0, 10.0


@dataclass(frozen=True)
class Frame:
    """A part of the sheet, with its projection.

    left, top: metres of the projection at the frame's north-west corner; x, y, width, height: the frame on the sheet;
    bounds: west, south, east, north of the places it shows, in degrees. `code` is the INSEE code of its department.
    """

    code: str
    epsg: int
    bounds: tuple[float, float, float, float]
    left: float
    top: float
    metres_a_unit: float
    x: float
    y: float
    width: float
    height: float

    def holds(self, lon: float, lat: float) -> bool:
        west, south, east, north = self.bounds
        return west <= lon <= east and south <= lat <= north

    def on_sheet(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        """(positions, 2) longitudes and latitudes as x, y of the sheet."""
        metres = in_metres(degrees, self.epsg)
        across = self.x + (metres[:, 0] - self.left) / self.metres_a_unit
        down = self.y + (self.top - metres[:, 1]) / self.metres_a_unit
        return np.column_stack([across, down])

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        return shapely.transform(geometry, self.on_sheet)


MAINLAND = Frame("", LAMBERT_93, (-5.6, 41.2, 9.8, 51.3), 22_000, 7_125_000, 1_232, 0, 0, WIDTH, HEIGHT)


def _inset(
    number: int,
    code: str,
    epsg: int,
    bounds: tuple[float, float, float, float],
    middle: tuple[float, float],
    scale: float,
) -> Frame:
    """The inset `number` (two columns, top to bottom) around `middle`, at `scale` metres a unit."""
    column, row = number % 2, number // 2
    x = 14 + column * (INSET_WIDTH + INSET_GAP)
    y = 430 + row * (INSET_HEIGHT + INSET_GAP)
    east, north = in_metres(np.array([middle]), epsg)[0].tolist()
    left, top = east - scale * INSET_WIDTH / 2, north + scale * (INSET_HEIGHT - 22) / 2
    return Frame(code, epsg, bounds, left, top, scale, x, y, INSET_WIDTH, INSET_HEIGHT)


INSETS = (
    _inset(0, "971", 5490, (-62.0, 15.7, -60.9, 16.7), (-61.41, 16.18), 1_000),
    _inset(1, "972", 5490, (-61.4, 14.3, -60.7, 15.0), (-61.02, 14.64), 760),
    _inset(2, "973", 2972, (-54.7, 2.0, -51.5, 6.0), (-53.1, 3.95), 4_300),
    _inset(3, "974", 2975, (55.0, -21.6, 56.0, -20.7), (55.53, -21.13), 840),
    _inset(4, "976", 4471, (44.9, -13.2, 45.4, -12.5), (45.15, -12.83), 480),
)
FRAMES = (MAINLAND, *INSETS)


def frame_of(lon: float, lat: float) -> Frame | None:
    """The frame that shows a place; None where the map has none (collectivities without an outline, abroad)."""
    return next((frame for frame in FRAMES if frame.holds(lon, lat)), None)


def on_sheet(points: Sequence[tuple[float, float]]) -> list[tuple[float, float] | None]:
    """Longitudes and latitudes (WGS 84) as x, y of the sheet, in their order; None for what no frame shows."""
    found: list[tuple[float, float] | None] = [None] * len(points)
    held: dict[Frame, list[int]] = defaultdict(list)
    for number, point in enumerate(points):
        if frame := frame_of(*point):
            held[frame].append(number)
    for frame, numbers in held.items():
        placed = frame.on_sheet(np.array([points[number] for number in numbers], dtype=float))
        for number, (x, y) in zip(numbers, placed.tolist(), strict=True):
            found[number] = (round(x, 1), round(y, 1))
    return found
