import numpy as np
import pytest
from pyproj import Geod

from atelier.engines.relief.reading import Extent, metric_crs, read_ground
from atelier.engines.relief.refusals import SENTENCES, ReliefCode, ReliefRefused
from atelier.engines.relief.shapes import read_area, read_overlay
from tests.engines.relief.grounds import DIEPPE, dieppe, write_raster


def test_metric_raster_is_read_as_it_is(tmp_path):
    heights = np.arange(12.0).reshape(3, 4)
    heights[1, 1] = np.nan

    ground = read_ground(write_raster(tmp_path / "a.tif", heights))

    assert np.array_equal(ground.heights_m, heights.astype(np.float32), equal_nan=True)
    assert (ground.west_m, ground.north_m, ground.step_m) == (560_005, 6_979_995, 10)
    assert ground.notes == ()


def test_raster_in_degrees_is_brought_to_the_legal_projection(tmp_path):
    path = write_raster(
        tmp_path / "d.tif", np.full((60, 50), 42.0), step=0.001, crs="EPSG:4326", west=1.05, north=49.95
    )

    ground = read_ground(path)

    assert ground.crs == "EPSG:2154"
    assert ground.depth_m == pytest.approx(6670, rel=0.06)
    assert np.nanmin(ground.heights_m) == np.nanmax(ground.heights_m) == 42
    assert "EPSG:2154" in ground.notes[0]


@pytest.mark.parametrize(
    ("place", "code"),
    [((2, 47), 2154), ((55.5, -21.1), 2975), ((-61, 14.6), 5490), ((8.5, -47), 32732), ((13, 52), 32633)],
)
def test_metric_crs_is_the_legal_one_or_utm(place, code):
    assert metric_crs(*place) == code


def test_raster_without_projection_is_refused_and_read_once_it_is_named(tmp_path):
    path = write_raster(tmp_path / "n.tif", np.zeros((4, 4)), crs=None)

    with pytest.raises(ReliefRefused) as refusal:
        read_ground(path)
    assert refusal.value.code == ReliefCode.NO_PROJECTION

    assert read_ground(path, crs="EPSG:2154").crs == "EPSG:2154"


def test_degrees_called_metres_are_told(tmp_path):
    path = write_raster(tmp_path / "w.tif", np.zeros((4, 4)), step=0.0003)

    with pytest.raises(ReliefRefused, match="look like degrees"):
        read_ground(path)


def test_large_raster_is_read_coarser_and_says_so(tmp_path):
    heights = np.tile(np.arange(100.0), (80, 1))

    ground = read_ground(write_raster(tmp_path / "l.tif", heights), max_cells=500)

    assert (ground.rows, ground.columns, ground.step_m) == (20, 25, 40)
    assert ground.heights_m[0] == pytest.approx(np.arange(25) * 4 + 1.5)
    assert ground.west_m == 560_020
    assert "read every 4 cells" in ground.notes[0]


def test_undeclared_no_data_is_taken_as_unknown(tmp_path):
    heights = np.zeros((4, 4))
    heights[0, 0] = -32768

    ground = read_ground(write_raster(tmp_path / "u.tif", heights, nodata=None))

    assert np.isnan(ground.heights_m[0, 0])
    assert "1 heights" in ground.notes[0]


def test_crop_by_an_area_keeps_its_outline():
    ground = dieppe()

    area = read_area(DIEPPE / "emprise_fiable.geojson")
    square_metres, _ = Geod(ellps="GRS80").geometry_area_perimeter(area)
    assert ground.outline.area == pytest.approx(abs(square_metres), rel=0.005)
    assert ground.columns < 647


@pytest.mark.parametrize(
    ("extent", "code"),
    [
        (Extent(bounds=(5, 45, 6, 46)), ReliefCode.OUTSIDE),
        (Extent(bounds=(1.1, 49.9, 1.10001, 49.90001)), None),
    ],
)
def test_extent_outside_is_refused_and_a_tiny_one_is_two_cells(extent, code):
    if code is None:
        ground = read_ground(DIEPPE / "mnt_20m.tif", extent)
        assert min(ground.rows, ground.columns) >= 2
    else:
        with pytest.raises(ReliefRefused) as refusal:
            read_ground(DIEPPE / "mnt_20m.tif", extent)
        assert refusal.value.code == code


@pytest.mark.parametrize(("heights", "code"), [([[1]], "too_few_cells"), ([[1, 2, 3]], "too_few_cells")])
def test_one_cell_or_one_row_is_refused(tmp_path, heights, code):
    with pytest.raises(ReliefRefused) as refusal:
        read_ground(write_raster(tmp_path / "s.tif", heights))

    assert refusal.value.code == code


def test_all_unknown_and_not_a_raster_are_refused(tmp_path):
    (tmp_path / "x.tif").write_text("not a raster")
    write_raster(tmp_path / "nan.tif", np.full((4, 4), np.nan))

    for name, code in (("x.tif", ReliefCode.UNREADABLE), ("nan.tif", ReliefCode.ALL_UNKNOWN)):
        with pytest.raises(ReliefRefused) as refusal:
            read_ground(tmp_path / name)
        assert refusal.value.code == code


def test_overlay_is_brought_to_the_projection_of_the_ground(tmp_path):
    roads = read_overlay(DIEPPE / "routes.geojson", "EPSG:2154")

    west, south, east, north = roads.shapes[0].bounds
    assert 550_000 < west < east < 580_000
    assert 6_970_000 < south < north < 6_990_000
    (tmp_path / "bad.geojson").write_text("{}")
    with pytest.raises(ReliefRefused) as refusal:
        read_overlay(tmp_path / "bad.geojson", "EPSG:2154")
    assert refusal.value.code == ReliefCode.OVERLAY_UNREADABLE


def test_every_refusal_has_its_sentence():
    assert set(SENTENCES) == set(ReliefCode)
