"""Cells crossed by an outline, cut along it: exact edges for a commune, a tongue or a bay."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.ground import Floats, Heights, Mask
from atelier.engines.relief.model.triangles import CUT, EMPTY, WHOLE, Cells, Faces
from atelier.engines.relief.shapes import polygons_of

QUANTUM_MM = 1 / 1024  # exact in the 32-bit numbers of an STL; a thousandth of a millimetre


def quantised(values: Floats) -> Floats:
    return np.round(values / QUANTUM_MM) * QUANTUM_MM


def cells_within(known: Mask, outline: BaseGeometry | None, step_mm: float) -> Cells:
    """WHOLE, CUT or EMPTY for each cell. known: which nodes have a height; outline: in mm, y upwards from the last row.

    Two cells that touch by a corner alone are parted, else they would share an edge of four walls.
    """
    whole = known[:-1, :-1] & known[:-1, 1:] & known[1:, 1:] & known[1:, :-1]
    if outline is None:
        return np.where(_parted(whole), WHOLE, EMPTY).astype(np.uint8)
    inside = _centres_within(outline, whole.shape, step_mm)
    crossed = _crossed(outline, whole.shape, step_mm)
    cells = np.where(inside, WHOLE, EMPTY)
    cells[crossed] = CUT
    cells[~whole] = EMPTY
    cells[~_parted(cells != EMPTY)] = EMPTY
    return cells.astype(np.uint8)


def _parted(cells: Mask) -> Mask:
    """The same cells less one of each pair that touches by a corner alone, until there is none."""
    while True:
        nw, ne, sw, se = cells[:-1, :-1], cells[:-1, 1:], cells[1:, :-1], cells[1:, 1:]
        falling, rising = nw & se & ~ne & ~sw, ne & sw & ~nw & ~se
        if not (falling.any() or rising.any()):
            return cells
        cells = cells.copy()
        cells[:-1, :-1] &= ~falling
        cells[:-1, 1:] &= ~rising


def _centres_within(outline: BaseGeometry, shape: tuple[int, ...], step_mm: float) -> Mask:
    from affine import Affine
    from rasterio.features import rasterize

    if outline.is_empty:
        return np.zeros(shape, dtype=bool)
    transform = Affine(step_mm, 0, 0, 0, -step_mm, shape[0] * step_mm)
    return np.asarray(rasterize([(outline, 1)], shape, transform=transform, dtype="uint8")) > 0


def _crossed(outline: BaseGeometry, shape: tuple[int, ...], step_mm: float) -> Mask:
    """Cells the boundary passes through, and those around them."""
    boundary = shapely.segmentize(outline.boundary, step_mm / 3)
    points = shapely.get_coordinates(boundary) / step_mm
    rows = np.clip(np.floor(shape[0] - points[:, 1]).astype(np.intp), 0, shape[0] - 1)
    columns = np.clip(np.floor(points[:, 0]).astype(np.intp), 0, shape[1] - 1)
    crossed = np.zeros((shape[0] + 2, shape[1] + 2), dtype=bool)
    crossed[rows + 1, columns + 1] = True
    spread = crossed[:, :-2] | crossed[:, 1:-1] | crossed[:, 2:]
    return spread[:-2] | spread[1:-1] | spread[2:]


def cut_faces(heights: Heights, cells: Cells, outline: BaseGeometry, step_mm: float) -> tuple[Heights, Faces]:
    """Vertices to add after those of the grid, and the faces of the CUT cells.

    heights: (rows, columns) in mm. Lines of the grid and of the outline are noded together on one lattice, so that
    neighbours share their vertices to the bit.
    """
    shape = heights.shape
    lines = [*_lines(cells, shape, step_mm), *_near(outline, cells, step_mm)]
    if not lines:
        return np.empty((0, 3), dtype=np.float32), np.empty((0, 3), dtype=np.int32)
    noded = shapely.unary_union(lines, grid_size=QUANTUM_MM)
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    middle = shapely.get_coordinates(shapely.point_on_surface(pieces))
    rows = np.clip((shape[0] - 1 - middle[:, 1] / step_mm).astype(np.intp), 0, cells.shape[0] - 1)
    columns = np.clip((middle[:, 0] / step_mm).astype(np.intp), 0, cells.shape[1] - 1)
    shapely.prepare(outline)
    mine = (cells[rows, columns] == CUT) & shapely.contains_xy(outline, middle[:, 0], middle[:, 1])
    triangles = shapely.get_parts(shapely.constrained_delaunay_triangles(pieces[mine]))
    triangles = shapely.get_parts(triangles)
    corners = shapely.get_coordinates(triangles).reshape(-1, 4, 2)[:, :3]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    turns_right = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] < 0
    corners[turns_right] = corners[turns_right][:, ::-1]
    return _numbered(corners, heights, step_mm)


def _numbered(corners: Floats, heights: Heights, step_mm: float) -> tuple[Heights, Faces]:
    """Vertices that are nodes of the grid keep its numbers; the others follow, each once."""
    rows, columns = heights.shape
    places = quantised(corners.reshape(-1, 2))
    x, y = np.round(places[:, 0] / step_mm), np.round(rows - 1 - places[:, 1] / step_mm)
    is_node = (quantised(x * step_mm) == places[:, 0]) & (quantised((rows - 1 - y) * step_mm) == places[:, 1])
    ids = (y * columns + x).astype(np.int64)
    keys, inverse = np.unique(places[~is_node, 0] + 1j * places[~is_node, 1], return_inverse=True)
    ids[~is_node] = rows * columns + inverse
    added = np.stack([keys.real, keys.imag, _surface(heights, keys.real / step_mm, keys.imag / step_mm)], axis=-1)
    return added.astype(np.float32), ids.reshape(-1, 3).astype(np.int32)


def _surface(heights: Heights, x: Floats, y: Floats) -> Floats:
    """Height on the two triangles of each cell (joined from north-east to south-west)."""
    rows, columns = heights.shape
    column = np.clip(x.astype(np.intp), 0, columns - 2)
    row = np.clip((rows - 1 - y).astype(np.intp), 0, rows - 2)
    u, v = x - column, (rows - 1 - y) - row
    nw, ne = heights[row, column], heights[row, column + 1]
    sw, se = heights[row + 1, column], heights[row + 1, column + 1]
    upper = nw + (ne - nw) * u + (sw - nw) * v
    return np.asarray(np.where(u + v <= 1, upper, se + (sw - se) * (1 - u) + (ne - se) * (1 - v)), dtype=np.float64)


def _lines(cells: Cells, shape: tuple[int, ...], step_mm: float) -> list[shapely.LineString]:
    """Sides and diagonals of the CUT cells."""
    row, column = np.nonzero(cells == CUT)
    x0, x1 = quantised(column * step_mm), quantised((column + 1) * step_mm)
    y1, y0 = quantised((shape[0] - 1 - row) * step_mm), quantised((shape[0] - 2 - row) * step_mm)
    pairs = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1), (x0, y0, x1, y1)]
    ends = np.unique(np.concatenate([np.stack(pair, axis=-1) for pair in pairs]), axis=0)
    return list(np.atleast_1d(np.asarray(shapely.linestrings(ends.reshape(-1, 2, 2)))))


def _near(outline: BaseGeometry, cells: Cells, step_mm: float) -> list[BaseGeometry]:
    box = shapely.box(0, 0, cells.shape[1] * step_mm, cells.shape[0] * step_mm)
    return [polygon.boundary for polygon in polygons_of(outline.intersection(box))]


def rim_candidates(cells: Cells, added: int) -> NDArray[np.bool_]:
    """Vertices that may lie on the rim: nodes of the frame or of a cell that is not WHOLE, and every added vertex."""
    rows, columns = cells.shape[0] + 1, cells.shape[1] + 1
    around = np.zeros((rows + 1, columns + 1), dtype=bool)
    around[1:-1, 1:-1] = cells == WHOLE
    inner = around[:-1, :-1] & around[:-1, 1:] & around[1:, :-1] & around[1:, 1:]
    return np.concatenate([~inner.ravel(), np.ones(added, dtype=bool)])
