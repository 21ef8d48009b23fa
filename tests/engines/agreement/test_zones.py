import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from atelier.engines.agreement.zones import Drawing, DrawingsCode, DrawingsRefused, zones_of
from atelier.engines.measure.legal import LAMBERT_93, project, unproject

EASTING, NORTHING = 560_000, 6_980_000  # by Dieppe


def metres(geometry):
    """In WGS 84, what is given in metres from a corner by Dieppe."""
    moved = shapely.transform(geometry, lambda points: points + np.array([EASTING, NORTHING]))
    return unproject(moved, LAMBERT_93)


def square(table, meaning, west, south, side=100):
    return Drawing(table, meaning, metres(box(west, south, west + side, south + side)))


def told(zones):
    return [(zone.meaning, zone.tables, zone.opposite, zone.against, round(zone.area_m2)) for zone in zones]


def test_projecting_and_back_is_where_one_was():
    place = LineString([(1.05, 49.9), (1.1, 49.95)])

    assert unproject(project(place, LAMBERT_93), LAMBERT_93).equals_exact(place, 1e-9)


def test_ground_two_tables_cover_with_one_meaning_is_agreement():
    drawn = [square("T1", "protect", 0, 0), square("T2", "protect", 60, 0), square("T2", "build", 0, 0)]

    assert told(zones_of(drawn, [], reach_m=50)) == [("protect", ("T1", "T2"), "", (), 4_000)]


def test_ground_of_three_tables_is_cut_by_who_covers_it():
    drawn = [square("T3", "m", 80, 0), square("T1", "m", 0, 0), square("T2", "m", 40, 0)]

    assert told(zones_of(drawn, [], reach_m=50)) == [
        ("m", ("T1", "T2", "T3"), "", (), 2_000),
        ("m", ("T1", "T2"), "", (), 4_000),
        ("m", ("T2", "T3"), "", (), 4_000),
    ]


def test_opposite_meanings_of_two_tables_are_tension_and_of_one_are_not():
    drawn = [square("T1", "protect", 0, 0), square("T2", "build", 50, 0), square("T1", "build", 0, 50)]

    assert told(zones_of(drawn, [("protect", "build")], reach_m=50)) == [
        ("build", ("T1", "T2"), "", (), 2_500),
        ("protect", ("T1",), "build", ("T1", "T2"), 2_500),
        ("protect", ("T1",), "build", ("T2",), 2_500),
    ]


def test_surfaces_that_only_touch_agree_on_nothing():
    drawn = [square("T1", "m", 0, 0), square("T2", "m", 100, 0), square("T3", "n", 0, 100)]

    assert zones_of(drawn, [("m", "n")], reach_m=50) == []


def test_lines_and_points_count_as_far_as_the_reach():
    line = Drawing("T1", "path", metres(LineString([(0, 0), (500, 0)])))
    point = Drawing("T2", "path", metres(Point(250, 60)))

    (zone,) = zones_of([line, point], [], reach_m=50)

    _, south, _, north = project(zone.place, LAMBERT_93).bounds
    assert (south - NORTHING, north - NORTHING) == pytest.approx((10, 50), abs=0.1)
    assert zones_of([line, point], [], reach_m=25) == []


squares = st.builds(
    square, st.sampled_from(["T1", "T2", "T3"]), st.sampled_from(["a", "b"]), st.integers(0, 30).map(lambda n: n * 10),
    st.integers(0, 30).map(lambda n: n * 10),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(squares, min_size=1, max_size=7), st.randoms())
def test_zones_do_not_overlap_nor_depend_on_order(drawn, random):
    drawn = [square("T1", "a", 0, 0), square("T2", "b", 0, 0), *drawn]
    found = zones_of(drawn, [("a", "b")], reach_m=50)
    random.shuffle(drawn)

    assert zones_of(drawn, [("b", "a")], reach_m=50) != []
    assert told(zones_of(drawn, [("a", "b")], reach_m=50)) == told(found)
    for meaning in ("a", "b"):
        places = [project(zone.place, LAMBERT_93) for zone in found if zone.meaning == meaning and not zone.against]
        assert shapely.union_all(places).area == pytest.approx(sum(place.area for place in places), abs=1)


@pytest.mark.parametrize(
    ("drawn", "opposites", "code"),
    [
        ([square("T1", "a", 0, 0), square("T1", "a", 0, 0)], [], DrawingsCode.ONE_TABLE),
        ([], [], DrawingsCode.ONE_TABLE),
        ([square("T1", "a", 0, 0), square("T2", "a", 0, 0)], [("a", "z")], DrawingsCode.UNKNOWN_MEANING),
        ([square("T1", "a", 0, 0), Drawing("T2", "a", box(0, 0, 560_000, 9))], [], DrawingsCode.NOT_ON_EARTH),
        ([square("T1", "a", 0, 0), Drawing("T2", "a", Point())], [], DrawingsCode.NOT_ON_EARTH),
    ],
)
def test_drawings_that_cannot_be_compared_are_refused(drawn, opposites, code):
    with pytest.raises(DrawingsRefused) as refused:
        zones_of(drawn, opposites, reach_m=50)

    assert refused.value.code == code
