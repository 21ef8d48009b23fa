"""Heights on paper: contour lines at the interval the slopes allow, and the shaded, tinted raster of hills."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from atelier.engines.cartography.frame import Frame
from atelier.engines.cartography.ground import HeightGrid
from atelier.engines.terrain.blend import fill_unknown, smooth
from atelier.engines.terrain.contours import contours
from atelier.engines.terrain.hillshade import gradient, soft_hillshade

Floats = NDArray[np.float32]
INTERVALS_M = (5, 10, 20, 50, 100, 200)
CLOSEST_MM = 1.3  # contour lines nearer than this on ordinary slopes turn the paper grey
EVERY_INDEX = 5
FADE_M = 1_500.0
MOST_PIXELS = 3_000_000  # heights are smoother than that
SHORTEST_MM = 7.0
LEAST_RANGE_M, TINTS = 60.0, 512


@dataclass(frozen=True)
class Contour:
    """Lines in mm of one height; `is_index`: one in five, drawn stronger."""

    height_m: int
    is_index: bool
    lines: list[BaseGeometry]


@dataclass(frozen=True)
class Hills:
    """The heights under a frame, on the grid's own cells, with a margin; NaN where unknown."""

    frame: Frame
    heights_m: Floats
    west_m: float
    north_m: float
    step_m: float

    @cached_property
    def known(self) -> NDArray[np.bool_]:
        return np.isfinite(self.heights_m)

    @cached_property
    def filled(self) -> Floats:
        """Every cell has a height, softened by one cell: models are noisier than hills."""
        return smooth(fill_unknown(self.heights_m), sigma_cells=1.0)

    @property
    def interval_m(self) -> int:
        """The closest interval that keeps contour lines apart on the steeper tenth of the ground."""
        east, north = gradient(self.filled, step_m=self.step_m)
        slope = float(np.percentile(np.hypot(east, north)[self.known], 90))
        per_metre = 1 / max(slope * self.frame.metres_per_mm, 1e-9)
        return next((step for step in INTERVALS_M if step * per_metre >= CLOSEST_MM), INTERVALS_M[-1])

    def contours(self) -> list[Contour]:
        interval = self.interval_m
        heights = np.where(self.known, self.filled, np.nan)
        low, high = float(np.nanmin(heights)), float(np.nanmax(heights))
        levels = range((math.floor(max(low, 0) / interval) + 1) * interval, math.ceil(high), interval)
        found = []
        for level, lines in contours(heights, levels).items():
            kept = [line for line in self._on_paper(lines) if line.length >= SHORTEST_MM]
            if kept:
                found.append(Contour(int(level), int(level) % (interval * EVERY_INDEX) == 0, kept))
        return found

    def _on_paper(self, lines: list[LineString]) -> list[BaseGeometry]:
        """Grid lines in mm, rounded, cut to the frame."""
        if not lines:
            return []
        half = self.step_m / 2

        def placed(cells: NDArray[np.float64]) -> NDArray[np.float64]:
            return np.column_stack(
                [self.west_m + half + cells[:, 0] * self.step_m, self.north_m - half - cells[:, 1] * self.step_m]
            )

        on_paper = self.frame.to_mm(shapely.transform(np.asarray(lines, dtype=object), placed))
        rounded = [rounded_line(line) for line in shapely.simplify(on_paper, 0.06)]
        cut = shapely.clip_by_rect(np.asarray(rounded, dtype=object), 0, 0, self.frame.width_mm, self.frame.height_mm)
        return [part for part in shapely.get_parts(cut).tolist() if not part.is_empty]

    def picture(self, ramp: tuple[str, ...], paper: str) -> NDArray[np.uint8]:
        """Tints by height under a soft light, (rows, cols, 3), exactly over the frame; paper where unknown."""
        exaggeration = float(np.clip(self.frame.scale / 12_000, 1.6, 4.0))
        shade = soft_hillshade(self.filled, step_m=self.step_m, altitude_deg=45, exaggeration=exaggeration)
        light = 0.25 + 0.75 * shade / np.float32(math.sin(math.radians(45)))
        from scipy import ndimage  # half a second to load: only where heights are unknown

        away = np.float32(ndimage.distance_transform_edt(self.known)) * np.float32(self.step_m / FADE_M)
        sure = np.clip(away if not self.known.all() else np.ones_like(away), 0, 1)
        height, lit, certain = (self._at_print_size(grid) for grid in (self.filled, light.astype(np.float32), sure))
        tint = _tinted(height, ramp)
        shaded = tint * np.clip(lit, 0.42, 1.12)[..., None]
        mixed = shaded * certain[..., None] + _rgb(paper) * (1 - certain[..., None])
        return np.clip(np.round(mixed), 0, 255).astype(np.uint8)

    def _at_print_size(self, grid: Floats) -> Floats:
        """Cells of the frame alone, resampled to print pixels."""
        west, south, east, north = self.frame.bbox
        box = (
            (west - self.west_m) / self.step_m, (self.north_m - north) / self.step_m,
            (east - self.west_m) / self.step_m, (self.north_m - south) / self.step_m,
        )  # fmt: skip
        area = self.frame.width_mm * self.frame.height_mm
        per_mm = min(4.0, math.sqrt(MOST_PIXELS / area))
        size = (max(round(self.frame.width_mm * per_mm), 1), max(round(self.frame.height_mm * per_mm), 1))
        resized = Image.fromarray(grid).resize(size, Image.Resampling.BICUBIC, box=box)
        return np.asarray(resized, dtype=np.float32)


def hills_under(frame: Frame, relief: HeightGrid) -> Hills | None:
    """The heights of a frame; None when the model says nothing there."""
    step = relief.step_m
    margin = math.ceil(FADE_M / step)
    west, south, east, north = frame.bbox
    top, left = math.floor((relief.north_m - north) / step) - margin, math.floor((west - relief.west_m) / step) - margin
    bottom, right = (
        math.ceil((relief.north_m - south) / step) + margin,
        math.ceil((east - relief.west_m) / step) + margin,
    )
    canvas = np.full((bottom - top, right - left), np.nan, dtype=np.float32)
    rows, cols = relief.heights_m.shape
    r0, r1, c0, c1 = max(top, 0), min(bottom, rows), max(left, 0), min(right, cols)
    if r1 <= r0 or c1 <= c0:
        return None
    canvas[r0 - top : r1 - top, c0 - left : c1 - left] = relief.heights_m[r0:r1, c0:c1]
    inside = canvas[margin:-margin, margin:-margin]
    if not np.isfinite(inside).any():
        return None
    return Hills(frame, canvas, relief.west_m + left * step, relief.north_m - top * step, step)


def rounded_line(line: BaseGeometry, *, passes: int = 2) -> LineString:
    """A line whose corners are cut twice (Chaikin 1974); rings stay rings, ends stay ends."""
    points = shapely.get_coordinates(line)
    is_ring = len(points) > 3 and bool(np.all(points[0] == points[-1]))
    for _ in range(passes):
        if len(points) < 3:
            break
        near, far = points[:-1] * 0.75 + points[1:] * 0.25, points[:-1] * 0.25 + points[1:] * 0.75
        cut = np.stack([near, far], axis=1).reshape(-1, 2)
        points = np.vstack([cut, cut[:1]]) if is_ring else np.vstack([points[:1], cut, points[-1:]])
    return LineString(points)


def _tinted(heights_m: Floats, ramp: tuple[str, ...]) -> Floats:
    """Colours (rows, cols, 3) by height, from the lowest of the frame to the highest."""
    low, high = (float(value) for value in np.percentile(heights_m[::4, ::4], (2, 99)))
    low = max(low, 0)
    high = max(high, low + LEAST_RANGE_M)
    stops, fine = np.linspace(0, 1, len(ramp)), np.linspace(0, 1, TINTS)
    colours = np.array([_rgb(colour) for colour in ramp])
    table = np.stack([np.interp(fine, stops, colours[:, channel]) for channel in range(3)], axis=-1)
    ranks = np.clip((heights_m - low) * ((TINTS - 1) / (high - low)), 0, TINTS - 1).astype(np.int16)
    tinted: Floats = table.astype(np.float32)[ranks]
    return tinted


def _rgb(colour: str) -> Floats:
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], dtype=np.float32)
