import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier.engines.relief.block.horizon import Scene
from atelier.engines.relief.block.labels import Label, place_labels
from atelier.engines.relief.block.make import draw_block, make_block
from atelier.engines.relief.block.options import BlockOptions
from atelier.engines.relief.block.strokes import hachures, nice_interval
from atelier.engines.relief.block.view import View
from atelier.engines.relief.ground import sample
from atelier.engines.relief.reading import Extent, read_ground
from atelier.engines.relief.shapes import Overlay, read_overlay
from atelier.engines.relief.stopwatch import Stopwatch
from tests.engines.relief.grounds import DIEPPE, ground_of

HARBOUR = Extent(bounds=(1.0412, 49.8835, 1.119, 49.9675))
SVG, INKSCAPE = "{http://www.w3.org/2000/svg}", "{http://www.inkscape.org/namespaces/inkscape}"


def scene_of(ground, azimuth, tilt, exaggeration):
    view = View.of(ground, azimuth, tilt, exaggeration)
    corners = np.array(ground.rectangle.exterior.coords)[:4]
    low, high = (np.column_stack([corners, np.full(4, z)]) for z in (ground.heights_m.min(), ground.heights_m.max()))
    return Scene.of(ground, view.fitted(np.concatenate([low, high]), (20, 20, 400, 270)))


def ray_clearances(ground, view, places):
    """Least height of the sight line above the ground, from each place (column, row) towards the eye: a plain march."""
    heights = sample(ground.heights_m, places)
    towards = -view.axes[1] * (1, -1) / ground.step_m  # columns and rows for one metre nearer
    climb = view.sine / view.rise
    least = np.full(len(places), np.inf)
    reach = np.hypot(ground.width_m, ground.depth_m)
    for metres in np.arange(0.1, reach / ground.step_m, 0.1) * ground.step_m:
        at = places + towards * metres
        inside = (at >= 0).all(axis=1) & (at[:, 0] <= ground.columns - 1) & (at[:, 1] <= ground.rows - 1)
        if not inside.any():
            break
        gap = heights[inside] + climb * metres - sample(ground.heights_m, at[inside])
        least[inside] = np.minimum(least[inside], gap)
    return least * view.rise * view.mm_per_m


@pytest.mark.parametrize("azimuth", [0.0, 37.0, 90.0, 225.0, 335.0])
def test_hidden_points_are_those_an_independent_ray_finds_hidden(azimuth):
    ground = read_ground(DIEPPE / "mnt_20m.tif", HARBOUR).with_flat_sea()
    scene = scene_of(ground, azimuth, 22.0, 5.0)
    rng = np.random.default_rng(11)
    places = rng.uniform((1, 1), (ground.columns - 2, ground.rows - 2), (3000, 2))
    points = np.column_stack(
        [
            ground.west_m + places[:, 0] * ground.step_m,
            ground.north_m - places[:, 1] * ground.step_m,
            sample(ground.heights_m, places),
        ]
    )

    turned = scene.view.turned(points)
    clear = scene.clearance_m(turned[:, 0], turned[:, 1], points[:, 2]) * scene.view.mm_per_m
    rays = ray_clearances(ground, scene.view, places)

    hidden = rays < -0.15
    seen = rays > -0.02
    assert hidden.sum() > 100
    assert (clear[hidden] < 0).mean() > 0.995
    assert (clear[seen] > -0.15).mean() > 0.995


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0, 360), st.floats(12, 70))
def test_hidden_points_agree_with_rays_on_any_hills(seed, azimuth, tilt):
    rng = np.random.default_rng(seed)
    rows, columns = np.mgrid[0:40, 0:55]
    heights = sum(
        rng.uniform(10, 60) * np.exp(-((rows - r) ** 2 + (columns - c) ** 2) / rng.uniform(20, 90))
        for r, c in rng.uniform((0, 0), (40, 55), (7, 2))
    )
    ground = ground_of(heights)
    scene = scene_of(ground, azimuth, tilt, 2.0)
    places = rng.uniform((1, 1), (53, 38), (300, 2))
    east, north = ground.west_m + places[:, 0] * 10, ground.north_m - places[:, 1] * 10
    z = sample(ground.heights_m, places)

    turned = scene.view.turned(np.column_stack([east, north]))
    clear = scene.clearance_m(turned[:, 0], turned[:, 1], z) * scene.view.mm_per_m
    rays = ray_clearances(ground, scene.view, places)

    assert (clear[rays < -1.0] < 0).mean() > 0.98 if (rays < -1.0).any() else True
    assert (clear[rays > -0.05] > -1.0).mean() > 0.98


def test_line_behind_a_wall_is_hidden_up_to_where_it_comes_out():
    heights = np.zeros((101, 101))
    heights[60:63, 20:60] = 200.0
    ground = ground_of(heights)
    scene = scene_of(ground, 180.0, 30.0, 1.0)
    x = np.linspace(ground.west_m + 5, ground.west_m + 995, 400)
    road = np.column_stack([x, np.full(400, ground.north_m - 500.0), np.zeros(400)])

    parts = scene.seen([road])

    assert len(parts) == 2
    across = [(part[[0, -1], 0] - scene.view.x_mm) / scene.view.mm_per_m + 500 for part in parts]
    assert across[0] == pytest.approx([5, 195], abs=8)
    assert across[1] == pytest.approx([595, 995], abs=8)


def test_block_has_named_layers_in_drawing_order(tmp_path):
    ground = read_ground(DIEPPE / "mnt_20m.tif", HARBOUR)
    roads = read_overlay(DIEPPE / "routes.geojson", ground.crs)

    block = make_block(ground, BlockOptions(azimuth_deg=335, overlays=(roads,), title="Dieppe"), tmp_path / "b.svg")

    root = ET.fromstring((tmp_path / "b.svg").read_text())
    layers = [g.get(f"{INKSCAPE}label") for g in root if g.get(f"{INKSCAPE}groupmode") == "layer"]
    assert layers == ["paper", "relief", "faces", "overlay:routes", "scales", "title"]
    names = {g.get(f"{INKSCAPE}label") for g in root.iter(f"{SVG}g")}
    assert {"water", "hachures", "coast", "crests", "elevation scale", "horizontal scale", "north"} <= names
    assert (
        root.find(f"{SVG}desc").text
        == block.text
        == "vu du nord-ouest · échelle 1 : 29\u202f000 en largeur · hauteurs × 2"
    )
    assert root.find(f".//{SVG}image") is None


@pytest.mark.parametrize("style", ["plume", "lavis", "blank"])
@pytest.mark.parametrize("lines", ["profiles", "contours", "hachures", "none"])
def test_every_style_stays_within_the_page(style, lines):
    r = np.hypot(*np.mgrid[-30:31, -30:31])
    ground = ground_of(80 * np.exp(-r / 12) - 20)

    block = draw_block(ground, BlockOptions(style=style, lines=lines, page="A4"), Stopwatch())

    points = [point for path in ET.fromstring(block.svg).iter(f"{SVG}path") for point in ends_of(path.get("d"))]
    assert np.min(points) >= -0.01
    assert (np.max(points, axis=0) <= (297.01, 210.01)).all()


def ends_of(d):
    """Absolute starts of the sub-paths."""
    for part in d.split("M")[1:]:
        x, y = part.replace("l", " ").replace("a", " ").replace("Z", " ").split()[:2]
        yield float(x), float(y)


def test_label_behind_the_relief_is_left_out_and_said():
    heights = np.zeros((81, 81))
    heights[40:44, :] = 300.0
    ground = ground_of(heights)
    labels = tuple(
        Label(name, ground.west_m + 400, ground.north_m - south) for name, south in (("Devant", 600), ("Derrière", 330))
    )

    block = draw_block(ground, BlockOptions(azimuth_deg=180, labels=labels), Stopwatch())

    assert ">Devant<" in block.svg
    assert ">Derrière<" not in block.svg
    assert block.notes == ("Hidden, outside or without room, hence not named: Derrière.",)


def test_labels_cover_neither_one_another_nor_a_plumb_line():
    ground = ground_of(np.zeros((60, 60)))
    scene = scene_of(ground, 200.0, 40.0, 1.0)
    rng = np.random.default_rng(2)
    labels = [
        Label(f"Lieu-dit {index}", ground.west_m + x, ground.north_m - y)
        for index, (x, y) in enumerate(rng.uniform(30, 560, (14, 2)))
    ]

    placed, left_out = place_labels(scene, labels, (0, -200, 420, 297))

    assert len(placed) + len(left_out) == 14
    assert len(placed) >= 10
    boxes = [shapely.box(*label.box) for label in placed]
    plumbs = [shapely.LineString([(p.x_mm, p.y_mm), (p.x_mm, p.box[3])]) for p in placed]
    for index, box in enumerate(boxes):
        others = [*boxes[:index], *boxes[index + 1 :], *plumbs[:index], *plumbs[index + 1 :]]
        assert not any(box.intersects(other) for other in others)


def test_overlay_area_is_filled_where_it_is_seen():
    ground = ground_of(np.zeros((41, 41)))
    square = shapely.box(560_100, 6_979_700, 560_300, 6_979_900)
    options = BlockOptions(tilt_deg=80, azimuth_deg=180, overlays=(Overlay("zone", (square,)),), style="lavis")

    block = draw_block(ground, options, Stopwatch())

    group = next(g for g in ET.fromstring(block.svg).iter(f"{SVG}g") if g.get("id") == "overlay-zone")
    fills = [path for path in group.iter(f"{SVG}path") if path.get("fill")]
    assert len(fills) == 1


def test_unknown_heights_are_filled_and_said():
    heights = np.zeros((30, 30))
    heights[5:8, 5:9] = np.nan

    block = draw_block(ground_of(heights), BlockOptions(), Stopwatch())

    assert block.notes == ("12 heights were unknown: the nearest known ones stand in for them.",)
    assert "nan" not in block.svg


def test_two_cells_make_a_block():
    block = draw_block(ground_of([[0, 5], [10, 20]]), BlockOptions(), Stopwatch())

    assert "nan" not in block.svg
    assert "inf" not in block.svg


def test_steepest_cliff_bears_as_many_hachures_as_its_length_asks():
    ground = ground_of(np.tile(np.repeat([0.0, 30.0, 60.0, 90.0], [20, 1, 1, 20]), (60, 1)))

    strokes = hachures(ground, interval_m=10.0, spacing_m=10.0, above_m=None)

    on_cliff = [line for line, _slope in strokes if np.ptp(line[:, 2]) > 6]
    assert len(on_cliff) > 0.5 * 8 * 59


def test_profiles_are_lighter_the_farther_they_are():
    svg = draw_block(ground_of(np.zeros((60, 60))), BlockOptions(lines="profiles"), Stopwatch()).svg

    profiles = next(group for group in ET.fromstring(svg).iter(f"{SVG}g") if group.get("id") == "profiles")
    heights = [float(re.search(r"M\S+ (\S+?)l", path.get("d"))[1]) for path in profiles]
    pens = [float(path.get("stroke-width")) for path in profiles]
    assert heights == sorted(heights, reverse=True)  # y goes down: the nearest first
    assert pens == sorted(pens, reverse=True)
    assert len(pens) == 4


@pytest.mark.parametrize(("span", "count", "step"), [(100, 18, 10), (440, 18, 25), (7, 6, 2), (0, 18, 1e-9)])
def test_nice_interval_is_round(span, count, step):
    assert nice_interval(span, count) == pytest.approx(step, rel=2)


def test_pdf_is_vector_and_png_is_a_picture(tmp_path):
    ground = replace(ground_of(np.add.outer(np.arange(20.0), np.arange(20.0))))

    for suffix, head in ((".pdf", b"%PDF"), (".png", b"\x89PNG")):
        make_block(ground, BlockOptions(title="Été"), tmp_path / f"b{suffix}")
        assert (tmp_path / f"b{suffix}").read_bytes()[:4] == head
