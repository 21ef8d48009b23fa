"""GeoPackage for QGIS and the planning office: a layer a kind of geometry, in the legal projection."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from atelier.engines.measure.legal import legal_crs, project
from atelier.tables.exports.families import FAMILIES, Family, family_of
from atelier.tables.exports.rows import FIELDS, Row, rows_of
from atelier.tables.exports.styles import write_styles
from atelier.tables.models import Table
from atelier.territories.sites import site


def write_geopackage(table: Table, *, with_names: bool) -> bytes:
    """The whole file. Every layer is there, empty or not, so that projects made on it keep opening."""
    rows: dict[str, list[Row]] = {name: [] for name in FAMILIES}
    for row in rows_of(table, with_names=with_names):
        rows[family_of(row.place).name].append(row)
    west, south, east, north = site(table.workshop.atelier.site).bounds
    epsg = legal_crs((west + east) / 2, (south + north) / 2)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.gpkg"
        for name, members in rows.items():
            _write_layer(path, FAMILIES[name], members, epsg)
        write_styles(path, table.pencils.all(), rows)
        return path.read_bytes()


def _write_layer(path: Path, family: Family, rows: Sequence[Row], epsg: int) -> None:
    import pyogrio.raw  # 100 MB: only when a GeoPackage is asked for

    kind = family.kind or None
    places = [family.as_one_kind(project(row.place, epsg)) for row in rows if row.place] if kind else None
    pyogrio.raw.write(
        path,
        geometry=np.array(shapely.to_wkb(places), dtype=object) if places is not None else None,
        field_data=[_column(field, rows) for field in FIELDS],
        fields=np.array(list(FIELDS)),
        layer=family.name,
        driver="GPKG",
        geometry_type=kind,
        crs=f"EPSG:{epsg}" if kind else None,
        append=path.exists(),
    )


def _column(field: str, rows: Sequence[Row]) -> Any:
    values = [row.fields[field] for row in rows]
    if FIELDS[field] == "number":
        return np.array([np.nan if value is None else value for value in values], dtype="float64")
    return np.array(values, dtype=object)
