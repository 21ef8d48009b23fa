import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from atelier.engines.terrain.terrarium import HIGHEST_M, LOWEST_M, decode, encode

units = arrays.arrays(np.int32, arrays.array_shapes(min_dims=2, max_dims=2), elements=st.integers(0, 2**24 - 1))


@given(units)
def test_terrarium_round_trip_is_exact_for_every_height_it_can_hold(heights):
    heights_m = heights / 256 - 32_768

    assert np.array_equal(decode(encode(heights_m)), heights_m)


def test_terrarium_known_heights():
    image = encode(np.array([[0.0, 122.0, -14.75]]))

    assert image.tolist() == [[[128, 0, 0], [128, 122, 0], [127, 241, 64]]]


@given(st.floats(-400, 5000), st.sampled_from([0.25, 0.5, 1.0]))
def test_terrarium_rounds_to_the_step_when_one_is_given(height_m, step_m):
    (found,) = decode(encode(np.array([[height_m]]), step_m=step_m)).ravel()

    assert abs(found - height_m) <= step_m / 2
    assert found % step_m == 0


def test_terrarium_writes_unknown_ground_at_sea_level():
    assert decode(encode(np.array([[np.nan]]))).tolist() == [[0.0]]


@pytest.mark.parametrize("height_m", [LOWEST_M - 1, HIGHEST_M + 1])
def test_terrarium_refuses_heights_it_cannot_hold(height_m):
    with pytest.raises(ValueError, match="heights must lie between"):
        encode(np.array([[height_m]]))
