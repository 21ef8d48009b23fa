"""GeoPackage and Shapefile through GDAL, which is handed only files of ours whose first bytes were read before."""

from __future__ import annotations

import codecs
import sqlite3
from pathlib import Path
from typing import Any

import shapely

from atelier.engines.exchange.layers import Layer, RawFeature, attributes_of
from atelier.engines.exchange.limits import MOST_FEATURES, MOST_LAYERS
from atelier.engines.exchange.refusals import FileCode, FileRefused

NO_NETWORK = {
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_TIMEOUT": "1",
    "PROJ_NETWORK": "OFF",
    "OGR_SQLITE_LOAD_EXTENSIONS": None,
    "OGR_SQLITE_PRAGMA": "trusted_schema=OFF",
}
SHAPES = "SELECT table_name FROM gpkg_geometry_columns JOIN gpkg_contents USING (table_name)"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"


def read_geopackage(path: Path, name: str) -> list[Layer]:
    """A layer a table with places. Views are passed over: they are programs, and could run for ever."""
    try:
        with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as database:
            shapes = {row[0] for row in database.execute(SHAPES)}
            tables = {row[0] for row in database.execute(TABLES)}
        database.close()
    except sqlite3.Error:
        raise FileRefused(FileCode.UNREADABLE, line=0) from None
    if len(shapes) > MOST_LAYERS:
        raise FileRefused(FileCode.TOO_MANY_FEATURES, most=MOST_FEATURES)
    layers = [_read(path, table, table, encoding=None) for table in sorted(shapes & tables)]
    return layers + [Layer(table, passed_over=True) for table in sorted(shapes - tables)]


def read_shapefile(path: Path, name: str) -> list[Layer]:
    """One layer, its .dbf read in the encoding its .cpg says, or the one its bytes betray."""
    beside = path.with_suffix(".shx")
    if not beside.exists():
        raise FileRefused(FileCode.SHP_INCOMPLETE, missing=f"{name}.shx")
    with path.open("rb") as file:
        if file.read(4) != b"\x00\x00\x27\x0a":
            raise FileRefused(FileCode.UNREADABLE, line=0)
    return [_read(path, name, None, encoding=encoding_of(path))]


def encoding_of(path: Path) -> str:
    """A codec that decodes the whole .dbf: what .cpg says, else UTF-8, else Windows' Western."""
    table, said = path.with_suffix(".dbf"), path.with_suffix(".cpg")
    body = table.read_bytes() if table.exists() else b""
    name = said.read_text("ascii", "replace").strip() if said.exists() else ""
    digits = "".join(letter for letter in name if letter.isdigit())
    for codec in (name, f"cp{digits}" if len(digits) in {3, 4} else "", "utf-8"):
        try:
            # field names and values only: the header's first bytes are numbers
            codecs.lookup(codec)
            body[32:].decode(codec)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
        return codec
    return "cp1252"


def _read(path: Path, name: str, table: str | None, *, encoding: str | None) -> Layer:
    import pyogrio.raw  # 100 MB: only in a job
    from pyogrio.errors import DataLayerError, DataSourceError

    pyogrio.set_gdal_config_options(NO_NETWORK)
    try:
        meta, _, places, columns = pyogrio.raw.read(
            path, layer=table, encoding=encoding, max_features=MOST_FEATURES + 1, force_2d=True, datetime_as_string=True
        )
    except (DataLayerError, DataSourceError, UnicodeError, ValueError):
        raise FileRefused(FileCode.UNREADABLE, line=0) from None
    return _layer(name, meta, places, columns)


def _layer(name: str, meta: dict[str, Any], places: Any, columns: Any) -> Layer:
    layer = Layer(name, crs=meta["crs"] or "")
    if places is None:  # a table without places
        return layer
    geometries = shapely.from_wkb(places, on_invalid="ignore")
    fields = list(meta["fields"])
    lists = [column.tolist() for column in columns]
    for number, geometry in enumerate(geometries):
        pairs = ((field, values[number]) for field, values in zip(fields, lists, strict=True))
        is_broken = geometry is None and places[number] is not None
        layer.add(RawFeature(geometry, attributes_of(pairs), is_broken=is_broken))
    return layer
