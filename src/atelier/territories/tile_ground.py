"""The ground around a place, read from the tiles of a built site: light enough for a small map in a page.

For paper, `ground.ground_of_site` reads the files themselves, in seconds and in full detail.
"""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely
from pmtiles.reader import MmapSource, Reader
from pyproj import Transformer
from shapely.affinity import affine_transform
from shapely.geometry import shape as geojson_shape
from shapely.geometry.base import BaseGeometry

from atelier.engines.cartography import Frame, Ground
from atelier.engines.cartography.ground import Feature
from atelier.territories.sites import packages, site

SHOWN = ("sea", "communes", "flood", "streams", "shore", "defences", "roads", "limits", "places")
CLOSEST, FURTHEST = 12, 6  # zooms of base.pmtiles
MOST_TILES = 6
WORLD_M = 20_037_508.342789244  # half the side of the Mercator square
Tile = tuple[int, int, int]


def tile_ground(slug: str, frame: Frame) -> Ground:
    """What the frame shows, in its projection. Raises SiteNotBuilt."""
    known = site(slug)
    path = packages() / slug / "base.pmtiles"
    pieces: defaultdict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
    said_of: dict[tuple[str, str], dict[str, Any]] = {}
    for tile in tiles_over(frame.bounds_deg):
        for layer, said, shape in _features(path, known.version, tile):
            key = (layer, repr(sorted(said.items())))
            pieces[key].append(shape)
            said_of[key] = said
    layers: defaultdict[str, list[Feature]] = defaultdict(list)
    move = Transformer.from_crs(3857, frame.crs, always_xy=True)
    for key, shapes in pieces.items():
        whole = shapely.union_all(shapely.make_valid(shapes)) if len(shapes) > 1 else shapes[0]
        metres = shapely.transform(whole, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))
        layers[key[0]].append((shapely.make_valid(metres), said_of[key]))
    return Ground(layers, credits=known.credits)


def tiles_over(bounds_deg: tuple[float, float, float, float]) -> list[Tile]:
    """(zoom, column, row) of the tiles that cover a rectangle, at the closest zoom that takes few of them."""
    west, south, east, north = bounds_deg
    for zoom in range(CLOSEST, FURTHEST - 1, -1):
        columns = range(_column(west, zoom), _column(east, zoom) + 1)
        rows = range(_row(north, zoom), _row(south, zoom) + 1)
        if len(columns) * len(rows) <= MOST_TILES or zoom == FURTHEST:
            return [(zoom, column, row) for column in columns for row in rows]
    return []


@lru_cache(maxsize=24)
def _features(path: Path, _version: str, tile: Tile) -> tuple[tuple[str, dict[str, Any], BaseGeometry], ...]:
    """(layer, attributes, shape in Mercator metres cut to the tile) of everything a tile holds and we show."""
    with path.open("rb") as file:
        packed = Reader(MmapSource(file)).get(*tile)  # type: ignore[no-untyped-call]
    return tuple(_decoded(mapbox_vector_tile.decode(gzip.decompress(packed)), tile)) if packed else ()


def _decoded(layers: dict[str, Any], tile: Tile) -> Iterator[tuple[str, dict[str, Any], BaseGeometry]]:
    zoom, column, row = tile
    side = 2 * WORLD_M / 2**zoom
    west, south = column * side - WORLD_M, WORLD_M - (row + 1) * side
    for name in SHOWN:
        if name not in layers:
            continue
        step = side / layers[name]["extent"]
        for one in layers[name]["features"]:
            drawn = shapely.make_valid(geojson_shape(one["geometry"]))
            cut = shapely.clip_by_rect(drawn, 0, 0, layers[name]["extent"], layers[name]["extent"])
            if not cut.is_empty:
                yield name, one["properties"], affine_transform(cut, (step, 0, 0, step, west, south))


def _column(longitude: float, zoom: int) -> int:
    return _within(int((longitude + 180) / 360 * 2**zoom), zoom)


def _row(latitude: float, zoom: int) -> int:
    share = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return _within(int(share * 2**zoom), zoom)


def _within(number: int, zoom: int) -> int:
    """A place at the very edge of the world belongs to its last tile."""
    return min(max(number, 0), int(2**zoom) - 1)
