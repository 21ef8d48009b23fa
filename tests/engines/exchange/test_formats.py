"""Each format, as the tools write it: places to a centimetre, words with their accents."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pyogrio.raw
import pytest
import shapely

from atelier.engines.exchange.reading import read_file
from atelier.engines.journal.trace import positions
from tests.engines.exchange.files import DIEPPE, FIELD, GPX, KML, PATH, TREE, geojson, shapefile, write, zipped


def read(path, **more):
    return read_file(path, name="essai", area=DIEPPE, **more)


def shapes(reading):
    return dict(Counter(part.shape for part in reading.parts))


def codes(reading):
    return [(problem.feature, str(problem.code)) for problem in reading.problems]


def near(trace, geometry):
    expected = list(geometry.exterior.coords)[:-1] if geometry.geom_type == "Polygon" else list(geometry.coords)
    return np.allclose(list(positions(trace)), expected, rtol=0, atol=2e-7)


@pytest.mark.parametrize(("driver", "name"), [("GeoJSON", "a.geojson"), ("GPKG", "a.gpkg")])
def test_points_lines_and_surfaces_keep_their_places_and_words(tmp_path, driver, name):
    path = write(tmp_path / name, [TREE, PATH, FIELD], driver=driver, names=["Œuvre", "Été", "L’Épi"])

    reading = read(path)

    assert codes(reading) == []
    assert [(part.feature, part.shape) for part in reading.parts] == [(1, "mark"), (2, "stroke"), (3, "area")]
    assert all(near(part.trace, one) for part, one in zip(reading.parts, [TREE, PATH, FIELD], strict=True))
    assert [reading.attributes[number]["nom"] for number in (1, 2, 3)] == ["Œuvre", "Été", "L’Épi"]


@pytest.mark.parametrize("encoding", ["UTF-8", "CP1252", "ISO-8859-15"])
@pytest.mark.parametrize("without", [(), (".cpg",)])
def test_zipped_shapefile_in_lambert_93_is_read_in_its_encoding(tmp_path, encoding, without):
    path = shapefile(tmp_path, [PATH], encoding=encoding, without=without)

    reading = read(path)

    assert (codes(reading), reading.crs) == ([], ["EPSG:2154 (RGF93 v1 / Lambert-93)"])
    assert near(reading.parts[0].trace, PATH)
    assert reading.attributes[1]["nom"] == "Chemin n° 0 des Prés-Salés"


def test_geopackage_with_several_layers_is_read_whole_and_its_views_passed_over(tmp_path):
    import sqlite3

    path = write(tmp_path / "a.gpkg", [TREE], driver="GPKG", layer="arbres")
    write(path, [PATH], driver="GPKG", layer="chemins")
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE VIEW sans_fin AS WITH RECURSIVE n AS (SELECT 1 fid UNION ALL SELECT 1 FROM n) SELECT * FROM n"
        )
        database.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) "
                         "VALUES ('sans_fin', 'features', 'sans_fin', 4326)")  # fmt: skip
        database.execute("INSERT INTO gpkg_geometry_columns VALUES ('sans_fin', 'geom', 'POINT', 4326, 0, 0)")
    database.close()

    reading = read(path)

    assert shapes(reading) == {"mark": 1, "stroke": 1}
    assert codes(reading) == [(0, "layer_passed_over")]


def test_kml_of_nested_folders_is_read_without_following_its_links(tmp_path):
    path = tmp_path / "lieux.kml"
    path.write_text(KML, encoding="utf-8")

    reading = read(path)

    assert shapes(reading) == {"stroke": 3, "mark": 1, "area": 1}
    assert codes(reading) == [(3, "holes_filled"), (5, "unreadable_feature")]
    assert reading.attributes[1] == {"name": "Sentier des Douaniers", "état": "Dégradé", "dossier": "Balades/Été"}
    assert reading.attributes[2]["dossier"] == "Balades"
    assert near(reading.parts[0].trace, PATH)


def test_kmz_is_a_zipped_kml(tmp_path):
    assert shapes(read(zipped(tmp_path / "lieux.kmz", doc__kml=KML)))["mark"] == 1


def test_kml_written_by_gdal_is_read(tmp_path):
    reading = read(write(tmp_path / "a.kml", [TREE, FIELD], driver="KML"))

    assert shapes(reading) == {"mark": 1, "area": 1}


def test_gpx_waypoints_routes_and_segments_are_drawn(tmp_path):
    path = tmp_path / "sortie.gpx"
    path.write_text(GPX, encoding="utf-8")

    reading = read(path)

    assert [(part.feature, part.part, part.shape) for part in reading.parts] == [
        (1, 0, "mark"), (2, 0, "stroke"), (3, 0, "stroke"), (3, 1, "stroke"),
    ]  # fmt: skip
    assert reading.attributes[3] == {"name": "Fait", "genre": "trace"}


def test_gpx_written_by_gdal_is_read(tmp_path):
    path = tmp_path / "a.gpx"
    wkb = shapely.to_wkb([PATH])
    pyogrio.raw.write(path, geometry=wkb, field_data=[], fields=[], geometry_type="LineString", driver="GPX",
                      crs="EPSG:4326", layer="routes")  # fmt: skip

    assert near(read(path).parts[0].trace, PATH)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("nom;longitude;latitude\r\nBelvédère;1,0775;49,9233\r\n", "utf-8-sig"),
        ("nom;Lon;Lat\nBelvédère;1,0775;49,9233\n", "cp1252"),
        ("nom,lat,lng\nBelvédère,49.9233,1.0775\n", "utf-8"),
        ("nom\twkt\nBelvédère\tPOINT (1.0775 49.9233)\n", "utf-8"),
        ('nom;geo_point_2d\nBelvédère;"49.9233, 1.0775"\n', "utf-8"),
        ("nom;x;y\nBelvédère;561842,03;6982198,14\n", "utf-8"),
    ],
)
def test_csv_says_where_in_several_ways(tmp_path, text, encoding):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))

    reading = read(path)

    assert list(positions(reading.parts[0].trace)) == [pytest.approx((1.0775, 49.9233), abs=1e-3)]
    assert reading.attributes[1]["nom"] == "Belvédère"


def test_geojson_of_the_old_kind_says_its_projection(tmp_path):
    from atelier.engines.measure.legal import project

    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    reading = read(geojson(tmp_path / "a.geojson", [project(PATH, 2154)], crs=crs))

    assert codes(reading) == []
    assert near(reading.parts[0].trace, PATH)
