import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from atelier.engines.relief.model.make import ModelOptions, Raised, make_model, prepared, solid_of
from atelier.engines.relief.model.triangles import EMPTY, WHOLE, fewest_triangles
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.relief.shapes import Overlay
from tests.engines.relief.grounds import dieppe, ground_of, is_sound, meshes_of

PLAIN = ModelOptions(10_000, is_engraved=False)
anywhere = arrays.arrays(
    np.float32, st.tuples(st.integers(2, 12), st.integers(2, 12)), elements=st.integers(-20, 60).map(float)
)


def volume_under(heights_mm, step_mm):
    """Integral of the mean of the two ways to cut each cell."""
    z = heights_mm.astype(np.float64)
    return float((z[:-1, :-1] + z[:-1, 1:] + z[1:, :-1] + z[1:, 1:]).sum()) / 4 * step_mm**2


def heights_at(mesh, places):
    """Height of the top of a mesh above places (x, y), by the triangle that holds each."""
    top = mesh.triangles[mesh.face_normals[:, 2] > 0.001]
    a, b, c = (top[:, index, :2] for index in range(3))
    area = np.cross(b - a, c - a)
    found = []
    for place in places:
        u, v = np.cross(b - place, c - place) / area, np.cross(c - place, a - place) / area
        held = np.flatnonzero((u > -1e-6) & (v > -1e-6) & (u + v < 1 + 1e-6))[0]
        found.append(u[held] * top[held, 0, 2] + v[held] * top[held, 1, 2] + (1 - u[held] - v[held]) * top[held, 2, 2])
    return np.array(found)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_model_of_dieppe_is_sound_and_holds_the_volume_of_the_ground(tmp_path):
    ground = dieppe(is_cropped=False)
    options = ModelOptions(60_000, exaggeration=3, title="Dieppe")
    _, heights = prepared(ground, options)

    made = make_model(ground, options, tmp_path / "dieppe.stl")

    (mesh,) = meshes_of(made.files[0])
    assert is_sound(mesh)
    expected = volume_under(heights, ground.step_m / 60)
    assert mesh.volume == pytest.approx(expected, rel=1e-3)
    assert made.tiles[0].volume_mm3 == pytest.approx(mesh.volume, rel=1e-5)


@pytest.mark.parametrize("suffix", [".stl", ".3mf"])
def test_model_in_tiles_cut_along_the_perimeter_is_sound(tmp_path, suffix):
    ground = dieppe()
    options = ModelOptions(40_000, exaggeration=2, bed_mm=(150, 150), tolerance_mm=0.1, title="Dieppe")
    _, heights = prepared(ground, options)

    made = make_model(ground, options, tmp_path / f"tiles{suffix}")

    meshes = [mesh for path in made.files for mesh in meshes_of(path)]
    assert [tile.name for tile in made.tiles] == ["A1", "A2", "B1", "B2"]
    assert all(is_sound(mesh) for mesh in meshes)
    assert all(max(mesh.extents[:2]) <= 150 for mesh in meshes)
    plan = ground.outline.area / 40**2
    assert sum(mesh.volume for mesh in meshes) == pytest.approx(plan * np.nanmean(heights[ground.kept()]), rel=0.01)


def test_simplified_model_stays_within_its_tolerance_at_every_cell_of_the_raster():
    ground = dieppe(is_cropped=False)
    options = ModelOptions(60_000, exaggeration=3, tolerance_mm=0.1, is_engraved=False)
    _, heights = prepared(ground, options)
    step = ground.step_m / 60

    solid = solid_of(heights, step, None, "", options)

    faces = solid.parts[0]
    assert len(faces) < heights.size / 5
    rows = np.round(heights.shape[0] - 1 - solid.vertices[:, 1] / step).astype(int)
    columns = np.round(solid.vertices[:, 0] / step).astype(int)
    worst = 0.0
    for face in faces:
        r, c, z = rows[face], columns[face], solid.vertices[face, 2].astype(float)
        grid_r, grid_c = np.mgrid[r.min() : r.max() + 1, c.min() : c.max() + 1]
        area = (c[1] - c[0]) * (r[2] - r[0]) - (c[2] - c[0]) * (r[1] - r[0])
        u = ((c[1] - grid_c) * (r[2] - grid_r) - (c[2] - grid_c) * (r[1] - grid_r)) / area
        v = ((c[2] - grid_c) * (r[0] - grid_r) - (c[0] - grid_c) * (r[2] - grid_r)) / area
        held = (u >= 0) & (v >= 0) & (u + v <= 1)
        plane = u * z[0] + v * z[1] + (1 - u - v) * z[2]
        worst = max(worst, float(np.abs(plane - heights[grid_r, grid_c])[held].max()))
    assert 0 < worst <= 0.1 + 1e-4


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_model_heights_match_the_raster_where_sampled(tmp_path):
    rng = np.random.default_rng(5)
    ground = ground_of(np.add.outer(np.sin(np.arange(40) / 5), np.cos(np.arange(50) / 7)) * 30)
    options = ModelOptions(5_000, exaggeration=1.5, is_engraved=False, tolerance_mm=0.05)
    _, heights = prepared(ground, options)

    made = make_model(ground, options, tmp_path / "waves.stl")

    (mesh,) = meshes_of(made.files[0])
    rows, columns = rng.integers(0, 40, 60), rng.integers(0, 50, 60)
    places = np.stack([columns * 2.0, (39 - rows) * 2.0], axis=-1)
    assert np.abs(heights_at(mesh, places) - heights[rows, columns]).max() <= 0.051


def test_model_of_a_plane_has_the_exact_volume_of_a_wedge(tmp_path):
    ground = ground_of(np.tile(np.arange(21.0), (11, 1)))

    made = make_model(ground, PLAIN, tmp_path / "wedge.stl")

    assert made.tiles[0].volume_mm3 == pytest.approx(20 * 10 * (5 + 1), rel=1e-6)


@pytest.mark.parametrize(
    ("height_m", "expected_mm3"),
    [
        (lambda r: np.maximum(0, 200 - r / 2), math.pi * 40**2 * 20 / 3),  # cone, 400 m of radius, 200 m high
        (lambda r: np.sqrt(np.maximum(0, 500**2 - r**2)) - 300, math.pi * 20**2 * (3 * 50 - 20) / 3),  # cap of a sphere
    ],
)
def test_model_of_a_round_hill_has_its_known_volume(tmp_path, height_m, expected_mm3):
    x, y = np.meshgrid(np.arange(-500, 501, 5.0), np.arange(-500, 501, 5.0))
    ground = ground_of(np.maximum(0, height_m(np.hypot(x, y))), step_m=5.0)

    made = make_model(ground, PLAIN, tmp_path / "hill.stl")

    assert made.tiles[0].volume_mm3 - 100 * 100 * 5 == pytest.approx(expected_mm3, rel=2e-3)


def test_model_of_a_pyramid_needs_few_triangles_and_keeps_its_volume(tmp_path):
    r = np.maximum(*np.abs(np.mgrid[-32:33, -32:33]))
    ground = ground_of((32 - r) * 5.0)
    options = ModelOptions(10_000, is_engraved=False, tolerance_mm=0.001)

    made = make_model(ground, options, tmp_path / "pyramid.stl")

    assert made.tiles[0].triangles < 60
    assert made.tiles[0].volume_mm3 == pytest.approx(64 * 64 * (5 + 16 / 3), rel=1e-5)


@settings(max_examples=60, deadline=None)
@given(anywhere, st.data())
def test_model_of_any_ground_with_holes_is_sound_or_has_no_ground(tmp_path_factory, heights, data):
    mask = data.draw(arrays.arrays(bool, heights.shape, elements=st.sampled_from([True, True, True, True, False])))
    tolerance = data.draw(st.sampled_from([0.0, 0.3, 2.0]))
    ground = ground_of(np.where(mask, heights, np.nan), step_m=100.0)
    out = tmp_path_factory.mktemp("any") / "any.stl"

    try:
        make_model(ground, ModelOptions(10_000, tolerance_mm=tolerance), out)
    except ReliefRefused as refusal:
        assert refusal.code == ReliefCode.ALL_UNKNOWN  # noqa: PT017
    else:
        (mesh,) = meshes_of(out)
        assert is_sound(mesh)


@settings(max_examples=40, deadline=None)
@given(anywhere, st.floats(0.5, 5), st.floats(0.5, 5), st.floats(1, 4))
def test_model_cut_by_any_circle_is_sound(heights, x, y, radius):
    outline = shapely.Point(x, y).buffer(radius, quad_segs=5)
    millimetres = heights + np.float32(30)

    solid = solid_of(millimetres, 1.0, outline, "", PLAIN)

    import trimesh

    plan = outline.intersection(shapely.box(0, 0, heights.shape[1] - 1, heights.shape[0] - 1)).area
    if solid is None:
        assert plan < 0.01
    else:
        mesh = trimesh.Trimesh(solid.vertices, solid.faces)
        assert mesh.is_watertight
        assert mesh.is_winding_consistent
        assert mesh.area_faces[mesh.face_normals[:, 2] < -0.99].sum() == pytest.approx(plan, abs=0.02)


@settings(max_examples=60, deadline=None)
@given(
    arrays.arrays(np.float32, (9, 14), elements=st.integers(0, 40).map(float)), st.sampled_from([0.0, 1.0, 5.0, 50.0])
)
def test_fewest_triangles_cover_each_cell_once(heights, tolerance):
    cells = np.full((8, 13), WHOLE, dtype=np.uint8)
    cells[2:4, 5:7] = EMPTY

    faces = fewest_triangles(heights, cells, tolerance=tolerance)

    x, y = faces % 14, -(faces // 14)
    twice = (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
    assert (twice > 0).all()
    assert twice.sum() == 2 * (8 * 13 - 4)


def test_embossed_road_rises_above_the_ground_and_engraved_one_sinks(tmp_path):
    ground = ground_of(np.zeros((21, 21)))
    road = Overlay("road", (shapely.LineString([(559_000, 6_979_900), (561_000, 6_979_900)]),))

    up = make_model(ground, ModelOptions(2_000, is_engraved=False, raised=(Raised(road, 0.6),)), tmp_path / "up.stl")
    down = make_model(
        ground, ModelOptions(2_000, is_engraved=False, raised=(Raised(road, -0.6),)), tmp_path / "down.stl"
    )

    assert up.size_mm[2] == pytest.approx(5.6)
    slab = 100 * 100 * 5
    assert up.tiles[0].volume_mm3 - slab == pytest.approx(100 * 0.6 * 1.0, rel=0.3)
    assert slab - down.tiles[0].volume_mm3 == pytest.approx(up.tiles[0].volume_mm3 - slab, rel=1e-3)
    assert all(is_sound(mesh) for path in (*up.files, *down.files) for mesh in meshes_of(path))


def test_underside_letters_take_away_plastic_but_nothing_breaks(tmp_path):
    ground = ground_of(np.zeros((21, 21)), step_m=50.0)

    made = make_model(ground, ModelOptions(10_000, title="Été à Fumel"), tmp_path / "named.stl")

    (mesh,) = meshes_of(made.files[0])
    assert is_sound(mesh)
    assert 50 < 100 * 100 * 5 - mesh.volume < 1500


def test_dovetails_of_neighbours_fit_with_a_little_play(tmp_path):
    ground = ground_of(np.zeros((41, 81)), step_m=25.0)

    made = make_model(ground, ModelOptions(10_000, bed_mm=(130, 130), is_engraved=False), tmp_path / "two.3mf")

    left, right = meshes_of(made.files[0])
    assert left.extents[0] == pytest.approx(106, abs=0.01)
    assert right.extents[0] == pytest.approx(100, abs=0.01)
    missing = 200 * 100 * 5 - left.volume - right.volume
    assert 0 < missing < 2 * 5 * 0.15 * 40


@pytest.mark.parametrize(
    ("heights", "options", "code"),
    [
        (np.full((5, 5), np.nan), PLAIN, ReliefCode.ALL_UNKNOWN),
        (np.zeros((3, 3)), ModelOptions(1_000_000), ReliefCode.TOO_SMALL),
        (np.zeros((30, 30)), ModelOptions(50), ReliefCode.CELL_TOO_LARGE),
        (np.zeros((30, 30)), ModelOptions(1_000, bed_mm=(20, 200)), ReliefCode.BED_TOO_SMALL),
        (np.zeros((900, 900)), ModelOptions(1_000), ReliefCode.TOO_MANY_PIECES),
    ],
)
def test_model_is_refused_in_a_sentence(tmp_path, heights, options, code):
    with pytest.raises(ReliefRefused) as refusal:
        make_model(ground_of(heights), options, tmp_path / "no.stl")

    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")
    assert list(tmp_path.iterdir()) == []
