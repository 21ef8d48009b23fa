"""Shares, perimeters and absences on a chessboard where the answers are known."""

import random

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier.engines.perimeter.perimeter import Present, Wish, perimeter_of
from atelier.engines.perimeter.refusals import PerimeterRefused
from atelier.engines.perimeter.shapes import Country, Drawing
from tests.engines.perimeter.conftest import middle, square

LON, LAT = st.floats(1.9, 2.6), st.floats(46.9, 47.4)
LINES = st.lists(st.tuples(LON, LAT), min_size=2, max_size=8).map(shapely.LineString)
SHAPES = st.one_of(
    LINES,
    st.lists(st.tuples(LON, LAT), min_size=4, max_size=7).map(shapely.Polygon),
    st.lists(st.tuples(LON, LAT), min_size=1, max_size=5).map(shapely.MultiPoint),
    st.lists(LINES, min_size=1, max_size=3).map(shapely.GeometryCollection),
)


def line(name: str, *cells: tuple[int, int], action: str = "") -> Drawing:
    return Drawing(name, shapely.LineString([middle(*cell) for cell in cells]), action or name)


def shares(found) -> dict[str, float]:
    return {one.code: round(one.share, 3) for one in found.communes}


@settings(max_examples=60, deadline=None)
@given(st.lists(SHAPES, min_size=1, max_size=6))
def test_shares_and_what_lies_outside_make_one(chessboard, shapes):
    drawings = [Drawing(f"d{number}", shape, f"d{number}") for number, shape in enumerate(shapes)]

    try:
        found = perimeter_of(drawings, chessboard)
    except PerimeterRefused:
        assert all(shapely.distance(shape, shapely.union_all(chessboard.outlines)) > 0 for shape in shapes)
        return

    assert sum(one.share for one in found.communes) + found.outside == pytest.approx(1, abs=1e-9)
    assert sum(one.share for one in found.epcis) + found.outside == pytest.approx(1, abs=1e-9)
    assert all(0 <= one.share <= 1 for one in found.communes)


def test_a_line_is_shared_by_length_a_surface_by_area_points_by_number(chessboard):
    surface = shapely.union(square(1, 1), square(2, 1))
    points = shapely.MultiPoint([middle(0, 0), middle(3, 2), middle(3, 2), middle(4, 2)])

    assert shares(perimeter_of([line("l", (0, 0), (2, 0))], chessboard)) == {"10": 0.5, "00": 0.25, "20": 0.25}
    assert shares(perimeter_of([Drawing("s", surface, "s")], chessboard)) == {"11": 0.5, "21": 0.5}
    assert shares(perimeter_of([Drawing("p", points, "p")], chessboard)) == {"00": 0.333, "32": 0.333, "42": 0.333}


def test_every_drawing_counts_for_one(chessboard):
    small = Drawing("small", shapely.Point(middle(0, 0)), "small")

    found = perimeter_of([small, Drawing("large", square(4, 2), "large")], chessboard)

    assert shares(found) == {"00": 0.5, "42": 0.5}


def test_a_stroke_along_a_boundary_is_half_on_each_side(chessboard):
    x = 2.1
    border = shapely.LineString([(x, 47.02), (x, 47.08)])

    assert shares(perimeter_of([Drawing("b", border, "b")], chessboard)) == {"00": 0.5, "10": 0.5}


def test_what_lies_on_the_beach_belongs_to_the_commune_and_the_open_sea_to_none(chessboard):
    beach = Drawing("beach", shapely.Point(1.998, 47.05), "beach")  # 150 m off the coast
    sea = Drawing("sea", shapely.Point(1.9, 47.05), "sea")  # 7.6 km

    found = perimeter_of([beach, sea], chessboard)

    assert (shares(found), found.outside) == ({"00": 0.5}, 0.5)


def test_the_smallest_set_bridges_what_lies_between(chessboard):
    drawings = [
        Drawing(str(number), shapely.Point(middle(column, 1)), str(number)) for number, column in enumerate((0, 2))
    ]

    found = perimeter_of(drawings, chessboard, Wish(share=1))

    assert found.smallest is not None
    assert (found.smallest.communes, found.smallest.bridges) == (["01", "11", "21"], ["11"])
    assert (found.smallest.is_proved, found.smallest.share) == (True, 1.0)


def test_fit_is_the_weighted_jaccard_with_the_best_epci(chessboard):
    found = perimeter_of([line("l", (0, 0), (0, 2), (1, 2))], chessboard, Wish(share=1))

    assert found.smallest is not None
    assert found.smallest.communes == ["00", "01", "02", "12"]
    assert (found.smallest.fit.epci, found.smallest.fit.value) == ("A", pytest.approx(4 / 6))
    assert "weighted Jaccard" in found.smallest.fit.definition


def test_alternatives_follow_the_actions_across_the_administrative_map(chessboard):
    north = [line(f"n{number}", (1, 2), (2, 2)) for number in range(4)]
    south = [line(f"s{number}", (1, 0), (2, 0)) for number in range(3)]

    found = perimeter_of([*north, *south], chessboard)

    assert [one.communes for one in found.alternatives] == [["12", "22"], ["10", "20"]]
    assert [one.epcis for one in found.alternatives] == [["A", "B"], ["A", "B"]]
    assert [one.links_kept for one in found.alternatives] == [1.0, 1.0]
    assert found.modularity > 0.3


def test_drawings_of_one_action_link_communes_that_no_stroke_crosses(chessboard):
    apart = [Drawing(name, shapely.Point(middle(*cell)), "vélo") for name, cell in (("a", (0, 0)), ("b", (4, 2)))]

    found = perimeter_of(apart, chessboard)

    assert [one.communes for one in found.alternatives] == [["00", "42"]]


def test_who_is_missing_is_told_with_the_most_concerned_first(chessboard):
    present = Present(["00"], ["elected"], ("elected", "state", "inhabitant"))

    found = perimeter_of([line("l", (0, 0), (2, 0))], chessboard, Wish(present=present))

    assert found.missing is not None
    assert [one.code for one in found.missing.communes] == ["10", "20"]
    assert [one.code for one in found.missing.epcis] == ["B"]
    assert found.missing.colleges == ["state", "inhabitant"]


def test_the_answer_does_not_depend_on_the_order(chessboard):
    drawings = [line(f"d{number}", (number % 5, 0), (number % 5, 2), ((number + 1) % 5, 1)) for number in range(9)]
    turned = random.Random(5).sample(range(15), 15)
    country = Country(
        chessboard.communes,
        [chessboard.codes[place] for place in turned],
        chessboard.outlines[np.array(turned)],
        chessboard.epci_names,
    )

    one = perimeter_of(drawings, chessboard)
    other = perimeter_of(drawings[::-1], country)

    assert shares(other) == shares(one)
    assert [found.communes for found in other.alternatives] == [found.communes for found in one.alternatives]
    assert one.smallest is not None
    assert other.smallest is not None
    assert len(other.smallest.communes) == len(one.smallest.communes)


@pytest.mark.parametrize(
    ("drawings", "wish", "sentence"),
    [
        ([], Wish(), "Nothing in the file has a place"),
        ([Drawing("a", shapely.Point(-30, 10), "a")], Wish(), "No commune is where this is drawn"),
        ([line("a", (0, 0), (1, 0))], Wish(share=1.2), "“1.2” does not"),
        ([line("a", (0, 0), (1, 0))], Wish(share=float("nan")), "“nan” does not"),
        ([line("a", (0, 0), (1, 0))], Wish(present=Present(["99999"])), "No commune has the code “99999”"),
    ],
)
def test_perimeter_refuses_with_a_sentence(chessboard, drawings, wish, sentence):
    with pytest.raises(PerimeterRefused) as refused:
        perimeter_of(drawings, chessboard, wish)

    assert sentence in refused.value.sentence
