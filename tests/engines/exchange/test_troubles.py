"""Bad files: refused with a code that has a sentence, or read with each feature's reason."""

from __future__ import annotations

import struct
import zipfile

import numpy as np
import pytest
import shapely

from atelier.engines.exchange import limits
from atelier.engines.exchange.refusals import FileRefused
from atelier.engines.journal.trace import MAX_POSITIONS, positions
from atelier.engines.measure.legal import project
from tests.engines.exchange.files import BOW, DIEPPE, FIELD, KML, PATH, TREE, geojson, shapefile, zipped
from tests.engines.exchange.test_formats import codes, near, read, shapes


def refusal(path, **more):
    with pytest.raises(FileRefused) as caught:
        read(path, **more)
    return str(caught.value.code)


def written(path, body):
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return path


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("vide.geojson", b"", "empty"),
        ("blanc.geojson", b" \n ", "empty"),
        ("rapport.geojson", b"%PDF-1.7\n%\xe2\xe3", "not_a_map"),
        ("photo.kml", b"\xff\xd8\xff\xe0", "not_a_map"),
        ("page.kml", b"<html><body/></html>", "not_a_map"),
        ("autre.json", b'{"type": "Topology"}', "not_a_map"),
        ("liste.json", b"[1, 2]", "not_a_map"),
        ("coupe.geojson", b'{"type": "FeatureCollection", "features": [\n{"type": "Fea', "unreadable"),
        ("coupe.kml", KML[:900].encode(), "unreadable"),
        ("rien.geojson", b'{"type": "FeatureCollection", "features": []}', "no_feature"),
        ("seul.shp", b"\x00\x00\x27\x0a" + bytes(96), "shp_alone"),
        ("sans_lieu.csv", b"nom;prix\nA;3\n", "no_place_column"),
        ("faux.gpkg", b"SQLite format 3\x00" + bytes(200), "unreadable"),
        ("vrt.xml", b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/vsicurl/http://192.0.2.1/a'
                    b"</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>", "not_a_map"),
        ("rire.kml", b'<!DOCTYPE k [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml>&b;</kml>', "xml_with_doctype"),
        ("fichier.gpx", b'<!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>', "xml_with_doctype"),
        ("casse.zip", b"PK\x03\x04" + bytes(50), "broken_zip"),
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused_whatever_its_name(tmp_path, name, body, code):
    assert refusal(written(tmp_path / name, body)) == code


def test_zip_cut_short_is_refused(tmp_path):
    path = shapefile(tmp_path, [PATH])

    assert refusal(written(tmp_path / "coupe.zip", path.read_bytes()[:-200])) == "broken_zip"


def test_zip_damaged_inside_is_refused(tmp_path):
    body = bytearray(shapefile(tmp_path, [PATH]).read_bytes())
    body[80:160] = bytes(80)

    assert refusal(written(tmp_path / "abime.zip", bytes(body))) == "broken_zip"


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    path = tmp_path / "bombe.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        monkeypatch.undo()
        with archive.open("bombe.geojson", "w") as member:
            for _ in range(60):
                member.write(bytes(1_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))

    assert refusal(path) == "zip_bomb"


def test_zip_whose_header_lies_on_its_size_gives_no_more_than_it_said(tmp_path):
    path = zipped(tmp_path / "menteur.zip", a__geojson="x" * 5_000_000)
    body = bytearray(path.read_bytes())
    place = body.rindex(b"PK\x01\x02")
    body[place + 24 : place + 28] = struct.pack("<I", 100)

    assert refusal(written(path, bytes(body))) == "broken_zip"


@pytest.mark.parametrize("name", ["../../evade.geojson", "/etc/evade.geojson", "a\\..\\..\\evade.geojson", "C:/a.kml"])
def test_zip_that_names_files_outside_is_refused(tmp_path, name):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "{}")

    assert refusal(path) == "zip_path"


def test_zip_without_a_map_and_zip_in_a_zip_are_refused(tmp_path):
    inner = zipped(tmp_path / "i.zip", lisez__txt="bonjour")

    assert refusal(inner) == "nothing_in_zip"
    assert refusal(zipped(tmp_path / "o.zip", carte__geojson=inner.read_bytes())) == "nothing_in_zip"


def test_shapefile_without_its_index_is_told_what_it_lacks(tmp_path):
    assert refusal(shapefile(tmp_path, [PATH], without=(".shx",))) == "shp_incomplete"


def test_too_large_too_many_features_and_too_many_positions_are_refused(tmp_path, monkeypatch):
    path = geojson(tmp_path / "a.geojson", [TREE] * 30)
    many = geojson(tmp_path / "b.geojson", [shapely.MultiPoint([(1 + n / 1000, 49.9) for n in range(30)])])

    monkeypatch.setattr("atelier.engines.exchange.geojson.MOST_FEATURES", 20)
    monkeypatch.setattr("atelier.engines.exchange.reading.MOST_OBJECTS", 20)
    assert refusal(path) == refusal(many) == "too_many_features"
    monkeypatch.setattr("atelier.engines.exchange.reading.MOST_OBJECTS", 100)
    monkeypatch.setattr("atelier.engines.exchange.reading.MOST_POSITIONS_IN_ALL", 20)
    assert refusal(many) == "too_many_positions"
    monkeypatch.setattr("atelier.engines.exchange.reading.MOST_BYTES", 20)
    assert refusal(path) == "too_large"


def test_shapefile_without_projection_is_guessed_and_said(tmp_path):
    reading = read(shapefile(tmp_path, [PATH], without=(".prj",)))

    assert codes(reading) == [(0, "projection_guessed")]
    assert near(reading.parts[0].trace, PATH)


def test_degrees_without_projection_are_taken_for_degrees(tmp_path):
    reading = read(shapefile(tmp_path, [PATH], crs="EPSG:4326", without=(".prj",)))

    assert near(reading.parts[0].trace, PATH)


def test_metres_said_to_be_degrees_are_read_as_lambert_93_and_said(tmp_path):
    reading = read(geojson(tmp_path / "a.geojson", [project(PATH, 2154), project(TREE, 2154)]))

    assert codes(reading) == [(0, "projection_wrong")]
    assert near(reading.parts[0].trace, PATH)


def test_numbers_of_no_projection_we_know_are_refused_unless_somebody_says_it(tmp_path):
    path = shapefile(tmp_path, [PATH], crs="EPSG:27572", without=(".prj",))
    far = written(tmp_path / "loin.csv", "nom;x;y\nA;99999999;88888888\n")

    assert refusal(far) == "no_projection"
    x, y = next(positions(read(path, forced_crs="EPSG:27572").parts[0].trace))
    assert (x, y) == pytest.approx((1.07, 49.92), abs=1e-4)


def test_latitude_before_longitude_is_put_right_and_said(tmp_path):
    swapped = shapely.transform(PATH, lambda points: points[:, ::-1])

    reading = read(geojson(tmp_path / "a.geojson", [swapped]))

    assert codes(reading) == [(0, "axes_swapped")]
    assert near(reading.parts[0].trace, PATH)


def test_each_bad_feature_is_told_by_its_number_and_the_good_ones_are_kept(tmp_path):
    path = geojson(
        tmp_path / "a.geojson",
        [
            TREE,
            None,
            {"type": "Point", "coordinates": []},
            {"type": "LineString", "coordinates": [[1.07, float("nan")], [1.08, 49.9]]},
            {"type": "Point", "coordinates": ["un", "deux"]},
            shapely.Point(1.07, 95),
            shapely.Polygon([(1.05, 49.9), (1.06, 49.9), (1.05, 49.9)]),
            shapely.Point(2.35, 48.85),
            {"type": "Feature", "properties": [], "geometry": None},
        ],
    )

    reading = read(path)

    assert codes(reading) == [
        (2, "no_place"),
        (3, "no_place"),
        (4, "not_a_number"),
        (5, "unreadable_feature"),
        (6, "out_of_world"),
        (7, "encloses_nothing"),
        (8, "outside_the_map"),
        (9, "unreadable_feature"),
    ]
    assert [part.feature for part in reading.parts] == [1, 8]


def test_collections_and_multiples_are_taken_apart_and_heights_dropped(tmp_path):
    whole = shapely.GeometryCollection(
        [
            TREE,
            shapely.MultiLineString([PATH, PATH]),
            shapely.GeometryCollection([FIELD, shapely.Point(1.07, 49.9, 12)]),
        ]
    )

    reading = read(geojson(tmp_path / "a.geojson", [whole]))

    assert [(part.part, part.shape) for part in reading.parts] == [
        (0, "mark"), (1, "stroke"), (2, "stroke"), (3, "area"), (4, "mark"),
    ]  # fmt: skip


def test_surface_that_crosses_itself_is_repaired_and_a_holed_one_filled(tmp_path):
    holed = shapely.Polygon(FIELD.exterior, [[(1.052, 49.902), (1.054, 49.902), (1.054, 49.904)]])

    reading = read(geojson(tmp_path / "a.geojson", [BOW, holed]))

    assert codes(reading) == [(1, "repaired"), (2, "holes_filled")]
    assert shapes(reading) == {"area": 3}
    assert reading.problems[1].values == {"holes": 1}


def test_line_of_too_many_positions_is_simplified_within_what_it_says(tmp_path):
    angles = np.linspace(0, 40 * np.pi, 60_000)
    spiral = shapely.LineString(
        np.column_stack([1.1 + angles / 2000 * np.cos(angles), 49.9 + angles / 3000 * np.sin(angles)])
    )

    reading = read(geojson(tmp_path / "a.geojson", [spiral]))

    (problem,) = reading.problems
    drawn = shapely.LineString(list(positions(reading.parts[0].trace)))
    assert (problem.code, len(drawn.coords) <= MAX_POSITIONS) == ("simplified", True)
    assert drawn.hausdorff_distance(spiral) * 111_320 <= problem.values["tolerance_m"] + 0.1


def test_reading_asks_nothing_of_the_network_nor_of_other_drivers(tmp_path):
    """A GeoPackage whose layer names a distant file, a Shapefile zip with a VRT in it: neither is looked at."""
    vrt = "<OGRVRTDataSource><OGRVRTLayer name='a'><SrcDataSource>/vsicurl/http://192.0.2.1/a</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"

    assert refusal(zipped(tmp_path / "a.zip", a__vrt=vrt)) == "nothing_in_zip"
    assert refusal(zipped(tmp_path / "b.zip", a__shp=vrt, a__shx=vrt)) == "not_a_map"
    assert refusal(written(tmp_path / "c.csv", "/vsicurl/http://192.0.2.1/a.csv")) == "no_place_column"


def test_limits_leave_room_for_what_the_programme_uses():
    assert (limits.MOST_BYTES, limits.MOST_FEATURES) == (200_000_000, 100_000)
    assert DIEPPE
