"""The Web Mercator pyramid: metres, tiles and the window of tiles that covers a box."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

EARTH_RADIUS_M = 6_378_137.0
HALF_WORLD_M = math.pi * EARTH_RADIUS_M
WorldBounds = tuple[float, float, float, float]


def to_metres(lon: float, lat: float) -> tuple[float, float]:
    """Web Mercator (EPSG:3857) x, y of a longitude and latitude in degrees."""
    x = math.radians(lon) * EARTH_RADIUS_M
    return x, math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) * EARTH_RADIUS_M


def ground_scale(lat: float) -> float:
    """Metres on the ground for one Web Mercator metre at this latitude."""
    return math.cos(math.radians(lat))


@dataclass(frozen=True)
class TileWindow:
    """A rectangle of tiles of one zoom, the last column and row excluded."""

    zoom: int
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def covering(cls, bounds: WorldBounds, zoom: int) -> TileWindow:
        """Tiles that touch `bounds` (west, south, east, north, in degrees)."""
        west, south, east, north = bounds
        (x0, y0), (x1, y1) = to_metres(west, north), to_metres(east, south)
        span = 2 * HALF_WORLD_M / 2**zoom
        left, top = math.floor((x0 + HALF_WORLD_M) / span), math.floor((HALF_WORLD_M - y0) / span)
        right, bottom = math.ceil((x1 + HALF_WORLD_M) / span), math.ceil((HALF_WORLD_M - y1) / span)
        return cls(zoom, left, top, max(right, left + 1), max(bottom, top + 1))

    def parent(self) -> TileWindow:
        return TileWindow(self.zoom - 1, self.left // 2, self.top // 2, -(-self.right // 2), -(-self.bottom // 2))

    @property
    def origin_m(self) -> tuple[float, float]:
        """Web Mercator x, y of the north-west corner."""
        span = 2 * HALF_WORLD_M / 2**self.zoom
        return self.left * span - HALF_WORLD_M, HALF_WORLD_M - self.top * span

    def pixel_m(self, tile_px: int) -> float:
        """Web Mercator metres of a pixel when a tile has `tile_px` of them on a side."""
        return float(2 * HALF_WORLD_M / 2**self.zoom / tile_px)

    def tiles(self) -> Iterator[tuple[int, int]]:
        for y in range(self.top, self.bottom):
            for x in range(self.left, self.right):
                yield x, y
