import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.engines.terrain.mercator import HALF_WORLD_M, TileWindow, ground_scale, to_metres

lons, lats = st.floats(-170, 170), st.floats(-80, 80)


def test_mercator_known_tile_of_dieppe():
    window = TileWindow.covering((1.0775, 49.923, 1.0776, 49.9231), 12)

    assert list(window.tiles()) == [(2060, 1390)]


def test_mercator_the_world_is_one_tile():
    assert to_metres(180, 0) == pytest.approx((HALF_WORLD_M, 0), abs=1e-6)
    assert ground_scale(60) == pytest.approx(0.5)


@given(lons, lats, st.floats(0.001, 5), st.floats(0.001, 4), st.integers(3, 14))
def test_mercator_window_covers_the_box(west, south, across, up, zoom):
    window = TileWindow.covering((west, south, west + across, south + up), zoom)
    span = 2 * HALF_WORLD_M / 2**zoom
    left, top = window.origin_m

    assert left <= to_metres(west, south)[0] + 1e-6
    assert left + (window.right - window.left) * span >= to_metres(west + across, south)[0] - 1e-6
    assert top >= to_metres(west, south + up)[1] - 1e-6


def test_mercator_parent_holds_its_children():
    window = TileWindow(12, 2059, 1391, 2062, 1394)

    assert window.parent() == TileWindow(11, 1029, 695, 1031, 697)
