"""Styles in the GeoPackage: the table QGIS reads by itself, with the colours and widths of the pencils."""

import sqlite3
from contextlib import closing
from xml.etree import ElementTree as ET

import pytest

from atelier.tables.exports.geopackage import write_geopackage
from atelier.tables.exports.qml import Look, qml
from tests.factories.tables import PencilFactory
from tests.tables.test_entering import enter, stroke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]
SYMBOL_LAYERS = {"traits": "SimpleLine", "surfaces": "SimpleFill", "points": "SimpleMarker"}


@pytest.fixture
def table(sitting):
    """Pencils of each shape, and a stroke whose pencil is no longer in the legend."""
    PencilFactory(
        table=sitting.table, key="place", meaning="Lieu <aimé> & « vu »", color="#d9a400", shape="mark", width=12
    )
    PencilFactory(table=sitting.table, key="rethink", meaning="À repenser", color="#2F7D3B", shape="area", width=3)
    PencilFactory(table=sitting.table, key="word", meaning="Note", color="#3a3733", shape="note", width=3)
    gone = PencilFactory(table=sitting.table, key="gone", meaning="Disparu", color="#7a4a9e")
    enter(sitting, stroke(sitting.table, pencil="gone"), stroke(sitting.table))
    gone.delete()
    return sitting.table


def rows_of_styles(table, tmp_path):
    path = tmp_path / "table.gpkg"
    path.write_bytes(write_geopackage(table, with_names=True))
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        assert file.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        contents = "SELECT data_type FROM gpkg_contents WHERE table_name = 'layer_styles'"
        assert file.execute(contents).fetchone()["data_type"] == "attributes"
        geometry = dict(file.execute("SELECT table_name, column_name FROM gpkg_geometry_columns").fetchall())
        rows = file.execute("SELECT * FROM layer_styles ORDER BY id").fetchall()
    assert {row["f_table_name"]: row["f_geometry_column"] for row in rows} == geometry
    return rows


def categories(qml_text):
    """meaning → (kind of symbol layer, its options)."""
    renderer = ET.fromstring(qml_text).find("renderer-v2")
    assert (renderer.get("type"), renderer.get("attr")) == ("categorizedSymbol", "legende")
    symbols = {symbol.get("name"): symbol.find("layer") for symbol in renderer.iter("symbol")}
    found = {}
    for category in renderer.iter("category"):
        layer = symbols[category.get("symbol")]
        options = {one.get("name"): one.get("value") for one in layer.find("Option")}
        found[category.get("value")] = (layer.get("class"), options)
    return found


def test_styles_are_the_default_of_each_layer_that_has_a_geometry(table, tmp_path):
    rows = rows_of_styles(table, tmp_path)

    assert [row["f_table_name"] for row in rows] == ["traits", "surfaces", "points"]
    for row in rows:
        assert (row["styleName"], row["useAsDefault"], row["f_table_catalog"], row["f_table_schema"]) == (
            "default",
            1,
            "",
            "",
        )
        assert {kind for kind, _options in categories(row["styleQML"]).values()} == {SYMBOL_LAYERS[row["f_table_name"]]}


def test_styles_have_the_colours_and_widths_of_the_pencils(table, tmp_path):
    lines, areas, points = (categories(row["styleQML"]) for row in rows_of_styles(table, tmp_path))

    assert {name: (said["line_color"], said["line_width"]) for name, (_kind, said) in lines.items()} == {
        "Blocage": ("200,55,45,255", "1.06"),
        "Disparu": ("122,74,158,255", "1.06"),
    }
    [(name, (_kind, area))] = areas.items()
    assert (name, area["color"], area["outline_color"], area["outline_width"]) == (
        "À repenser", "47,125,59,43", "47,125,59,255", "0.79",
    )  # fmt: skip
    assert points["Lieu <aimé> & « vu »"][1]["color"] == "217,164,0,255"
    assert points["Lieu <aimé> & « vu »"][1]["size"] == "3.17"
    assert points["Note"][1]["outline_color"] == "58,55,51,255"


def test_style_of_a_meaning_with_a_letter_xml_refuses_is_still_read():
    assert list(categories(qml("traits", [Look("Blo\x00cage\x1b", "#c8372d", 4)]))) == ["Blocage"]


def test_style_of_nothing_is_read():
    assert categories(qml("surfaces", [])) == {}
