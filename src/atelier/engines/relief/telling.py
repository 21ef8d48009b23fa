"""A ground in figures, for those who cannot see its drawing: heights and where, slopes, how its rivers run."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely

from atelier.engines.relief.ground import Floats, Ground, sample
from atelier.engines.relief.shapes import Overlay
from atelier.engines.terrain.blend import fill_unknown, smooth

NEARLY_FLAT, STEEP = 0.03, 0.20  # metres per metre
LEAST_COURSE = 0.12  # of the block's longer side: shorter rivers say nothing of it
MOST_COURSES = 6
ENDS_M = 60.0  # heights at the ends of a river are read over so much of it


@dataclass(frozen=True)
class Figures:
    """Heights in metres; `highest`, `lowest` are (easting, northing); shares are of the land, from 0 to 1.

    sea: share of the whole that lies under sea level, 0 inland.
    """

    low_m: float
    high_m: float
    lowest: tuple[float, float]
    highest: tuple[float, float]
    nearly_flat: float
    steep: float
    sea: float
    sea_floor_m: float


@dataclass(frozen=True)
class Course:
    """A river in the block. towards_deg: bearing from where it enters to where it leaves, downstream."""

    name: str
    towards_deg: float
    length_m: float


def figures_of(ground: Ground, *, sea_level_m: float = 0.0) -> Figures:
    """Raises ValueError when no height is known."""
    heights = ground.heights_m
    land = np.isfinite(heights) & (heights > sea_level_m)
    if not np.isfinite(heights).any():
        raise ValueError("no height is known")
    has_land = bool(land.any())
    shown = np.where(land, heights, np.nan) if has_land else heights
    filled = fill_unknown(heights)
    south, east = np.gradient(smooth(filled, sigma_cells=0.8), ground.step_m)
    slope = np.hypot(south, east)[land] if has_land else np.zeros(1)
    return Figures(
        low_m=float(np.nanmin(shown)),
        high_m=float(np.nanmax(shown)),
        lowest=_place(ground, int(np.nanargmin(shown))),
        highest=_place(ground, int(np.nanargmax(shown))),
        nearly_flat=float(np.mean(slope < NEARLY_FLAT)),
        steep=float(np.mean(slope > STEEP)),
        sea=float(np.mean(heights[np.isfinite(heights)] < sea_level_m - 0.5)),
        sea_floor_m=float(np.nanmin(heights)),
    )


def courses_of(rivers: Overlay, ground: Ground) -> list[Course]:
    """The named rivers that cross the block, the longest first, each once."""
    by_name: dict[str, list[shapely.LineString]] = {}
    inside = rivers.within(ground.rectangle)
    for shape, name in zip(inside.shapes, inside.names, strict=True):
        lines = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.LineString)]
        if name and lines:
            by_name.setdefault(name, []).extend(lines)
    least = LEAST_COURSE * max(ground.width_m, ground.depth_m)
    found = [_course(name, lines, ground) for name, lines in by_name.items()]
    long_enough = [course for course in found if course.length_m >= least]
    return sorted(long_enough, key=lambda course: -course.length_m)[:MOST_COURSES]


def bearing_between(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Degrees from the north, clockwise, of `end` seen from `start` (easting, northing)."""
    return math.degrees(math.atan2(end[0] - start[0], end[1] - start[1])) % 360


def _course(name: str, lines: list[shapely.LineString], ground: Ground) -> Course:
    merged = shapely.line_merge(shapely.MultiLineString(lines))
    longest = max(shapely.get_parts(merged), key=lambda part: part.length)
    start, end = longest.coords[0][:2], longest.coords[-1][:2]
    if _height_along(longest, 0.0, ground) < _height_along(longest, longest.length, ground):
        start, end = end, start
    return Course(name, bearing_between(start, end), float(sum(line.length for line in lines)))


def _height_along(line: shapely.LineString, at_m: float, ground: Ground) -> float:
    """Of the ground around one end of a river: the least, for its bed is rarely under its line on coarse models."""
    spread = np.linspace(0, min(ENDS_M * 5, line.length / 4), 6)
    points = [line.interpolate(abs(at_m - shift)) for shift in spread]
    places: Floats = ground.grid_of(np.array([[point.x, point.y] for point in points]))
    return float(np.nanmin(sample(fill_unknown(ground.heights_m), places)))


def _place(ground: Ground, index: int) -> tuple[float, float]:
    row, column = divmod(index, ground.columns)
    return ground.west_m + column * ground.step_m, ground.north_m - row * ground.step_m
