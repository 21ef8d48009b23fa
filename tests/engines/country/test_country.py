"""The light map of France: where places fall, what its lines are."""

import numpy as np
import pytest
import shapely

from atelier.engines.country.arcs import borders, coast_and_border, simplified, waterlines
from atelier.engines.country.frames import INSETS, MAINLAND, frame_of, on_sheet
from atelier.engines.country.ground import compact

SQUARE = shapely.box(0, 0, 100, 100)


def test_places_keep_their_distances_on_the_sheet():
    """Paris – Marseille: 661 km as the crow flies."""
    paris, marseille = on_sheet([(2.3522, 48.8566), (5.3698, 43.2965)])

    away_km = np.hypot(paris[0] - marseille[0], paris[1] - marseille[1]) * MAINLAND.metres_a_unit / 1000
    assert away_km == pytest.approx(661, abs=4)
    assert paris[1] < marseille[1]


@pytest.mark.parametrize(
    ("lon", "lat", "code"),
    [
        (-61.5, 16.25, "971"),
        (-61.07, 14.6, "972"),
        (-52.33, 4.92, "973"),
        (55.45, -20.88, "974"),
        (45.23, -12.78, "976"),
    ],
)
def test_capitals_overseas_fall_in_their_inset(lon, lat, code):
    frame = frame_of(lon, lat)
    [(x, y)] = on_sheet([(lon, lat)])

    assert frame.code == code
    assert frame.x <= x <= frame.x + frame.width
    assert frame.y <= y <= frame.y + frame.height


def test_place_without_a_frame_is_not_on_the_sheet():
    assert on_sheet([(166.45, -22.27)]) == [None]


def test_insets_do_not_overlap():
    boxes = [shapely.box(one.x, one.y, one.x + one.width, one.y + one.height) for one in INSETS]

    assert [(a, b) for a in range(5) for b in range(a) if boxes[a].intersects(boxes[b])] == []


def test_border_between_two_neighbours_is_drawn_once():
    left, right = shapely.box(0, 0, 50, 100), shapely.box(50, 0, 100, 100)

    assert borders([left, right], SQUARE.boundary).length == pytest.approx(100, abs=0.5)


def test_neighbours_still_touch_once_simplified():
    edge = [(50 + np.sin(y), y) for y in np.linspace(0, 100, 300)]
    left = shapely.Polygon([(0, 0), *edge, (0, 100)])
    right = shapely.Polygon([(100, 0), *edge, (100, 100)])

    drawn = simplified({"l": left, "r": right}, 2, 1)

    assert shapely.union_all(list(drawn.values())).area == pytest.approx(10_000, rel=0.01)
    assert drawn["l"].intersection(drawn["r"]).area == pytest.approx(0)


def test_sea_is_told_from_the_neighbours():
    """A square country whose west and east are wet."""
    ends = [(0, 0), (0, 100), (100, 100), (100, 0)]
    coast, border = coast_and_border(SQUARE, ends, inland=[(50, 0), (50, 100)])

    assert coast.length == pytest.approx(200)
    assert border.length == pytest.approx(200)
    assert coast.distance(shapely.Point(0, 50)) == 0


def test_waterlines_keep_to_the_sea():
    ends = [(0, 0), (0, 100), (100, 100), (100, 0)]
    coast, border = coast_and_border(SQUARE, ends, inland=[(50, 0), (50, 100)])

    lines = shapely.union_all(waterlines(coast, SQUARE, border, (5, 10)))

    assert not lines.intersects(SQUARE)
    assert lines.distance(SQUARE) == pytest.approx(5, abs=0.2)


def test_compact_path_says_the_same_line():
    line = shapely.LineString([(10, 10), (10.5, 9.25), (12, 9.25), (9.04, 300)])

    assert compact([line]) == "M10 10l.5-.8 1.5 0-3 290.8"


def test_line_too_short_to_be_seen_is_left_out():
    assert compact([shapely.LineString([(1, 1), (1.01, 1.01)]), shapely.LineString([(0, 0), (1, 0)])]) == "M0 0l1 0"
