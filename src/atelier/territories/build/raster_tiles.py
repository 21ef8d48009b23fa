"""Raster pyramids of a relief: heights for three dimensions, and a shade already drawn for weak tablets."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from PIL import Image
from pmtiles.tile import Compression, TileType
from shapely.geometry.base import BaseGeometry

from atelier.engines.terrain.blend import Grid, fill_unknown, smooth
from atelier.engines.terrain.hillshade import soft_hillshade
from atelier.engines.terrain.mercator import TileWindow
from atelier.engines.terrain.terrarium import encode
from atelier.territories.build.relief import Relief, mask_of, warped
from atelier.territories.build.vector_tiles import write_archive

TILE_PX = 512
WEB_MERCATOR = "EPSG:3857"
HEIGHT_STEP_M = 0.25
FIRST_ZOOM, TERRAIN_ZOOM, SHADE_ZOOM = 7, 11, 12
LEAST_CELLS = 4
ALTITUDE_DEG = 45.0
EXAGGERATION = {7: 5.0, 8: 4.4, 9: 3.6, 10: 2.9, 11: 2.3, 12: 1.9}
SHADOW, LIGHT = (104, 88, 70), (255, 253, 244)
SHADOW_STRENGTH, LIGHT_STRENGTH = 1.25, 1.1
STRONGEST = 0.62
FAINTEST = 3
Tiles = dict[tuple[int, int, int], bytes]


def write_terrain(path: Path, relief: Relief, *, last_zoom: int = TERRAIN_ZOOM) -> None:
    """Heights in Terrarium, lossless WebP, 512 px; beyond the model the last known height goes on."""
    tiles: Tiles = {}
    for zoom, (heights, step_m) in _generalised(fill_unknown(relief.heights_m), relief.step_m, last_zoom, last_zoom):
        window = TileWindow.covering(relief.bounds, zoom)
        image = encode(fill_unknown(_on_mercator(heights, step_m, relief, window)), step_m=HEIGHT_STEP_M)
        tiles |= {at: _webp(piece, lossless=True, quality=10, method=0) for at, piece in _pieces(window, image)}
    write_archive(path, tiles, TileType.WEBP, Compression.NONE, relief.bounds, {"encoding": "terrarium"})


def write_hillshade(path: Path, relief: Relief, land: BaseGeometry, *, last_zoom: int = SHADE_ZOOM) -> None:
    """Shade as warm grey shadows and ivory lights over transparency; none at sea, nor beyond the model."""
    tiles: Tiles = {}
    heights, strength = fill_unknown(relief.heights_m), relief.fade() * _shore(relief, land)
    grounds = _generalised(heights, relief.step_m, last_zoom, last_zoom - 1)
    strengths = _generalised(strength, relief.step_m, last_zoom, last_zoom - 1)
    for (zoom, (ground, step_m)), (_, (dimming, _)) in zip(grounds, strengths, strict=True):
        window = TileWindow.covering(relief.bounds, zoom)
        shade = _above_flat(ground, step_m, EXAGGERATION[min(zoom, SHADE_ZOOM)]) * dimming
        image = _ink(np.nan_to_num(_on_mercator(shade, step_m, relief, window)))
        for at, piece in _pieces(window, image):
            if piece[..., 3].max() > FAINTEST:
                tiles[at] = _webp(piece, lossless=False, quality=55, method=1, alpha_quality=60)
    write_archive(path, tiles, TileType.WEBP, Compression.NONE, relief.bounds, {})


def _shore(relief: Relief, land: BaseGeometry) -> Grid:
    rows, columns = relief.heights_m.shape
    inside = mask_of(land, relief.transform, (rows, columns))
    return smooth(inside, sigma_cells=0.7)


def _above_flat(heights: Grid, step_m: float, exaggeration: float) -> Grid:
    """How much more (lights) or less (shadows) light than flat ground receives, ready to be an opacity."""
    light = soft_hillshade(heights, step_m=step_m, altitude_deg=ALTITUDE_DEG, exaggeration=exaggeration)
    above = light - np.float32(np.sin(np.radians(ALTITUDE_DEG)))
    return np.where(above < 0, above * np.float32(SHADOW_STRENGTH), above * np.float32(LIGHT_STRENGTH))


def _ink(above: Grid) -> NDArray[np.uint8]:
    image = np.empty((*above.shape, 4), dtype=np.uint8)
    is_shadow = above < 0
    for channel in range(3):
        image[..., channel] = np.where(is_shadow, np.uint8(SHADOW[channel]), np.uint8(LIGHT[channel]))
    image[..., 3] = np.minimum(np.abs(above), STRONGEST) * 255
    return image


def _generalised(grid: Grid, step_m: float, last_zoom: int, full_zoom: int) -> Iterator[tuple[int, tuple[Grid, float]]]:
    """The grid for each zoom from `last_zoom` down, whole to `full_zoom`, then halved: the screen shows no finer."""
    for zoom in range(last_zoom, FIRST_ZOOM - 1, -1):
        if zoom < full_zoom and min(grid.shape) >= 2 * LEAST_CELLS:
            rows, columns = grid.shape[0] // 2 * 2, grid.shape[1] // 2 * 2
            quarters = grid[:rows, :columns].reshape(rows // 2, 2, columns // 2, 2)
            grid, step_m = quarters.mean(axis=(1, 3), dtype=np.float32), step_m * 2
        yield zoom, (grid, step_m)


def _on_mercator(grid: Grid, step_m: float, relief: Relief, window: TileWindow) -> Grid:
    """The grid over a window of tiles, NaN beyond its edges."""
    (x, y), pixel = window.origin_m, window.pixel_m(TILE_PX)
    shape = ((window.bottom - window.top) * TILE_PX, (window.right - window.left) * TILE_PX)
    source = Affine(step_m, 0, relief.transform.c, 0, -step_m, relief.transform.f)
    return warped(grid, source, relief.crs, Affine(pixel, 0, x, 0, -pixel, y), WEB_MERCATOR, shape)


def _pieces(window: TileWindow, image: NDArray[np.uint8]) -> Iterator[tuple[tuple[int, int, int], NDArray[np.uint8]]]:
    for x, y in window.tiles():
        row, column = (y - window.top) * TILE_PX, (x - window.left) * TILE_PX
        yield (window.zoom, x, y), image[row : row + TILE_PX, column : column + TILE_PX]


def _webp(image: NDArray[np.uint8], **options: object) -> bytes:
    buffer = BytesIO()
    Image.fromarray(np.ascontiguousarray(image)).save(buffer, "WEBP", **options)
    return buffer.getvalue()
