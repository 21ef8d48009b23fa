import pyogrio
import pytest

from atelier.tables.exports.families import FAMILIES
from atelier.tables.exports.geopackage import write_geopackage
from atelier.tables.exports.rows import FIELDS
from tests.tables.test_entering import enter, stroke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]


def test_geopackage_is_read_by_gdal_with_french_layers_and_fields(sitting, tmp_path):
    square = [10_775_000, 499_230_000, 9_000, 0, 0, 9_000, -9_000, 0]
    enter(
        sitting,
        stroke(sitting.table, text="Œuvre d’été"),
        stroke(sitting.table, shape="area", trace=square),
        stroke(sitting.table, shape="mark", trace=square[:2]),
        stroke(sitting.table, shape="note", trace=[], text="Partout"),
    )
    path = tmp_path / "table.gpkg"
    path.write_bytes(write_geopackage(sitting.table, with_names=True))

    assert [name for name, _kind in pyogrio.list_layers(path)] == [*FAMILIES, "layer_styles"]
    about = pyogrio.read_info(path, layer="traits")
    assert (about["crs"], about["features"]) == ("EPSG:2154", 1)
    meta, _, _, columns = pyogrio.raw.read(path, layer="traits")
    assert list(meta["fields"]) == list(FIELDS)
    said = dict(zip(meta["fields"], (column[0] for column in columns), strict=True))
    assert (said["auteur"], said["texte"], said["legende"]) == ("Jeanne", "Œuvre d’été", "Blocage")
    assert {layer: pyogrio.read_info(path, layer=layer)["features"] for layer in FAMILIES} == dict.fromkeys(FAMILIES, 1)


def test_geopackage_of_a_bare_table_has_every_layer_empty(sitting, tmp_path):
    path = tmp_path / "vide.gpkg"
    path.write_bytes(write_geopackage(sitting.table, with_names=True))

    assert {layer: pyogrio.read_info(path, layer=layer)["features"] for layer in FAMILIES} == dict.fromkeys(FAMILIES, 0)
