"""A model cut into tiles that fit the bed, joined by dovetails."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.ground import Ground
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.relief.shapes import Area, areas_of, polygons_of

MAX_TILES = 400
LEAST_BED_MM = 40.0
LEAST_PIECE_MM2 = 4.0
TONGUE_MM, NECK_MM, HEAD_MM = 6.0, 9.0, 13.0
LEAST_JOINT_MM, LONG_JOINT_MM = 40.0, 120.0
PLAY_MM = 0.15


@dataclass(frozen=True)
class Tile:
    """A window of nodes (last ones included) and what is kept of it, in mm from the window's south-west corner.

    place_mm: that corner in the whole model, from its own south-west corner.
    """

    name: str
    rows: tuple[int, int]
    columns: tuple[int, int]
    place_mm: tuple[float, float]
    outline: Area | None


@dataclass(frozen=True)
class Cutting:
    """How a model is cut. bed_mm: width, depth; cut_rows, cut_columns: nodes where a tile ends and the next begins."""

    step_mm: float
    rows: int
    columns: int
    cut_rows: tuple[int, ...]
    cut_columns: tuple[int, ...]
    has_dovetails: bool
    outline: Area | None = field(repr=False, default=None)

    @property
    def count(self) -> int:
        return (len(self.cut_rows) - 1) * (len(self.cut_columns) - 1)


def cutting_of(ground: Ground, *, step_mm: float, bed_mm: tuple[float, float], has_dovetails: bool) -> Cutting:
    """The fewest tiles that fit the bed. Raises ReliefRefused."""
    if min(bed_mm) < LEAST_BED_MM:
        raise ReliefRefused(ReliefCode.BED_TOO_SMALL, bed=f"{min(bed_mm):g}", least=f"{LEAST_BED_MM:g}")
    if step_mm > min(bed_mm) / 2:
        scale = math.ceil(ground.step_m * 1000 / (min(bed_mm) / 4))
        room = f"{min(bed_mm) / 2:.0f}"
        raise ReliefRefused(ReliefCode.CELL_TOO_LARGE, cell=f"{step_mm:.0f}", room=room, scale=scale)
    sizes = (ground.columns - 1, ground.rows - 1)
    cuts = [_cuts(size, step_mm, bed) for size, bed in zip(sizes, bed_mm, strict=True)]
    count = (len(cuts[0]) - 1) * (len(cuts[1]) - 1)
    if count > MAX_TILES:
        raise ReliefRefused(ReliefCode.TOO_MANY_PIECES, count=count, limit=MAX_TILES)
    outline = None if ground.outline is None else _in_mm(ground, step_mm)
    return Cutting(step_mm, ground.rows, ground.columns, cuts[1], cuts[0], has_dovetails and count > 1, outline)


def _cuts(size: int, step_mm: float, bed_mm: float) -> tuple[int, ...]:
    """Nodes where tiles end; a tongue is kept clear on the bed when there are several."""
    if size * step_mm <= bed_mm:
        return (0, size)
    room = int((bed_mm - 2 * TONGUE_MM) // step_mm) or 1
    count = math.ceil(size / room)
    return tuple(round(index * size / count) for index in range(count + 1))


def _in_mm(ground: Ground, step_mm: float) -> Area:
    scale, south = step_mm / ground.step_m, ground.north_m - ground.depth_m
    return areas_of(shapely.transform(ground.footprint, lambda at: (at - (ground.west_m, south)) * scale))


def tiles_of(cutting: Cutting) -> Iterator[Tile]:
    """From north to south, then west to east: A1, A2… B1…; tiles without ground are left out."""
    tongues = _tongues(cutting) if cutting.has_dovetails else {}
    margin = math.ceil((TONGUE_MM + PLAY_MM) / cutting.step_mm) + 1 if tongues else 0
    for row in range(len(cutting.cut_rows) - 1):
        for column in range(len(cutting.cut_columns) - 1):
            rows = _widened(cutting.cut_rows[row : row + 2], margin, cutting.rows)
            columns = _widened(cutting.cut_columns[column : column + 2], margin, cutting.columns)
            x, y = columns[0] * cutting.step_mm, (cutting.rows - 1 - rows[1]) * cutting.step_mm
            outline = _outline(cutting, row, column, tongues)
            if outline is not None:
                outline = shapely.transform(outline, lambda at, x=x, y=y: at - (x, y))
                kept = [part for part in polygons_of(outline) if part.area > LEAST_PIECE_MM2]
                if not kept:
                    continue
                outline = areas_of(shapely.union_all(kept))
            yield Tile(_name(row, column), rows, columns, (x, y), outline)


def _widened(ends: tuple[int, ...], margin: int, count: int) -> tuple[int, int]:
    return max(0, ends[0] - margin), min(count - 1, ends[1] + margin)


def _name(row: int, column: int) -> str:
    letters = ""
    row += 1
    while row:
        row, rest = divmod(row - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{column + 1}"


Side = tuple[str, int, int]  # "east" or "south" of the tile (row, column)


def _outline(cutting: Cutting, row: int, column: int, tongues: dict[Side, Area]) -> Area | None:
    if cutting.outline is None and not tongues:
        return None
    step, south = cutting.step_mm, cutting.rows - 1
    (top, bottom), (left, right) = cutting.cut_rows[row : row + 2], cutting.cut_columns[column : column + 2]
    shape: BaseGeometry = shapely.box(left * step, (south - bottom) * step, right * step, (south - top) * step)
    own = [tongues.get(("east", row, column)), tongues.get(("south", row, column))]
    others = [tongues.get(("east", row, column - 1)), tongues.get(("south", row - 1, column))]
    shape = shapely.union_all([shape, *filter(None, own)])
    for other in filter(None, others):
        shape = shape.difference(other.buffer(PLAY_MM, join_style="mitre"))
    if cutting.outline is not None:
        shape = shape.intersection(cutting.outline)
    return areas_of(shape)


def _tongues(cutting: Cutting) -> dict[Side, Area]:
    """Dovetails of each joint: they belong to the tile in the west or in the north of it."""
    found: dict[Side, Area] = {}
    x = np.array(cutting.cut_columns) * cutting.step_mm
    y = (cutting.rows - 1 - np.array(cutting.cut_rows)) * cutting.step_mm
    for row in range(len(y) - 1):
        for column in range(len(x) - 1):
            if column < len(x) - 2 and (places := _along(y[row + 1], y[row])):
                parts = [_dovetail(x[column + 1], place, (1, 0)) for place in places]
                found["east", row, column] = areas_of(shapely.union_all(parts))
            if row < len(y) - 2 and (places := _along(x[column], x[column + 1])):
                parts = [_dovetail(place, y[row + 1], (0, -1)) for place in places]
                found["south", row, column] = areas_of(shapely.union_all(parts))
    return found


def _along(start: float, stop: float) -> list[float]:
    length = stop - start
    if length < LEAST_JOINT_MM:
        return []
    count = 1 if length < LONG_JOINT_MM else 2
    return [start + (index + 0.5) / count * length for index in range(count)]


def _dovetail(x: float, y: float, towards: tuple[int, int]) -> shapely.Polygon:
    """A trapezium wider at its head, its foot a hair inside its own tile."""
    foot = [(-0.5, -NECK_MM / 2), (TONGUE_MM, -HEAD_MM / 2), (TONGUE_MM, HEAD_MM / 2), (-0.5, NECK_MM / 2)]
    dx, dy = towards
    return shapely.Polygon([(x + a * dx - b * dy, y + a * dy + b * dx) for a, b in foot])
