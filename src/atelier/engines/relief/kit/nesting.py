"""Pieces laid on sheets with little waste.

Shapes become cells of a coarse grid, all the cells they touch and a kerf around; where a piece may go is read at once
for the whole sheet from a correlation of the two grids, so that small pieces find the holes of large ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import affinity
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.ground import Mask
from atelier.engines.relief.kit.layers import Piece

CELLS = 18_000
APART_MM = 1.6
MARGIN_MM = 5.0
Spectrum = NDArray[np.complex128]


Shape = TypeVar("Shape", bound=BaseGeometry)


@dataclass(frozen=True)
class Laid:
    """A piece on a sheet: turned by `turn_deg` about its own corner, then moved by (x, y), in mm, y upwards."""

    piece: Piece
    sheet: int
    turn_deg: int
    x_mm: float
    y_mm: float

    def place(self, shape: Shape) -> Shape:
        """A geometry of the plan as it lies on the sheet."""
        turned: Shape = affinity.rotate(shape, self.turn_deg, origin=(0, 0))
        moved: Shape = affinity.translate(turned, self.x_mm, self.y_mm)
        return moved


class _Sheet:
    def __init__(self, shape: tuple[int, int]) -> None:
        self.taken = np.zeros(shape, dtype=np.float64)
        self.free = self.taken.size
        self.spectrum: Spectrum | None = None

    def room_for(self, mask: Mask, spectrum: Spectrum) -> tuple[int, int] | None:
        """The lowest place (row, column), the leftmost of those, where the mask meets nothing."""
        if self.free < mask.sum():
            return None
        rows, columns = self.taken.shape[0] - mask.shape[0] + 1, self.taken.shape[1] - mask.shape[1] + 1
        if rows <= 0 or columns <= 0:
            return None
        if self.free == self.taken.size:
            return 0, 0
        if self.spectrum is None:
            self.spectrum = np.fft.rfft2(self.taken)
        overlap = np.fft.irfft2(self.spectrum * spectrum.conj(), s=self.taken.shape)
        fits = overlap[:rows, :columns] < 0.5
        first = int(np.argmax(fits))
        return divmod(first, columns) if fits.flat[first] else None

    def take(self, mask: Mask, row: int, column: int) -> None:
        self.taken[row : row + mask.shape[0], column : column + mask.shape[1]] += mask
        self.free -= int(mask.sum())
        self.spectrum = None


def nest(pieces: list[Piece], format_mm: tuple[float, float]) -> list[Laid]:
    """Every piece on a sheet, the largest first; each fits a sheet in one direction at least (see layers_of)."""
    width, depth = (side - 2 * MARGIN_MM for side in format_mm)
    side = math.sqrt(width * depth / CELLS)
    shape = (math.ceil(depth / side), math.ceil(width / side))
    cell = (depth / shape[0], width / shape[1])
    sheets: list[_Sheet] = []
    laid = []
    for piece in sorted(pieces, key=lambda piece: -float(shapely.envelope(piece.shape).area)):
        ways = [_way(piece, turn, cell, shape) for turn in (0, 90)]
        number, way, row, column = _first_room(sheets, ways, shape)
        sheets[number].take(way.mask, row, column)
        x, y = MARGIN_MM + column * cell[1] - way.left, MARGIN_MM + row * cell[0] - way.low
        laid.append(Laid(piece, number, way.turn_deg, x, y))
    return laid


@dataclass(frozen=True)
class _Way:
    """A piece turned: the cells it takes, and where its grid starts."""

    turn_deg: int
    mask: Mask
    left: float
    low: float
    spectrum: Spectrum | None


def _way(piece: Piece, turn: int, cell: tuple[float, float], shape: tuple[int, int]) -> _Way:
    from affine import Affine
    from rasterio.features import rasterize

    turned = affinity.rotate(piece.shape, turn, origin=(0, 0))
    grown = turned.buffer(APART_MM / 2, join_style="mitre", quad_segs=2)
    left, low, right, high = grown.bounds
    if turned.bounds[2] - turned.bounds[0] > shape[1] * cell[1] - APART_MM:
        left, right = turned.bounds[0], turned.bounds[2]
    if turned.bounds[3] - turned.bounds[1] > shape[0] * cell[0] - APART_MM:
        low, high = turned.bounds[1], turned.bounds[3]
    rows = max(1, math.ceil((high - low) / cell[0] - 1e-6))
    columns = max(1, math.ceil((right - left) / cell[1] - 1e-6))
    # rasterio counts rows downwards: a flipped transform makes row 0 the lowest
    transform = Affine(cell[1], 0, left, 0, cell[0], low)
    mask = (
        np.asarray(rasterize([(grown, 1)], (rows, columns), transform=transform, all_touched=True, dtype="uint8")) > 0
    )
    fits = rows <= shape[0] and columns <= shape[1]
    return _Way(turn, mask, left, low, np.fft.rfft2(mask, s=shape) if fits else None)


def _first_room(sheets: list[_Sheet], ways: list[_Way], shape: tuple[int, int]) -> tuple[int, _Way, int, int]:
    ready = [way for way in ways if way.spectrum is not None]
    for number, sheet in enumerate(sheets):
        found = [
            (at[0] + way.mask.shape[0], way, at)
            for way in ready
            if way.spectrum is not None and (at := sheet.room_for(way.mask, way.spectrum)) is not None
        ]
        if found:
            _, way, at = min(found, key=lambda one: one[0])
            return number, way, *at
    sheets.append(_Sheet(shape))
    return len(sheets) - 1, ready[0], 0, 0
