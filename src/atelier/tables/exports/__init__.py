"""A table as files that others open: GeoJSON, GeoPackage, CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from atelier.tables.exports.csv_file import write_csv
from atelier.tables.exports.geojson import write_geojson
from atelier.tables.exports.geopackage import write_geopackage
from atelier.tables.models import Table


@dataclass(frozen=True)
class Export:
    """A kind of file and how it is written: the whole file, in bytes."""

    extension: str
    content_type: str
    write: Callable[[Table], bytes]


EXPORTS = {
    "geojson": Export("geojson", "application/geo+json", write_geojson),
    "gpkg": Export("gpkg", "application/geopackage+sqlite3", write_geopackage),
    "csv": Export("csv", "text/csv; charset=utf-8", write_csv),
}
