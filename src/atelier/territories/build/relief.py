"""The elevation models of a site merged into one grid of Lambert-93 metres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import rasterio.features
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.warp import Resampling, reproject
from shapely import box
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.shapes import WGS84, reprojected
from atelier.engines.terrain.blend import Grid, inwardness, overlay, smooth
from atelier.territories.build.recipe import LEGAL_CRS, Bounds, Recipe

SURFACE_MODEL = "srtm"  # sees the tree tops: smoothed more
SURFACE_SIGMA_M = 45.0
FEATHER_M = 240.0
FADE_M = 2500.0


@dataclass(frozen=True)
class Relief:
    """heights_m: rows from the north, metres, NaN where unknown; fine: 1 where the best model alone speaks.

    transform: of its cells in `crs`, metric; fade_m: over how much the shade dissolves at the edge.
    """

    heights_m: Grid
    fine: Grid
    transform: Affine
    step_m: float
    crs: str = LEGAL_CRS
    fade_m: float = FADE_M

    @property
    def bounds_m(self) -> Bounds:
        rows, columns = self.heights_m.shape
        west, north = self.transform.c, self.transform.f
        return west, north - rows * self.step_m, west + columns * self.step_m, north

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north in degrees."""
        west, south, east, north = reprojected(box(*self.bounds_m), self.crs, WGS84).bounds
        return west, south, east, north

    def cell(self, x_m: float, y_m: float) -> tuple[int, int]:
        """Row and column of a point in Lambert-93."""
        return int((self.transform.f - y_m) / self.step_m), int((x_m - self.transform.c) / self.step_m)

    def in_metres(self, shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
        """Shapes in grid coordinates (column, row; the first cell's centre is 0, 0) moved to Lambert-93."""
        origin = np.array([self.transform.c + self.step_m / 2, self.transform.f - self.step_m / 2])
        scale = np.array([self.step_m, -self.step_m])
        return list(shapely.transform(np.asarray(shapes, dtype=object), lambda cells: origin + cells * scale))

    def fade(self) -> Grid:
        """1 inside, 0 on the edge of what is known: the shade dissolves instead of stopping."""
        return inwardness((self.heights_m.shape[0], self.heights_m.shape[1]), width_cells=self.fade_m / self.step_m)


def merged_relief(recipe: Recipe) -> Relief | None:
    """The models of the site, the finest on top where it is reliable; None when the site has none."""
    paths = sorted(recipe.folder.glob("mnt_*.tif"), key=_resolution, reverse=True)
    if not paths:
        return None
    transform, shape, step_m = _grid_over(paths)
    heights = np.full(shape, np.nan, dtype=np.float32)
    fine = np.zeros(shape, dtype=np.float32)
    for rank, path in enumerate(paths):
        layer, extent = _resampled(path, transform, shape)
        if rank == 0:
            heights = layer
            continue
        trusted = extent if recipe.reliable is None else extent.intersection(recipe.reliable)
        fine = _feathered(trusted, transform, shape, step_m)
        heights = overlay(heights, layer, fine)
    return Relief(heights, fine if len(paths) > 1 else np.isfinite(heights).astype(np.float32), transform, step_m)


def mask_of(area: BaseGeometry, transform: Affine, shape: tuple[int, int]) -> Grid:
    """1 in `area`, 0 elsewhere."""
    if area.is_empty:
        return np.zeros(shape, dtype=np.float32)
    burnt: NDArray[np.uint8] = rasterio.features.rasterize(
        [area], out_shape=shape, transform=transform, fill=0, default_value=1, dtype="uint8"
    )
    return burnt.astype(np.float32)


def warped(
    grid: Grid, source: Affine, source_crs: str, target: Affine, target_crs: str, shape: tuple[int, int]
) -> Grid:
    """`grid` on another grid, NaN beyond its edges."""
    result = np.full(shape, np.nan, dtype=np.float32)
    reproject(
        grid, result, src_transform=source, src_crs=source_crs, dst_transform=target, dst_crs=target_crs,
        src_nodata=np.nan, dst_nodata=np.nan, resampling=Resampling.bilinear, warp_mem_limit=256,
    )  # fmt: skip
    return result


def _resolution(path: Path) -> float:
    with rasterio.open(path) as source:
        return float(source.res[0])


def _grid_over(paths: list[Path]) -> tuple[Affine, tuple[int, int], float]:
    """A grid at the finest step (never under 20 m, never over 30 m) over all the models."""
    boxes, steps = [], []
    for path in paths:
        with rasterio.open(path) as source:
            boxes.append(source.bounds)
            steps.append(source.res[0])
    step = float(np.clip(min(steps), 20, 30))
    west, north = min(b.left for b in boxes), max(b.top for b in boxes)
    columns = int((max(b.right for b in boxes) - west) // step)
    rows = int((north - min(b.bottom for b in boxes)) // step)
    return Affine(step, 0, west, 0, -step, north), (rows, columns), step


def _resampled(path: Path, transform: Affine, shape: tuple[int, int]) -> tuple[Grid, BaseGeometry]:
    with rasterio.open(path) as source:
        heights = source.read(1)
        heights = np.where(heights == source.nodata, np.nan, heights).astype(np.float32)
        if SURFACE_MODEL in path.name:
            heights = smooth(heights, sigma_cells=SURFACE_SIGMA_M / source.res[0])
        grid = np.full(shape, np.nan, dtype=np.float32)
        reproject(
            heights, grid, src_transform=source.transform, src_crs=LEGAL_CRS, dst_transform=transform,
            dst_crs=LEGAL_CRS, src_nodata=np.nan, dst_nodata=np.nan, resampling=Resampling.cubic_spline,
        )  # fmt: skip
        return grid, box(*source.bounds)


def _feathered(area: BaseGeometry, transform: Affine, shape: tuple[int, int], step_m: float) -> Grid:
    """0 outside `area` and on its edge, 1 from FEATHER_M inside."""
    blurred = smooth(mask_of(area, transform, shape), sigma_cells=FEATHER_M / 3 / step_m)
    return np.clip(2 * blurred - 1, 0, 1).astype(np.float32)
