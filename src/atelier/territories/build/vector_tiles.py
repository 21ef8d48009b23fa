"""Vector tiles: one archive a layer by GDAL, then the tiles of all layers joined into one archive.

A vector tile is a list of layers: the tiles of two archives laid end to end are the tile of both.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pmtiles.reader
import pmtiles.writer
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pmtiles.tile import Compression, TileType, zxy_to_tileid

from atelier.territories.build.layers import Layer
from atelier.territories.build.recipe import Bounds, to_degrees

MAX_ZOOM = 12
EXTENT = 8192  # 0.8 m on the ground at zoom 12: a pencil stroke is wider


def write_vector_tiles(path: Path, layers: list[Layer], bounds: Bounds) -> None:
    """All layers in one PMTiles archive, zooms 6 to 12; the map enlarges the last one."""
    merged: dict[tuple[int, int, int], bytearray] = {}
    for layer in layers:
        part = path.with_name(f"{path.stem}-{layer.name}.pmtiles")
        _write_layer(part, layer)
        with part.open("rb") as file:
            for at, tile in _tiles_of(file):
                merged.setdefault(at, bytearray()).extend(gzip.decompress(tile))
        part.unlink()
    tiles = {at: gzip.compress(bytes(tile), 6, mtime=0) for at, tile in merged.items()}
    fields = [{"id": layer.name, "description": layer.title, "fields": _kinds(layer)} for layer in layers]
    write_archive(path, tiles, TileType.MVT, Compression.GZIP, bounds, {"vector_layers": fields})


def write_archive(
    path: Path,
    tiles: dict[tuple[int, int, int], bytes],
    tile_type: TileType,
    compression: Compression,
    bounds: Bounds,
    metadata: dict[str, Any],
) -> None:
    """Tiles by (zoom, x, y) in a PMTiles archive, in the order of its index, so that neighbours lie together."""
    west, south, east, north = bounds
    zooms = [zoom for zoom, _, _ in tiles]
    header = {
        "tile_type": tile_type,
        "tile_compression": compression,
        "min_zoom": min(zooms),
        "max_zoom": max(zooms),
        "min_lon_e7": round(west * 1e7),
        "min_lat_e7": round(south * 1e7),
        "max_lon_e7": round(east * 1e7),
        "max_lat_e7": round(north * 1e7),
        "center_zoom": min(zooms),
        "center_lon_e7": round((west + east) / 2 * 1e7),
        "center_lat_e7": round((south + north) / 2 * 1e7),
    }
    with path.open("wb") as file:
        archive = _writer.Writer(file)
        for identifier, tile in sorted((zxy_to_tileid(*at), tile) for at, tile in tiles.items()):
            archive.write_tile(identifier, tile)
        archive.finalize(header, metadata)


# pmtiles carries no types
_reader: Any = pmtiles.reader
_writer: Any = pmtiles.writer


def _tiles_of(file: BinaryIO) -> Iterator[tuple[tuple[int, int, int], bytes]]:
    yield from _reader.all_tiles(_reader.MmapSource(file))


def _write_layer(path: Path, layer: Layer) -> None:
    shapes = np.asarray([shape for shape, _ in layer.features], dtype=object)
    names = list(_kinds(layer))
    pyogrio.raw.write(
        str(path),
        geometry=shapely.to_wkb(shapely.force_2d(to_degrees(shapes))),
        field_data=[_column(layer, name) for name in names],
        fields=names,
        layer=layer.name,
        driver="PMTiles",
        geometry_type="Unknown",
        crs="EPSG:4326",
        dataset_options={
            "MINZOOM": layer.min_zoom, "MAXZOOM": MAX_ZOOM, "EXTENT": EXTENT, "BUFFER": EXTENT // 40,
            "MAX_SIZE": 2_000_000, "NAME": layer.name,
        },
    )  # fmt: skip


def _kinds(layer: Layer) -> dict[str, str]:
    """Attributes of a layer and what they hold, as PMTiles metadata names it."""
    kinds: dict[str, str] = {}
    for _, said in layer.features:
        for name, value in said.items():
            kinds[name] = "String" if isinstance(value, str) else "Boolean" if isinstance(value, bool) else "Number"
    return kinds


def _column(layer: Layer, name: str) -> NDArray[Any]:
    values = [said.get(name) for _, said in layer.features]
    kind = _kinds(layer)[name]
    if kind == "String":
        return np.asarray(values, dtype=object)
    if kind == "Boolean":
        return np.asarray(values, dtype=bool)
    if all(isinstance(value, int) for value in values):
        return np.asarray(values, dtype=np.int32)
    return np.asarray([np.nan if value is None else value for value in values], dtype=np.float64)
