import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, box

from atelier.engines.cartography import Frame
from atelier.engines.cartography.frame import ROUND_SCALES, scale_that_holds

ARQUES = (565_000.0, 6_978_000.0)


def test_frame_around_a_point_has_it_in_its_middle_at_the_scale():
    frame = Frame.around(ARQUES, 10_000, 360, 240)

    assert frame.bbox == (563_200, 6_976_800, 566_800, 6_979_200)
    assert frame.scale == pytest.approx(10_000)
    assert frame.point_mm(*ARQUES) == (180, 120)


def test_to_mm_puts_the_north_at_the_top():
    frame = Frame.around(ARQUES, 10_000, 360, 240)

    assert frame.to_mm(Point(563_200, 6_979_200)).coords[0] == (0, 0)
    assert frame.to_mm(box(*frame.bbox)).bounds == (0, 0, 360, 240)


def test_convergence_turns_true_north_to_the_right_of_the_page_west_of_three_degrees_east():
    # 1.08° E: the meridian is 1.92° west of Lambert-93's own; sin(phi0) = 0.7256 of it
    assert Frame.around(ARQUES, 10_000, 360, 240).convergence_deg == pytest.approx(1.35, abs=0.05)
    assert Frame.around((700_000, 6_600_000), 10_000, 360, 240).convergence_deg == pytest.approx(0, abs=1e-6)


@given(across=st.floats(50, 400_000), up=st.floats(50, 400_000))
def test_scale_that_holds_is_the_largest_round_one(across, up):
    scale = scale_that_holds((0, 0, across, up), 380, 250)

    assert across <= 380 * scale / 1000 * (1 + 1e-6)
    assert up <= 250 * scale / 1000 * (1 + 1e-6)
    larger = [one for one in ROUND_SCALES if one < scale]
    if larger:
        assert across > 380 * larger[-1] / 1000 * (1 - 1e-6) or up > 250 * larger[-1] / 1000 * (1 - 1e-6)


def test_scale_that_holds_refuses_what_no_scale_holds():
    with pytest.raises(ValueError, match="no scale holds"):
        scale_that_holds((0, 0, 1e9, 1e9), 380, 250)
