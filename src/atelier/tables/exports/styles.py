"""Styles of a GeoPackage, in the table `layer_styles` that QGIS reads by itself: the pencils as on the map.

The format is QGIS's own (QgsOgrProvider, "Save style in database"): one row a layer, its style as QML.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from atelier.tables.exports.qml import Look, qml
from atelier.tables.exports.rows import Row
from atelier.tables.models import TablePencil

GEOMETRY_COLUMN = "geom"
STYLED = ("traits", "surfaces", "points")
SHAPES = {"traits": {"stroke"}, "surfaces": {"area"}, "points": {"mark", "note"}}
PLAIN_WIDTHS = {"traits": 4.0, "surfaces": 3.0, "points": 12.0}
HEX_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
GRAPHITE = "#3a3733"
TABLE = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""
CONTENTS = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', '', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0)
"""
ROW = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
  styleSLD, useAsDefault, description, owner, ui, update_time)
VALUES ('', '', ?, ?, 'default', ?, '', 1, ?, '', NULL, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
"""


def write_styles(path: Path, pencils: Iterable[TablePencil], rows: Mapping[str, Sequence[Row]]) -> None:
    """Add `layer_styles` to a GeoPackage already written. rows: by name of layer."""
    pencils = list(pencils)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(TABLE)
        file.execute(CONTENTS)
        for layer in STYLED:
            style = qml(layer, looks_of(layer, pencils, rows[layer]))
            file.execute(ROW, (layer, GEOMETRY_COLUMN, style, "Légende de la table"))


def looks_of(layer: str, pencils: Iterable[TablePencil], rows: Sequence[Row]) -> list[Look]:
    """One look a meaning: the legend's pencils for this layer, then what was drawn with any other."""
    looks: dict[str, Look] = {}
    everyone = sorted(pencils, key=lambda pencil: pencil.shape not in SHAPES[layer])
    drawn = {row.fields["legende"]: row.fields["couleur"] for row in rows}
    for pencil in everyone:
        if pencil.shape in SHAPES[layer] or pencil.meaning in drawn:
            own = pencil.shape in SHAPES[layer]
            width = pencil.width if own else PLAIN_WIDTHS[layer]
            looks.setdefault(pencil.meaning, Look(pencil.meaning, _color(pencil.color), width, pencil.shape))
    for meaning, color in drawn.items():
        looks.setdefault(meaning, Look(meaning, _color(color), PLAIN_WIDTHS[layer]))
    return list(looks.values())


def _color(color: str) -> str:
    return color if HEX_COLOR.fullmatch(color) else GRAPHITE
