"""GeoPackage for QGIS and the planning office: a layer a kind of geometry, in the legal projection."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.measure.legal import legal_crs, project
from atelier.tables.exports.rows import Row, rows_of
from atelier.tables.models import Table
from atelier.territories.sites import site

LAYERS = {
    "traits": ("MultiLineString", shapely.MultiLineString),
    "surfaces": ("MultiPolygon", shapely.MultiPolygon),
    "points": ("Point", None),
    "sans_lieu": (None, None),
}
NUMBERS = {"longueur_m", "surface_m2"}


def write_geopackage(table: Table) -> bytes:
    """The whole file. Every layer is there, empty or not, so that projects made on it keep opening."""
    rows: dict[str, list[Row]] = {name: [] for name in LAYERS}
    for row in rows_of(table):
        rows[_layer_of(row.place)].append(row)
    west, south, east, north = site(table.workshop.atelier.site).bounds
    epsg = legal_crs((west + east) / 2, (south + north) / 2)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.gpkg"
        for name, members in rows.items():
            _write_layer(path, name, members, epsg)
        return path.read_bytes()


def _layer_of(place: BaseGeometry | None) -> str:
    if place is None:
        return "sans_lieu"
    if place.geom_type == "Point":
        return "points"
    return "traits" if place.geom_type.endswith("LineString") else "surfaces"


def _write_layer(path: Path, name: str, rows: Sequence[Row], epsg: int) -> None:
    import pyogrio.raw  # 100 MB: only when a GeoPackage is asked for

    kind, multiple = LAYERS[name]
    fields = list(rows[0].fields) if rows else _field_names()
    places = [_as_multiple(project(row.place, epsg), multiple) for row in rows if row.place] if kind else None
    pyogrio.raw.write(
        path,
        geometry=np.array(shapely.to_wkb(places), dtype=object) if places is not None else None,
        field_data=[_column(field, rows) for field in fields],
        fields=np.array(fields),
        layer=name,
        driver="GPKG",
        geometry_type=kind,
        crs=f"EPSG:{epsg}" if kind else None,
        append=path.exists(),
    )


def _field_names() -> list[str]:
    return [
        "identifiant", "genre", "legende", "couleur", "texte", "calque", "auteur", "college", "dit_le",
        "modifie_le", "modifie_par", "morceau_de", "table", "seance", "atelier", "longueur_m", "surface_m2",
    ]  # fmt: skip


def _column(field: str, rows: Sequence[Row]) -> Any:
    values = [row.fields[field] for row in rows]
    if field in NUMBERS:
        return np.array([np.nan if value is None else value for value in values], dtype="float64")
    return np.array(values, dtype=object)


def _as_multiple(place: BaseGeometry, multiple: Any) -> BaseGeometry:
    if multiple is None or place.geom_type.startswith("Multi"):
        return place
    gathered: BaseGeometry = multiple([place])
    return gathered
