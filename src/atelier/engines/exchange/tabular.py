"""CSV with a longitude and a latitude, or with WKT: what a French spreadsheet or a data portal gives."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.exchange.layers import Layer, RawFeature, attributes_of
from atelier.engines.exchange.refusals import FileCode, FileRefused

LONGITUDES = ("longitude", "lon", "lng", "long", "x_wgs84", "x")
LATITUDES = ("latitude", "lat", "y_wgs84", "y")
WKTS = ("geometrie", "wkt", "geometry", "geom", "the_geom")
PAIRS = ("geo_point_2d", "geopoint", "geo_point")  # "latitude, longitude" of the data portals


def read_csv(path: Path, name: str) -> list[Layer]:
    """One layer. Semicolons, commas or tabs; decimal commas; UTF-8 or Windows' Western. Raises FileRefused."""
    rows = open_csv(path)
    columns = {str(column).strip().lower(): str(column) for column in rows.fieldnames or ()}
    place = _place_columns(columns)
    layer = Layer(name)
    try:
        for row in rows:
            layer.add(_feature({str(key): value for key, value in row.items()}, place))
    except csv.Error:
        raise FileRefused(FileCode.UNREADABLE, line=rows.line_num) from None
    return [layer]


def open_csv(path: Path) -> csv.DictReader[str]:
    """Rows by the names of the header, whatever the delimiter and the encoding."""
    text = _decoded(path.read_bytes())
    first = text.partition("\n")[0]
    delimiter = max(";,\t|", key=first.count)
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _place_columns(columns: Mapping[str, str]) -> tuple[str, ...]:
    """(WKT column,) or (longitude, latitude) or ("", pair); raises FileRefused when none is there."""
    if wkt := next((columns[name] for name in WKTS if name in columns), ""):
        return (wkt,)
    longitude = next((columns[name] for name in LONGITUDES if name in columns), "")
    latitude = next((columns[name] for name in LATITUDES if name in columns), "")
    if longitude and latitude:
        return longitude, latitude
    if pair := next((columns[name] for name in PAIRS if name in columns), ""):
        return "", pair
    raise FileRefused(FileCode.NO_PLACE_COLUMN)


def _feature(row: Mapping[str, str | None], place: tuple[str, ...]) -> RawFeature:
    words = [(row.get(column) or "").strip() for column in place if column]
    attributes = attributes_of((name, value) for name, value in row.items() if name not in place)
    if not all(words):
        return RawFeature(None, attributes)
    geometry = _geometry(words, is_wkt=len(place) == 1)
    return RawFeature(geometry, attributes, is_broken=geometry is None)


def _geometry(words: list[str], *, is_wkt: bool) -> BaseGeometry | None:
    if is_wkt:
        geometry: BaseGeometry | None = shapely.from_wkt(words[0].rpartition(";")[2], on_invalid="ignore")  # EWKT too
        return geometry
    try:
        if len(words) == 1:
            latitude, longitude = (float(word) for word in words[0].split(","))
            return shapely.Point(longitude, latitude)
        return shapely.Point(*(float(word.replace(",", ".").replace("\u202f", "").replace(" ", "")) for word in words))
    except ValueError:
        return None
