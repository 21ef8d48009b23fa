"""The ground of a relief: a square grid of heights in a metric projection."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Heights = NDArray[np.float32]
Floats = NDArray[np.floating]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Ground:
    """Heights at the nodes of a square grid; between nodes, the ground is the surface that joins them.

    heights_m: (rows, columns), row 0 to the north, NaN where unknown.
    west_m, north_m: easting and northing of the first node, in `crs`.
    outline: what is kept of the ground, in `crs`; None when it is the whole rectangle.
    notes: sentences on what was done to the raster (reprojected, decimated…).
    """

    heights_m: Heights
    west_m: float
    north_m: float
    step_m: float
    crs: str
    outline: shapely.Polygon | shapely.MultiPolygon | None = None
    notes: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return int(self.heights_m.shape[0])

    @property
    def columns(self) -> int:
        return int(self.heights_m.shape[1])

    @property
    def width_m(self) -> float:
        return (self.columns - 1) * self.step_m

    @property
    def depth_m(self) -> float:
        return (self.rows - 1) * self.step_m

    @property
    def rectangle(self) -> shapely.Polygon:
        return shapely.box(self.west_m, self.north_m - self.depth_m, self.west_m + self.width_m, self.north_m)

    @property
    def footprint(self) -> shapely.Polygon | shapely.MultiPolygon:
        """The outline, or the rectangle of the nodes."""
        return self.outline if self.outline is not None else self.rectangle

    def grid_of(self, points_m: Floats) -> Floats:
        """(column, row) of points (easting, northing); whole numbers are nodes."""
        return np.stack([points_m[:, 0] - self.west_m, self.north_m - points_m[:, 1]], axis=-1) / self.step_m

    def kept(self) -> Mask:
        """Which nodes lie within the outline."""
        if self.outline is None:
            return np.ones(self.heights_m.shape, dtype=bool)
        return within(self.outline, self)

    def span_m(self) -> tuple[float, float]:
        """Lowest and highest known heights within the outline; NaN when there is none."""
        heights = self.heights_m if self.outline is None else self.heights_m[self.kept()]
        known = heights[np.isfinite(heights)]
        return (float(known.min()), float(known.max())) if known.size else (np.nan, np.nan)

    def with_flat_sea(self, sea_level_m: float = 0.0) -> Ground:
        return replace(self, heights_m=np.maximum(self.heights_m, np.float32(sea_level_m)))


def within(area: BaseGeometry, ground: Ground, *, finer: int = 1) -> Mask:
    """Which nodes of the grid, or of one `finer` times as dense, lie within `area`."""
    from affine import Affine
    from rasterio.features import rasterize

    step = ground.step_m / finer
    rows, columns = (ground.rows - 1) * finer + 1, (ground.columns - 1) * finer + 1
    if area.is_empty:
        return np.zeros((rows, columns), dtype=bool)
    transform = Affine(step, 0, ground.west_m - step / 2, 0, -step, ground.north_m + step / 2)
    return np.asarray(rasterize([(area, 1)], (rows, columns), transform=transform, dtype="uint8")) > 0


def sample(grid: NDArray[np.floating], at: Floats) -> Floats:
    """Values at (column, row) places by bilinear interpolation; places outside take the nearest edge."""
    rows, columns = grid.shape
    x, y = np.clip(at[:, 0], 0, columns - 1), np.clip(at[:, 1], 0, rows - 1)
    left, top = np.minimum(x.astype(np.intp), columns - 2), np.minimum(y.astype(np.intp), rows - 2)
    u, v = x - left, y - top
    upper = grid[top, left] * (1 - u) + grid[top, left + 1] * u
    lower = grid[top + 1, left] * (1 - u) + grid[top + 1, left + 1] * u
    return np.asarray(upper * (1 - v) + lower * v, dtype=np.float64)
