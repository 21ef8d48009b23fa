"""Contour lines of a grid by marching squares, joined end to end.

Source: Lorensen and Cline 1987, in two dimensions; a saddle is settled by the mean of its four corners.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TOP, RIGHT, BOTTOM, LEFT = range(4)
# corners of a cell: 1 north-west, 2 north-east, 4 south-east, 8 south-west; a bit is set when not below the level
CROSSINGS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((LEFT, TOP),), 2: ((TOP, RIGHT),), 3: ((LEFT, RIGHT),), 4: ((RIGHT, BOTTOM),),
    6: ((TOP, BOTTOM),), 7: ((LEFT, BOTTOM),), 8: ((BOTTOM, LEFT),), 9: ((TOP, BOTTOM),),
    11: ((RIGHT, BOTTOM),), 12: ((LEFT, RIGHT),), 13: ((TOP, RIGHT),), 14: ((LEFT, TOP),),
}  # fmt: skip
SADDLE_APART: dict[int, tuple[tuple[int, int], ...]] = {
    5: ((LEFT, TOP), (RIGHT, BOTTOM)),
    10: ((TOP, RIGHT), (BOTTOM, LEFT)),
}
SADDLE_JOINED: dict[int, tuple[tuple[int, int], ...]] = {5: SADDLE_APART[10], 10: SADDLE_APART[5]}


def contours(heights_m: NDArray[np.floating], levels_m: Iterable[float]) -> dict[float, list[shapely.LineString]]:
    """Lines of equal height, by level, in grid coordinates: x = column, y = row, (0, 0) the first cell's centre.

    heights_m: (rows, cols); cells that touch a NaN give no line. A level no ground reaches has an empty list.
    """
    heights = np.asarray(heights_m)
    known = np.isfinite(heights)
    whole = known[:-1, :-1] & known[:-1, 1:] & known[1:, 1:] & known[1:, :-1]
    return {level: _joined(_segments(heights, whole, level)) for level in levels_m}


def _segments(z: NDArray[np.floating], whole: NDArray[np.bool_], level: float) -> Floats:
    """Segments of one level as (count, 2 ends, 2 coordinates); `whole` says which cells know their four corners."""
    above = (z >= level).view(np.uint8)
    case = above[:-1, :-1] | above[:-1, 1:] << 1 | above[1:, 1:] << 2 | above[1:, :-1] << 3
    rows, columns = np.nonzero((case != 0) & (case != 15) & whole)
    case = case[rows, columns]
    parts = [_cut(z, level, rows[case == kind], columns[case == kind], pairs) for kind, pairs in CROSSINGS.items()]
    for kind in SADDLE_APART:
        at = case == kind
        r, c = rows[at], columns[at]
        joined = (z[r, c] + z[r, c + 1] + z[r + 1, c + 1] + z[r + 1, c]) / 4 >= level
        parts.append(_cut(z, level, r[~joined], c[~joined], SADDLE_APART[kind]))
        parts.append(_cut(z, level, r[joined], c[joined], SADDLE_JOINED[kind]))
    segments = np.concatenate(parts)
    return segments[np.any(segments[:, 0] != segments[:, 1], axis=1)]


def _cut(
    z: NDArray[np.floating],
    level: float,
    rows: NDArray[np.intp],
    columns: NDArray[np.intp],
    pairs: tuple[tuple[int, int], ...],
) -> Floats:
    """Where the level enters and leaves each cell, for each pair of sides."""
    if not rows.size:
        return np.empty((0, 2, 2))
    ends = [[_crossing(z, level, rows, columns, side) for side in pair] for pair in pairs]
    return np.concatenate([np.stack(pair, axis=1) for pair in ends])


def _crossing(
    z: NDArray[np.floating], level: float, rows: NDArray[np.intp], columns: NDArray[np.intp], side: int
) -> Floats:
    """Points (column, row) where the level crosses one side; the same bits from both neighbours of the side."""
    r = rows + (side == BOTTOM)
    c = columns + (side == RIGHT)
    if side in (TOP, BOTTOM):
        low, high = z[r, c].astype(np.float64), z[r, c + 1]
        return np.stack([c + (level - low) / (high - low), r.astype(np.float64)], axis=-1)
    low, high = z[r, c].astype(np.float64), z[r + 1, c]
    return np.stack([c.astype(np.float64), r + (level - low) / (high - low)], axis=-1)


def _joined(segments: Floats) -> list[shapely.LineString]:
    if not len(segments):
        return []
    merged = shapely.line_merge(shapely.multilinestrings(np.asarray(shapely.linestrings(segments))))
    return list(shapely.get_parts(merged))
