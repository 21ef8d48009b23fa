"""Grids laid over one another without a seam: filling, smoothing, feathering."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float32]


def smooth(grid: Grid, *, sigma_cells: float) -> Grid:
    """Gaussian blur; edges repeat their last row or column. NaN spreads: fill first."""
    if sigma_cells <= 0:
        return grid
    radius = max(1, round(3 * sigma_cells))
    offsets = np.arange(-radius, radius + 1)
    kernel = np.exp(-0.5 * (offsets / sigma_cells) ** 2)
    kernel = (kernel / kernel.sum()).astype(np.float32)
    for axis in (0, 1):
        grid = _convolve(grid, kernel, axis)
    return grid


def _convolve(grid: Grid, kernel: Grid, axis: int) -> Grid:
    radius = len(kernel) // 2
    padding = [(radius, radius) if axis == dimension else (0, 0) for dimension in (0, 1)]
    padded = np.pad(grid.astype(np.float32, copy=False), padding, mode="edge")
    size = grid.shape[axis]
    total = np.zeros_like(grid, dtype=np.float32)
    for index, weight in enumerate(kernel):
        window = padded[index : index + size] if axis == 0 else padded[:, index : index + size]
        total += weight * window
    return total


def inwardness(shape: tuple[int, int], *, width_cells: float) -> Grid:
    """0 on the border of a grid, rising smoothly to 1 at `width_cells` from it (Hermite 3t² - 2t³)."""
    ramps = []
    for size in shape:
        cells = np.arange(size, dtype=np.float32)
        ramps.append(np.minimum(cells, cells[::-1]))
    t = np.clip(np.minimum(ramps[0][:, None], ramps[1][None, :]) / np.float32(width_cells), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def overlay(under: Grid, over: Grid, weight: Grid) -> Grid:
    """`over` laid on `under`: weight 1 shows `over` alone. Where one is unknown (NaN), the other is kept."""
    mixed = under * (1 - weight) + over * weight
    mixed = np.where(np.isnan(over), under, mixed)
    return np.where(np.isnan(under), over, mixed).astype(np.float32)


def fill_unknown(grid: Grid) -> Grid:
    """Unknown cells (NaN) take the nearest known height of their row, then of their column, then 0."""
    filled = grid.astype(np.float32, copy=True)
    for view in (filled, filled.T):
        _fill_along(view)
    return np.nan_to_num(filled)


def _fill_along(view: Grid) -> None:
    unknown = np.isnan(view)
    for index in np.nonzero(unknown.any(axis=1) & ~unknown.all(axis=1))[0]:
        known = np.flatnonzero(~unknown[index])
        missing = np.flatnonzero(unknown[index])
        right = np.clip(np.searchsorted(known, missing), 0, len(known) - 1)
        left = np.clip(right - 1, 0, None)
        nearer_left = missing - known[left] <= np.abs(known[right] - missing)
        view[index, missing] = view[index, np.where(nearer_left, known[left], known[right])]
