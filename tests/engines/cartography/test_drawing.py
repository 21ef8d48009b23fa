import base64
import io
import re
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from atelier.engines.cartography import STYLES, Frame, Ground, HeightGrid, Overlay, Photograph, draw_map
from atelier.engines.cartography.drawing import NothingToDraw, grid_lines_m
from atelier.engines.cartography.svg import path_data

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawn):
    return ElementTree.fromstring(drawn.svg)


def group_of(drawn, name):
    return next(element for element in parsed(drawn).iter(f"{SVG}g") if element.get("id") == name)


def points_of(run):
    """Of one run of a path: where it begins, then steps."""
    steps = np.array(re.findall(r"-?[\d.]+", run), dtype=float).reshape(-1, 2)
    return steps.cumsum(axis=0).round(2)


@given(st.lists(st.tuples(*[st.floats(-900, 900)] * 2), min_size=2, max_size=40))
def test_path_goes_through_its_points_to_ten_microns(points):
    written = path_data([shapely.LineString(points)], tolerance_mm=0)

    assert set(written) <= set("Ml 0123456789.-")
    rounded = np.rint(np.array(points) * 100) / 100
    kept = [0, *(np.flatnonzero(np.diff(rounded, axis=0).any(axis=1)) + 1)]
    assert written == "" if len(kept) == 1 else np.allclose(points_of(written), rounded[kept], atol=0.001)


@pytest.mark.parametrize("style", [style for style in STYLES if style != "photo"])
def test_map_is_an_svg_in_millimetres_with_its_layers_in_order(ground, frame, style):
    drawn = draw_map(ground, frame, style=style)

    root = parsed(drawn)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("200mm", "150mm", "0 0 200 150")
    names = [element.get("id") for element in group_of(drawn, "map")]
    assert names == ["paper", "tints", "contours", "sea", "streams", "roads", "limits", "grid", "halos", "names"]


def test_map_draws_a_road_where_it_is_on_the_ground(ground, frame):
    casing = group_of(draw_map(ground, frame), "roads")[0].get("d")

    # from (600 000, 6 900 100): 0 mm from the left, 140 mm from the top; the line goes on 4 mm beyond the frame
    points = points_of(casing)
    assert sorted([tuple(points[0]), tuple(points[-1])]) == [(0.0, 140.0), (200.0, 120.0)]


def test_grid_crosses_stand_on_round_coordinates(frame, ground):
    drawn = draw_map(ground, frame)

    assert drawn.grid_m == 500
    assert grid_lines_m(frame.bbox[0], frame.bbox[2], drawn.grid_m) == [600_000, 600_500, 601_000, 601_500, 602_000]
    assert "M47.8 50h4.4" in group_of(drawn, "grid")[0].get("d")  # 600 500, 6 901 000


def test_relief_style_carries_a_picture_darker_on_the_side_away_from_the_light(ground, frame):
    picture = next(parsed(draw_map(ground, frame, style="relief")).iter(f"{SVG}image"))

    encoded = picture.get("{http://www.w3.org/1999/xlink}href").partition("base64,")[2]
    pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(encoded))).convert("L"), dtype=float)
    valley = round((599_500 + 60.5 * 20 - 600_000) / 10 * pixels.shape[1] / 200)
    west_slope, east_slope = pixels[:, valley - 100 : valley - 40].mean(), pixels[:, valley + 40 : valley + 100].mean()
    assert west_slope < east_slope  # the light comes from the west and the north


def test_names_are_written_once_and_with_the_halo_under_all_of_them(ground, frame):
    drawn = draw_map(ground, frame)

    inked = ["".join(element.itertext()).strip() for element in group_of(drawn, "names").iter(f"{SVG}text")]
    assert {"L’Arques", "La Manche", "L’Haÿ"} <= set(inked)
    assert len(inked) == sum(len(name.lines) for name in drawn.names)


def assert_apart(drawn, frame):
    assert all(frame.paper.contains(name.box) for name in drawn.names)
    for one, other in combinations(drawn.names, 2):
        assert not one.box.intersects(other.box), (one.lines, other.lines)


def test_names_never_overlap_nor_leave_the_frame(ground, frame):
    drawn = draw_map(ground, frame, style="relief")

    assert len(drawn.names) > 8
    assert_apart(drawn, frame)


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 2**16),
    count=st.integers(1, 40),
    size=st.tuples(st.sampled_from([120, 250]), st.sampled_from([90, 300])),
)
def test_names_never_overlap_whatever_the_ground(seed, count, size):
    dice = np.random.default_rng(seed)
    places = dice.uniform(0, 1, (count, 2)) * [3000, 2000] + [600_000, 6_900_000]
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(places)))
    names = ["Eu", "Saint-Martin-en-Campagne", "Berneval-le-Grand", "L’Étoile", "Criel sur Mer et les environs"]
    communes = [
        (cell, {"name": f"{names[i % 5]} {i}", "role": "coeur" if i % 3 else "voisin", "population": i})
        for i, cell in enumerate(cells)
    ]
    walk = np.cumsum(dice.normal(0, 60, (120, 2)), axis=0) + places[0]
    heights = HeightGrid(dice.normal(60, 40, (80, 100)).astype(np.float32), 599_900, 6_902_100, 40)
    stream = (shapely.LineString(walk), {"name": "La Béthune", "kind": "river"})
    frame = Frame.around((601_500, 6_901_000), 10_000, *size)

    drawn = draw_map(Ground({"communes": communes, "streams": [stream]}, heights), frame)

    assert_apart(drawn, frame)


def test_drawings_lie_over_the_map_with_their_pencil(ground, frame):
    place = {"type": "Point", "coordinates": [1.6484, 49.2006]}
    drawing = Overlay.from_geojson({"geometry": place, "properties": {"color": "#1f6fb2"}}, width_mm=1.2)

    (dot,) = group_of(draw_map(ground, frame, overlays=[drawing]), "drawings")

    assert (dot.get("fill"), dot.get("r")) == ("#1f6fb2", "2.4")
    assert 0 < float(dot.get("cx")) < 200
    assert 0 < float(dot.get("cy")) < 150


def test_photo_style_needs_a_photograph(ground, frame):
    with pytest.raises(NothingToDraw):
        draw_map(ground, frame, style="photo")

    photograph = Photograph(np.full((30, 40, 3), 90, np.uint8), frame.bbox)
    drawn = draw_map(Ground(ground.layers, photograph=photograph), frame, style="photo")

    assert next(parsed(drawn).iter(f"{SVG}image")).get("width") == "200"
    assert not drawn.has_relief


def test_map_of_an_empty_ground_is_blank_paper(frame):
    drawn = draw_map(Ground({}), frame, title="Là où rien n’est connu & <vide>")

    assert drawn.names == ()
    assert parsed(drawn)[0].text == "Là où rien n’est connu & <vide>"


def test_no_name_is_written_where_something_else_is_laid(ground, frame):
    [one, *_others] = draw_map(ground, frame).names

    kept = draw_map(ground, frame, kept_clear=[one.box]).names

    assert not any(other.box.intersects(one.box) for other in kept)
