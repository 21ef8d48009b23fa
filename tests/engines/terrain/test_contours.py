import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from atelier.engines.terrain.contours import contours

hills = arrays.arrays(np.float64, (6, 7), elements=st.integers(0, 60).map(float))


def test_contours_of_a_slope_are_one_straight_line_each():
    slope = np.tile(np.arange(6.0), (4, 1))

    found = contours(slope, [1.5, 9.0])

    assert found[9.0] == []
    (line,) = found[1.5]
    assert {x for x, _ in line.coords} == {1.5}
    assert line.length == pytest.approx(3)


def test_contour_of_a_cone_is_a_circle_of_known_length():
    rows, columns = np.mgrid[0:101, 0:101]
    cone = 50 - np.hypot(rows - 50, columns - 50)

    (ring,) = contours(cone, [20.0])[20.0]

    assert ring.is_ring
    assert ring.length == pytest.approx(2 * math.pi * 30, rel=0.005)


def test_contours_do_not_pass_through_unknown_ground():
    slope = np.tile(np.arange(6.0), (9, 1))
    slope[4, 2] = np.nan

    lines = contours(slope, [1.5])[1.5]

    assert shapely.union_all(lines).bounds == (1.5, 0.0, 1.5, 8.0)
    assert sum(line.length for line in lines) == pytest.approx(6)


def test_contours_of_a_saddle_never_cross():
    saddle = np.array([[10.0, 0.0], [0.0, 10.0]])

    apart = contours(saddle, [6.0])[6.0]
    joined = contours(saddle, [4.0])[4.0]

    assert len(apart) == len(joined) == 2
    assert not apart[0].crosses(apart[1])
    assert not joined[0].crosses(joined[1])
    assert shapely.union_all(apart).distance(shapely.Point(0.5, 0.5)) > 0.1


@given(hills, st.integers(0, 59).map(lambda level: level + 0.5))
def test_contours_are_rings_or_end_on_the_border(heights, level):
    rows, columns = heights.shape

    for line in contours(heights, [level])[level]:
        if not line.is_ring:
            for x, y in (line.coords[0], line.coords[-1]):
                assert x in (0, columns - 1) or y in (0, rows - 1)


@given(hills)
def test_contours_stay_between_the_cells_they_part(heights):
    for line in contours(heights, [30.5])[30.5]:
        for x, y in line.coords:
            near = heights[math.floor(y) : math.ceil(y) + 1, math.floor(x) : math.ceil(x) + 1]
            assert near.min() < 30.5 < near.max()
