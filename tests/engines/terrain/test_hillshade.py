import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from atelier.engines.terrain.hillshade import gradient, hillshade, soft_hillshade

STEP_M = 20.0
rough = arrays.arrays(np.float32, (7, 9), elements=st.floats(-50, 400, width=32))


def plane(slope_east: float, slope_north: float) -> np.ndarray:
    """Heights of a plane, row 0 to the north."""
    rows, columns = np.mgrid[0:9, 0:11]
    return (columns * STEP_M * slope_east - rows * STEP_M * slope_north).astype(np.float32)


def inside(grid: np.ndarray) -> np.ndarray:
    return grid[1:-1, 1:-1]


@pytest.mark.parametrize(("slope_east", "slope_north"), [(0.3, 0.0), (0.0, -0.2), (0.5, 0.7)])
def test_gradient_of_a_plane_is_its_slope(slope_east, slope_north):
    east, north = gradient(plane(slope_east, slope_north), step_m=STEP_M)

    assert inside(east) == pytest.approx(slope_east, abs=1e-4)
    assert inside(north) == pytest.approx(slope_north, abs=1e-4)


def test_hillshade_of_flat_ground_is_the_sine_of_the_lamp():
    light = hillshade(np.full((4, 4), 7, np.float32), step_m=STEP_M, altitude_deg=30)

    assert light == pytest.approx(0.5)


def test_hillshade_of_a_plane_that_faces_the_lamp_is_full():
    """45° of slope going down to the west, the lamp in the west at 45°."""
    light = hillshade(plane(1.0, 0.0), step_m=STEP_M, azimuth_deg=270, altitude_deg=45)

    assert inside(light) == pytest.approx(1.0, abs=1e-4)


def test_hillshade_of_a_plane_turned_away_is_dark():
    light = hillshade(plane(-1.0, 0.0), step_m=STEP_M, azimuth_deg=270, altitude_deg=45)

    assert inside(light) == pytest.approx(0.0, abs=1e-4)


def test_hillshade_of_a_plane_known_value():
    """Slope 0.5 to the north, lamp in the north-west at 45°: (cos z + slope term) / norm, by hand."""
    expected = (np.sin(np.pi / 4) - 0.5 * np.cos(np.pi / 4) * np.cos(np.radians(315))) / np.sqrt(1.25)

    assert inside(hillshade(plane(0.0, 0.5), step_m=STEP_M)) == pytest.approx(expected, abs=1e-4)


def test_soft_hillshade_of_flat_ground_is_the_sine_of_the_lamps():
    light = soft_hillshade(np.zeros((3, 3), np.float32), step_m=STEP_M, altitude_deg=45)

    assert light == pytest.approx(np.sin(np.pi / 4), abs=1e-5)


@given(rough)
def test_soft_hillshade_stays_between_dark_and_full(heights):
    light = soft_hillshade(heights, step_m=STEP_M, exaggeration=4)

    assert light.min() >= 0
    assert light.max() <= 1 + 1e-5


@given(rough, st.integers(-200, 200))
def test_hillshade_is_the_same_when_the_ground_is_raised(heights, raised_m):
    raised = np.round(heights) + np.float32(raised_m)

    assert np.allclose(hillshade(np.round(heights), step_m=STEP_M), hillshade(raised, step_m=STEP_M), atol=1e-4)
