"""The top of a model as triangles of grid nodes: every cell, or the fewest that stay within a tolerance.

Simplification is by right triangles halved along their longest side (Evans, Kirkpatrick and Townsend 2001). Where that
method looks at the middle of each side, ours measures every node of the triangle: the tolerance is a true bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from atelier.engines.relief.ground import Heights, Mask

Faces = NDArray[np.int32]
Cells = NDArray[np.uint8]
EMPTY, WHOLE, CUT = 0, 1, 2
LARGEST = 128


def every_triangle(cells: Cells) -> Faces:
    """Two triangles for each WHOLE cell, as node numbers (row × columns + column), anticlockwise from above."""
    rows, columns = cells.shape
    if (cells == WHOLE).all():
        row, column = np.arange(rows)[:, None], np.arange(columns)[None, :]
        first = (row * (columns + 1) + column).ravel()
    else:
        at = np.nonzero(cells == WHOLE)
        first = at[0] * (columns + 1) + at[1]
    first = np.asarray(first, dtype=np.int32)
    faces = np.empty((len(first), 2, 3), dtype=np.int32)
    below = columns + 1
    for triangle, corners in enumerate(((0, below, 1), (1, below, below + 1))):
        for index, offset in enumerate(corners):
            faces[:, triangle, index] = first + offset
    return faces.reshape(-1, 3)


def fewest_triangles(heights: Heights, cells: Cells, *, tolerance: float) -> Faces:
    """Triangles over the WHOLE cells such that no node lies farther than `tolerance` from them, vertically.

    heights, tolerance: the same unit. Around CUT cells every node stays, so that their triangles meet the others.
    """
    pyramid = _Pyramid(heights, cells)
    return pyramid.triangles(tolerance)


@dataclass
class _Errors:
    """Largest departure at one side of square: `middle` where its diagonal is drawn, `across` its horizontal sides
    (one row more), `along` its vertical sides (one column more); infinite where it must be halved."""

    middle: Heights
    across: Heights
    along: Heights
    is_full: Mask


class _Pyramid:
    """Squares of 1, 2, 4… cells, from the grid up to LARGEST; the grid is padded to a whole number of the largest."""

    def __init__(self, heights: Heights, cells: Cells) -> None:
        self.shape = heights.shape
        longest = max(cells.shape)
        self.largest = min(LARGEST, 1 << max(0, (longest - 1).bit_length()))
        padding = [(0, -size % self.largest) for size in cells.shape]
        known = np.nan_to_num(heights) if np.isnan(heights).any() else heights
        self.heights = np.pad(known, padding, mode="edge")
        self.full, self.empty = [], []
        state = np.pad(cells, padding)
        self.full.append(state == WHOLE)
        self.empty.append(state == EMPTY)
        self.errors: dict[int, _Errors] = {}
        side = 2
        while side <= self.largest:
            self.full.append(_of_four(self.full[-1]))
            self.empty.append(_of_four(self.empty[-1]))
            self.errors[side] = self._errors(side, len(self.full) - 1)
            side *= 2

    def _errors(self, side: int, level: int) -> _Errors:
        full, mixed = self.full[level], ~self.full[level] & ~self.empty[level]
        rows, columns = full.shape
        across = np.zeros((rows + 1, columns), dtype=np.float32)
        along = np.zeros((rows, columns + 1), dtype=np.float32)
        middle = np.zeros((rows, columns), dtype=np.float32)
        north, south, west, east = _quarters(self.heights, side)
        for part in (north, south, west, east):
            part[mixed] = np.inf
            part[self.empty[level]] = 0
        np.maximum(across[:-1], north, out=across[:-1])
        np.maximum(across[1:], south, out=across[1:])
        np.maximum(along[:, :-1], west, out=along[:, :-1])
        np.maximum(along[:, 1:], east, out=along[:, 1:])
        if side > 2:
            self._inherit(across, along, self.errors[side // 2].middle)
        for parity in (0, 1):
            for first_row in (0, 1):
                at = (slice(first_row, None, 2), slice((first_row + parity) % 2, None, 2))
                middle[at] = _halves(self.heights, side, at, falls=parity == 0)
        middle[mixed] = np.inf
        middle[self.empty[level]] = 0
        sides = np.maximum(np.maximum(across[:-1], across[1:]), np.maximum(along[:, :-1], along[:, 1:]))
        return _Errors(np.maximum(middle, sides), across, along, full)

    @staticmethod
    def _inherit(across: Heights, along: Heights, halved: Heights) -> None:
        """A side is halved when one of the four smaller squares that touch it is."""
        rows, columns = halved.shape[0] // 2, halved.shape[1] // 2
        pairs = np.maximum(halved[:, 0::2], halved[:, 1::2])
        np.maximum(across[:-1], pairs[0::2], out=across[:-1])
        np.maximum(across[1:], pairs[1::2], out=across[1:])
        pairs = np.maximum(halved[0::2], halved[1::2])
        np.maximum(along[:, :-1], pairs[:, 0::2], out=along[:, :-1])
        np.maximum(along[:, 1:], pairs[:, 1::2], out=along[:, 1:])
        assert across.shape == (rows + 1, columns)

    def triangles(self, tolerance: float) -> Faces:
        side = self.largest
        whole = np.ones_like(self.full[-1])
        halves = [whole, whole.copy()]
        parts = []
        while side > 1:
            errors = self.errors[side]
            split = errors.middle > tolerance
            parts += [self._diagonal(half & ~split & errors.is_full, index, side) for index, half in enumerate(halves)]
            quarters = _quarters_of([half & split for half in halves])
            kept = _kept(errors, tolerance)
            parts += [
                self._quarter(quarter & errors.is_full & keep, name, side)
                for name, (quarter, keep) in enumerate(zip(quarters, kept, strict=True))
            ]
            halves = _halves_of([quarter & ~keep for quarter, keep in zip(quarters, kept, strict=True)])
            side //= 2
        parts += [self._diagonal(half & self.full[0], index, 1) for index, half in enumerate(halves)]
        return np.concatenate(parts)

    def _nodes(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> NDArray[np.int32]:
        return np.asarray(rows * self.shape[1] + columns, dtype=np.int32)

    def _diagonal(self, at: Mask, half: int, side: int) -> Faces:
        """Half squares: number 0 holds the northern side, number 1 the southern."""
        row, column = np.nonzero(at)
        falls = (row + column) % 2 == 0
        r, c = row * side, column * side
        nw, ne = self._nodes(r, c), self._nodes(r, c + side)
        sw, se = self._nodes(r + side, c), self._nodes(r + side, c + side)
        if half == 0:
            return np.stack([nw, np.where(falls, se, sw), ne], axis=-1)
        return np.stack([sw, se, np.where(falls, nw, ne)], axis=-1)

    def _quarter(self, at: Mask, name: int, side: int) -> Faces:
        row, column = np.nonzero(at)
        r, c = row * side, column * side
        corners = [(r, c), (r, c + side), (r + side, c + side), (r + side, c)]
        first, second = ((0, 1), (2, 3), (3, 0), (1, 2))[name]
        centre = self._nodes(r + side // 2, c + side // 2)
        return np.stack([self._nodes(*corners[second]), self._nodes(*corners[first]), centre], axis=-1)


def _of_four(mask: Mask) -> Mask:
    return mask[0::2, 0::2] & mask[0::2, 1::2] & mask[1::2, 0::2] & mask[1::2, 1::2]


def _kept(errors: _Errors, tolerance: float) -> list[Mask]:
    """Which northern, southern, western, eastern sides of the squares stay whole."""
    across, along = errors.across <= tolerance, errors.along <= tolerance
    return [across[:-1], across[1:], along[:, :-1], along[:, 1:]]


def _checkers(shape: tuple[int, ...]) -> Mask:
    """Squares whose diagonal falls from north-west to south-east."""
    return np.asarray(np.add.outer(np.arange(shape[0]), np.arange(shape[1])) % 2 == 0)


def _quarters_of(halves: list[Mask]) -> list[Mask]:
    """Quarters (north, south, west, east) born of halved half squares."""
    upper, lower = halves
    falls = _checkers(upper.shape)
    west, east = np.where(falls, lower, upper), np.where(falls, upper, lower)
    return [upper, lower, west, east]


def _halves_of(quarters: list[Mask]) -> list[Mask]:
    """Half squares, twice as small, born of halved quarters."""
    north, south, west, east = quarters
    shape = (north.shape[0] * 2, north.shape[1] * 2)
    upper, lower = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    upper[0::2, 0::2] = upper[0::2, 1::2] = north
    lower[1::2, 0::2] = lower[1::2, 1::2] = south
    lower[0::2, 0::2] = upper[1::2, 0::2] = west
    lower[0::2, 1::2] = upper[1::2, 1::2] = east
    return [upper, lower]


def _halves(z: Heights, side: int, at: tuple[slice, slice], *, falls: bool) -> Heights:
    """Largest departure of the nodes of some squares from their two half squares.

    Along a row of the square, the two halves are two segments that meet on the diagonal.
    """
    corner = [z[r::side, c::side][: z.shape[0] // side, : z.shape[1] // side][at] for r, c in ((0, 0), (0, side))]
    nw, ne = corner[0], corner[1]
    sw, se = (z[side::side, c::side][: z.shape[0] // side, : z.shape[1] // side][at] for c in (0, side))
    squares = _squares(z, side)[at[0], :, at[1], :]
    worst = np.zeros(nw.shape, dtype=np.float32)
    for row in range(side + 1):
        t = np.float32(row / side)
        left, right = nw + (sw - nw) * t, ne + (se - ne) * t
        bend = nw + (se - nw) * t if falls else ne + (sw - ne) * t
        turn = row if falls else side - row
        line = squares[:, row]
        for start, stop, low, high in ((0, turn, left, bend), (turn, side, bend, right)):
            if stop - start > 1:
                _depart(line[..., start + 1 : stop], low, high, worst)
        _depart_at(line[..., turn], bend, worst)
        if row not in (0, side):
            _depart_at(line[..., 0], left, worst)
            _depart_at(line[..., side], right, worst)
    return worst


def _quarters(z: Heights, side: int) -> tuple[Heights, Heights, Heights, Heights]:
    """Largest departure of the nodes of each square from its four quarters (north, south, west, east)."""
    squares, half = _squares(z, side), side // 2
    return (
        _quarter(squares, half),
        _quarter(squares[:, ::-1], half),
        _quarter(squares.transpose(0, 3, 2, 1), half),
        _quarter(squares.transpose(0, 3, 2, 1)[:, ::-1], half),
    )


def _quarter(squares: Heights, half: int) -> Heights:
    """The northern quarter: row i holds the nodes from i to side - i. squares: (rows, side + 1, columns, side + 1)."""
    side = 2 * half
    nw, ne, centre = squares[:, 0, :, 0], squares[:, 0, :, side], squares[:, half, :, half]
    worst = np.zeros(nw.shape, dtype=np.float32)
    for row in range(half):
        t = np.float32(row / half)
        left, right = nw + (centre - nw) * t, ne + (centre - ne) * t
        line = squares[:, row]
        _depart(line[..., row + 1 : side - row], left, right, worst)
        if row:
            _depart_at(line[..., row], left, worst)
            _depart_at(line[..., side - row], right, worst)
    return worst


def _depart(inner: Heights, low: Heights, high: Heights, worst: Heights) -> None:
    """Widen `worst` by the departure of the nodes strictly between two ends from the segment that joins them."""
    count = inner.shape[-1]
    slope = (high - low) * np.float32(1 / (count + 1))
    for index in range(count) if count < 4 else ():
        _depart_at(inner[..., index], low + slope * np.float32(index + 1), worst)
    if count >= 4:
        places = np.arange(1, count + 1, dtype=np.float32)
        gap = slope[..., None] * places
        gap += low[..., None]
        gap -= inner
        np.maximum(worst, np.maximum(gap.max(axis=-1), -gap.min(axis=-1)), out=worst)


def _depart_at(nodes: Heights, expected: Heights, worst: Heights) -> None:
    np.maximum(worst, np.abs(nodes - expected), out=worst)


def _squares(z: Heights, side: int) -> Heights:
    """(rows, side + 1, columns, side + 1): overlapping squares of a grid, without a copy."""
    rows, columns = (z.shape[0] - 1) // side, (z.shape[1] - 1) // side
    down, right = z.strides
    strides = (down * side, down, right * side, right)
    return np.lib.stride_tricks.as_strided(z, (rows, side + 1, columns, side + 1), strides, writeable=False)
