"""From a ground to printable files: scale, tiles, solids, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.ground import Ground, Heights, within
from atelier.engines.relief.model.cut import cells_within, cut_faces, quantised, rim_candidates
from atelier.engines.relief.model.solid import Pockets, Solid, closed, frame_of, rim_of
from atelier.engines.relief.model.stl import across, below_mm3, write_stl
from atelier.engines.relief.model.threemf import write_3mf
from atelier.engines.relief.model.tiles import Tile, cutting_of, tiles_of
from atelier.engines.relief.model.triangles import CUT, EMPTY, WHOLE, every_triangle, fewest_triangles
from atelier.engines.relief.model.underside import underside
from atelier.engines.relief.notes import TALL, Note
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.relief.shapes import Overlay, absent_from
from atelier.engines.relief.stopwatch import Stopwatch

LEAST_SIZE_MM = 5.0
FINE_MM = 0.35  # step of the grid where an overlay is raised or sunk
LINE_MM = 0.8
MAX_NODES = 40_000_000


@dataclass(frozen=True)
class Raised:
    """An overlay above the ground (or below it when `height_mm` is negative)."""

    overlay: Overlay
    height_mm: float


@dataclass(frozen=True)
class ModelOptions:
    """scale: 10000 for 1:10000. bed_mm: width, depth. tolerance_mm: 0 keeps every cell of the raster."""

    scale: float
    exaggeration: float = 1.0
    base_mm: float = 5.0
    bed_mm: tuple[float, float] = (220.0, 220.0)
    tolerance_mm: float = 0.0
    is_sea_flat: bool = False
    has_dovetails: bool = True
    is_engraved: bool = True
    title: str = ""
    raised: tuple[Raised, ...] = ()


@dataclass(frozen=True)
class TileMade:
    """size_mm: width, depth, height of the printed piece."""

    name: str
    triangles: int
    volume_mm3: float
    size_mm: tuple[float, float, float]


@dataclass(frozen=True)
class ModelMade:
    """Files written and what they hold."""

    files: tuple[Path, ...]
    tiles: tuple[TileMade, ...]
    size_mm: tuple[float, float, float]
    notes: tuple[str, ...] = field(default=())


def make_model(ground: Ground, options: ModelOptions, out: Path, watch: Stopwatch | None = None) -> ModelMade:
    """Write `out` (.3mf: one file; .stl: one file a tile, numbered when there are several). Raises ReliefRefused."""
    watch = watch or Stopwatch()
    if out.suffix not in {".stl", ".3mf"}:
        raise ReliefRefused(ReliefCode.FORMAT, suffix=out.suffix or out.name, choices=".stl, .3mf")
    with watch("prepare the surface"):
        ground, heights_mm = prepared(ground, options)
    step_mm = ground.step_m * 1000 / options.scale
    cutting = cutting_of(ground, step_mm=step_mm, bed_mm=options.bed_mm, has_dovetails=options.has_dovetails)
    pieces = _solids(tiles_of(cutting), heights_mm, step_mm, cutting.count, options, watch)
    files, tiles = _written(pieces, out, cutting.count, watch)
    if not tiles:
        for path in files:
            path.unlink()
        raise ReliefRefused(ReliefCode.ALL_UNKNOWN)
    size = (
        ground.width_m * 1000 / options.scale,
        ground.depth_m * 1000 / options.scale,
        max(t.size_mm[2] for t in tiles),
    )
    return ModelMade(tuple(files), tuple(tiles), size, (*ground.notes, *_notes(ground, size, options)))


def _notes(ground: Ground, size_mm: tuple[float, float, float], options: ModelOptions) -> tuple[str, ...]:
    width, depth, height = size_mm
    tall = (Note(TALL, height=f"{height:.0f}"),) if height > max(width, depth) else ()
    return (*absent_from(ground.footprint, [raised.overlay for raised in options.raised]), *tall)


def check_size(ground: Ground, scale: float) -> None:
    """Raises ReliefRefused when the model would be too small for a printer."""
    width, depth = ground.width_m * 1000 / scale, ground.depth_m * 1000 / scale
    if min(width, depth) < LEAST_SIZE_MM:
        raise ReliefRefused(ReliefCode.TOO_SMALL, width=f"{width:.1f}", depth=f"{depth:.1f}")


def prepared(ground: Ground, options: ModelOptions) -> tuple[Ground, Heights]:
    """The ground, denser where overlays ask for it, and its heights in mm above the table."""
    if not np.isfinite(ground.heights_m).any():
        raise ReliefRefused(ReliefCode.ALL_UNKNOWN)
    step_mm = ground.step_m * 1000 / options.scale
    check_size(ground, options.scale)
    if options.is_sea_flat:
        ground = ground.with_flat_sea()
    if options.raised and step_mm > FINE_MM:
        ground = finer(ground, int(np.ceil(step_mm / FINE_MM)))
    lowest_m, _ = ground.span_m()
    if np.isnan(lowest_m):
        raise ReliefRefused(ReliefCode.ALL_UNKNOWN)
    vertical = np.float32(1000 / options.scale * options.exaggeration)
    heights = (ground.heights_m - np.float32(lowest_m)) * vertical
    heights += np.float32(options.base_mm)
    for raised in options.raised:
        heights[_print_of(raised.overlay, ground, options.scale)] += np.float32(raised.height_mm)
    lowest = np.float32(min(1.0, options.base_mm))
    np.maximum(heights, lowest, out=heights)
    return ground, heights


def finer(ground: Ground, times: int) -> Ground:
    """The same surface with `times` as many steps on a side."""
    rows, columns = (ground.rows - 1) * times + 1, (ground.columns - 1) * times + 1
    if rows * columns > MAX_NODES:
        count, limit = rows * columns // 1_000_000, MAX_NODES // 1_000_000
        raise ReliefRefused(ReliefCode.TOO_MANY_CELLS, count=count, limit=limit)
    heights = ground.heights_m
    for axis in (0, 1):
        heights = _stretched(heights, times, axis)
    step = ground.step_m / times
    return Ground(heights, ground.west_m, ground.north_m, step, ground.crs, ground.outline, ground.notes)


def _stretched(heights: Heights, times: int, axis: int) -> Heights:
    low = np.take(heights, range(heights.shape[axis] - 1), axis)
    rise = np.diff(heights, axis=axis)
    shape = list(heights.shape)
    shape[axis] = (shape[axis] - 1) * times + 1
    out = np.empty(shape, dtype=np.float32)
    for part in range(times):
        at = (slice(part, -1, times), slice(None)) if axis == 0 else (slice(None), slice(part, -1, times))
        out[at] = low + rise * np.float32(part / times)
    last = (-1, slice(None)) if axis == 0 else (slice(None), -1)
    out[last] = heights[last]
    return out


def _print_of(overlay: Overlay, ground: Ground, scale: float) -> np.ndarray:
    """Nodes under the overlay: lines get the width of a nozzle's double pass, areas are whole."""
    half_m = LINE_MM / 2 * scale / 1000
    lines = [line.buffer(half_m, cap_style="flat") for line in overlay.lines]
    points = [shape.buffer(2 * half_m) for shape in overlay.shapes if shape.geom_type in {"Point", "MultiPoint"}]
    return within(shapely.union_all([*lines, *points, *overlay.areas]), ground)


Piece = tuple[Tile, Solid]


def _solids(
    tiles: Iterator[Tile], heights: Heights, step_mm: float, count: int, options: ModelOptions, watch: Stopwatch
) -> Iterator[Piece]:
    """Solids one by one, each tile in its own millimetres: memory holds one at a time."""
    for tile in tiles:
        part = heights[tile.rows[0] : tile.rows[1] + 1, tile.columns[0] : tile.columns[1] + 1]
        with watch("make solids"):
            label = tile.name if count > 1 else ""
            solid = solid_of(part, step_mm, tile.outline, label, options)
        if solid is not None:
            yield tile, solid


def solid_of(
    heights: Heights, step_mm: float, outline: BaseGeometry | None, label: str, options: ModelOptions
) -> Solid | None:
    """The solid under a grid of heights (mm), within an outline (mm from its south-west corner); None if empty."""
    rows, columns = heights.shape
    cells = cells_within(np.isfinite(heights), outline, step_mm)
    if not cells.any():
        return None
    if options.tolerance_mm > 0:
        faces = fewest_triangles(heights, cells, tolerance=options.tolerance_mm)
    else:
        faces = every_triangle(cells)
    vertices = _vertices(heights, step_mm)
    if outline is not None and (cells == CUT).any():
        added, more = cut_faces(heights, cells, outline, step_mm)
        vertices, faces = np.concatenate([vertices, added]), np.concatenate([faces, more])
    if not len(faces):
        return None
    if options.tolerance_mm == 0 and (cells == WHOLE).all():
        rim = frame_of(rows, columns)
    else:
        rim = rim_of(faces, rim_candidates(cells, len(vertices) - rows * columns))
    plan = outline if outline is not None else shapely.box(0, 0, (columns - 1) * step_mm, (rows - 1) * step_mm)
    sunk = underside(plan, label, options.title, options.scale, options.exaggeration) if options.is_engraved else ()
    depth = min(0.6, options.base_mm / 4)
    solid = closed(vertices, faces, rim, Pockets(sunk if depth >= 0.2 else (), depth))
    is_full = options.tolerance_mm == 0 and not (cells == EMPTY).any() and outline is None
    return solid if is_full else compact(solid)


def _vertices(heights: Heights, step_mm: float) -> Heights:
    rows, columns = heights.shape
    vertices = np.empty((rows, columns, 3), dtype=np.float32)
    vertices[..., 0] = quantised(np.arange(columns) * step_mm)
    vertices[..., 1] = quantised(np.arange(rows - 1, -1, -1) * step_mm)[:, None]
    vertices[..., 2] = heights
    return vertices.reshape(-1, 3)


def compact(solid: Solid) -> Solid:
    """The same solid without the vertices no face uses."""
    used = np.zeros(len(solid.vertices), dtype=bool)
    for part in solid.parts:
        used[part] = True
    renumbered = np.cumsum(used, dtype=np.int32) - 1
    return Solid(solid.vertices[used], tuple(renumbered[part] for part in solid.parts))


def _written(pieces: Iterator[Piece], out: Path, count: int, watch: Stopwatch) -> tuple[list[Path], list[TileMade]]:
    made: list[TileMade] = []
    if out.suffix == ".3mf":
        write_3mf(out, _told(pieces, made), watch)
        return [out], made
    files = []
    for tile, solid in pieces:
        path = out if count == 1 else out.with_name(f"{out.stem}-{tile.name}.stl")
        with watch("write"):
            made.append(_made(tile, solid, write_stl(path, solid)))
        files.append(path)
    return files, made


def _told(pieces: Iterator[Piece], made: list[TileMade]) -> Iterator[Piece]:
    for tile, solid in pieces:
        volume = sum(below_mm3(corners, across(corners)) for corners in solid.corners())
        made.append(_made(tile, solid, volume))
        yield tile, solid


def _made(tile: Tile, solid: Solid, volume_mm3: float) -> TileMade:
    low, high = solid.vertices.min(axis=0), solid.vertices.max(axis=0)
    width, depth, height = (float(value) for value in high - low)
    return TileMade(tile.name, solid.count, volume_mm3, (width, depth, height))
