import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from atelier.engines.terrain.blend import fill_unknown, inwardness, overlay, smooth

grids = arrays.arrays(np.float32, (8, 9), elements=st.floats(-20, 200, width=32))


def test_smooth_keeps_a_flat_ground():
    assert smooth(np.full((9, 9), 12, np.float32), sigma_cells=2) == pytest.approx(12, abs=1e-4)


@given(grids, st.floats(0.5, 4))
def test_smooth_never_goes_beyond_the_ground(grid, sigma):
    blurred = smooth(grid, sigma_cells=sigma)

    assert blurred.min() >= grid.min() - 1e-3
    assert blurred.max() <= grid.max() + 1e-3


def test_inwardness_goes_from_nothing_on_the_border_to_one_inside():
    weight = inwardness((21, 41), width_cells=5)

    assert weight[0].max() == weight[:, 0].max() == 0
    assert weight[10, 20] == 1
    assert (np.diff(weight[10, :6]) > 0).all()


@given(grids, grids)
def test_overlay_shows_one_grid_alone_at_the_ends_of_the_weight(under, over):
    assert np.array_equal(overlay(under, over, np.zeros_like(under)), under)
    assert np.array_equal(overlay(under, over, np.ones_like(under)), over)


def test_overlay_keeps_the_known_grid_where_the_other_is_not():
    unknown = np.float32(np.nan)

    mixed = overlay(
        np.array([[1, unknown]], np.float32), np.array([[unknown, 2]], np.float32), np.full((1, 2), 0.5, "f4")
    )

    assert mixed.tolist() == [[1, 2]]


def test_fill_unknown_takes_the_nearest_height_of_the_row_then_of_the_column():
    nan = np.nan
    grid = np.array([[nan, 5, nan, nan, 9], [nan, nan, nan, nan, nan]], np.float32)

    assert fill_unknown(grid).tolist() == [[5, 5, 5, 9, 9], [5, 5, 5, 9, 9]]


def test_fill_unknown_is_the_sea_when_nothing_is_known():
    assert fill_unknown(np.full((2, 2), np.nan, np.float32)).tolist() == [[0, 0], [0, 0]]
