"""Tiles of any ground for a map: heights for three dimensions, or a shade already drawn, as the site packages have."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import shapely
from affine import Affine

from atelier.engines.relief.ground import Ground
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.relief.shapes import WGS84, reprojected
from atelier.territories.build.raster_tiles import FIRST_ZOOM, TILE_PX, write_hillshade, write_terrain
from atelier.territories.build.relief import FADE_M, Relief

EQUATOR_M = 40_075_016.7
LAST_ZOOM = 16
FADE_SHARE = 0.04  # of the shorter side: a small ground keeps its shade to near its edge


def write_tiles(ground: Ground, out: Path, *, is_shade: bool) -> tuple[int, int]:
    """A PMTiles archive; returns its zooms, of which the last has a cell a pixel. Raises ReliefRefused."""
    if out.suffix != ".pmtiles":
        raise ReliefRefused(ReliefCode.FORMAT, suffix=out.suffix or out.name, choices=".pmtiles")
    relief = _relief(ground)
    last = last_zoom(ground)
    if is_shade:
        write_hillshade(out, relief, shapely.box(*relief.bounds_m), last_zoom=last + 1)
        return FIRST_ZOOM, last + 1
    write_terrain(out, relief, last_zoom=last)
    return FIRST_ZOOM, last


def last_zoom(ground: Ground) -> int:
    """The zoom whose pixels are nearest to the cells of the ground."""
    latitude = float(reprojected(ground.rectangle.centroid, ground.crs, WGS84).y)
    widest = EQUATOR_M / TILE_PX * math.cos(math.radians(latitude))
    return int(np.clip(round(math.log2(widest / ground.step_m)), FIRST_ZOOM, LAST_ZOOM))


def _relief(ground: Ground) -> Relief:
    half = ground.step_m / 2
    heights = np.where(ground.kept(), ground.heights_m, np.float32(np.nan))
    if not np.isfinite(heights).any():
        raise ReliefRefused(ReliefCode.ALL_UNKNOWN)
    transform = Affine(ground.step_m, 0, ground.west_m - half, 0, -ground.step_m, ground.north_m + half)
    known = np.isfinite(heights).astype(np.float32)
    fade_m = min(FADE_M, FADE_SHARE * min(ground.width_m, ground.depth_m))
    return Relief(heights, known, transform, ground.step_m, ground.crs, fade_m)
