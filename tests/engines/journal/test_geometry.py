import math
import random

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from atelier.common.geometry import check_geometry
from atelier.engines.journal.geometry import geometry_of
from atelier.engines.journal.trace import trace_of
from atelier.engines.measure.legal import legal_crs, project

SQUARE = [(1.07, 49.92), (1.08, 49.92), (1.08, 49.93), (1.07, 49.93)]


def test_note_without_a_place_has_no_geometry():
    assert geometry_of("note", []) is None


def test_area_is_a_closed_polygon():
    geometry = geometry_of("area", trace_of(SQUARE))

    assert shape(geometry).equals(shape({"type": "Polygon", "coordinates": [[*SQUARE, SQUARE[0]]]}))


def test_area_that_crosses_itself_is_made_valid():
    bow_tie = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]]

    assert shape(geometry_of("area", trace_of(bow_tie))).is_valid


@given(st.lists(st.tuples(st.integers(-40, 40), st.integers(-40, 40)), min_size=3, max_size=30))
def test_any_ring_drawn_by_hand_is_a_geometry_others_can_read(steps):
    ring = [(1 + x / 1000, 49 + y / 1000) for x, y in steps]

    geometry = geometry_of("area", trace_of(ring))

    check_geometry(geometry)
    assert shape(geometry).is_valid or geometry["type"] == "LineString"


def test_a_scribble_of_thousands_of_positions_is_drawn_as_a_line_rather_than_made_valid_for_minutes():
    chance = random.Random(7)
    scribble = [(1 + chance.random() / 100, 49 + chance.random() / 100) for _ in range(5_000)]

    assert geometry_of("area", trace_of(scribble))["type"] == "LineString"


def test_a_large_area_that_crosses_itself_once_stays_an_area():
    around = [(1 + math.cos(turn / 300) / 100, 49 + math.sin(turn / 300) / 100) for turn in range(1_900)]

    assert geometry_of("area", trace_of(around))["type"] in {"Polygon", "MultiPolygon"}


def test_measure_in_the_legal_projection_of_dieppe():
    area_m2 = project(shape(geometry_of("area", trace_of(SQUARE))), legal_crs(1.07, 49.92)).area

    assert round(area_m2 / 10_000) == 80  # 0.01° × 0.01° at 49.925° N: 717 m × 1 112 m


def test_legal_projection_of_the_overseas():
    assert [legal_crs(55.5, -21.1), legal_crs(-61.5, 16.2), legal_crs(2.3, 48.8)] == [2975, 5490, 2154]
