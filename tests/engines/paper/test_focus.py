"""How blurred a photograph is, and thin pens in photographs that another renderer blurred."""

import cv2
import numpy as np
import pytest
from benchmarks.paper import score

from atelier.engines.paper.reading.focus import SHARP_MM, blur_mm
from atelier.engines.paper.reading.read import read_photograph
from tests.engines.paper.others import dpi_of, drawn_otherwise, seen_otherwise
from tests.engines.paper.test_reading import printed  # noqa: F401

SMALL_AND_THIN = 1  # this seed: pens of 0.4 to 0.8 mm, a page of 60 % of the picture, blurred


@pytest.mark.parametrize("sigma_mm", [0.22, 0.35, 0.5])
def test_blur_is_told_by_the_markers(printed, sigma_mm):  # noqa: F811
    page = cv2.cvtColor(printed.printed(4.0), cv2.COLOR_RGB2GRAY)
    seen = np.uint8(40 + 0.7 * cv2.GaussianBlur(page, (0, 0), sigma_mm * 4))

    assert blur_mm(seen, page, printed.markers_mm, 4.0) == pytest.approx(sigma_mm, abs=0.06)


def test_blur_is_the_least_when_no_marker_is_seen(printed):  # noqa: F811
    page = cv2.cvtColor(printed.printed(4.0), cv2.COLOR_RGB2GRAY)

    assert blur_mm(np.full_like(page, 90), page, printed.markers_mm, 4.0) == SHARP_MM


@pytest.mark.parametrize("count", [0, 14])
def test_thin_pens_are_read_in_a_blurred_photograph_of_another_make(printed, count):  # noqa: F811
    dpi = dpi_of(SMALL_AND_THIN)
    pens = [pen.hex for pen in printed.pens]
    page = printed.printed(dpi / 25.4)
    hand = drawn_otherwise(page, dpi, pens, printed.frame_mm, seed=SMALL_AND_THIN, count=count)
    data, _ = seen_otherwise(hand.page, printed.page_mm, seed=SMALL_AND_THIN, long_side=1600)

    (reading,) = read_photograph(data, [printed])

    figures, mistakes = score(reading.marks, hand.drawn)
    assert (len(reading.marks) > 0) == (count > 0)
    assert figures["recall"] >= 0.9, mistakes
    assert figures["pen"] >= 0.92, mistakes


def test_markers_out_of_their_place_do_not_make_a_photograph_blurred(printed):  # noqa: F811
    """Four of eight, by half a millimetre: the letters of the map, softened as much, would pass for ink."""
    page = cv2.cvtColor(printed.printed(4.0), cv2.COLOR_RGB2GRAY)
    seen = np.uint8(40 + 0.7 * cv2.GaussianBlur(page, (0, 0), 0.2 * 4))
    for x0, y0, x1, y1 in (np.array(box) * 4 for box in printed.markers_mm[:4]):
        part = np.s_[round(y0) - 8 : round(y1) + 8, round(x0) - 8 : round(x1) + 8]
        seen[part] = np.roll(seen[part], 2, axis=1)

    assert blur_mm(seen, page, printed.markers_mm, 4.0) == pytest.approx(0.2, abs=0.03)
