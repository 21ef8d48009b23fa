"""A print in warm light, kept by JPEG: its thin lines and letters take the colour of the paper, and are no ink."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from atelier.engines.paper.reading.inks import FAINT, SURE
from atelier.engines.paper.reading.light import absorbance, ink_left

PX_PER_MM, WARM = 4.0, (0.88, 0.68, 0.52)
RIVER, ROAD, BLACK, ORANGE = (118, 160, 214), (150, 150, 150), (70, 64, 60), (235, 120, 20)


@pytest.fixture(scope="module")
def printed():
    """Rivers of half a millimetre, a road, letters."""
    page = np.full((480, 640, 3), 255, np.uint8)
    for at in range(40, 440, 40):
        cv2.line(page, (20, at), (300, at + 25), RIVER, 2, cv2.LINE_AA)
    cv2.line(page, (20, 460), (620, 460), ROAD, 3, cv2.LINE_AA)
    for at in range(60, 440, 60):
        cv2.putText(page, "Bar-le-Duc", (340, at), cv2.FONT_HERSHEY_SIMPLEX, 0.7, BLACK, 2, cv2.LINE_AA)
    return page


def seen(page):
    """As a lens softens it."""
    return cv2.GaussianBlur(page, (0, 0), 0.8)


def kept(page):
    """The file of a telephone in warm light."""
    file = io.BytesIO()
    Image.fromarray((seen(page) * np.array(WARM)).astype(np.uint8)).save(file, "JPEG", quality=60)
    return np.asarray(Image.open(file))


def left_on(page, printed):
    left, _bare = ink_left(absorbance(kept(page)), absorbance(seen(printed)), PX_PER_MM, 1.0)
    return left.max(axis=2)[10:-10, 10:-10]


def test_thin_print_in_warm_light_is_no_ink(printed):
    assert (left_on(printed, printed) > FAINT).mean() < 1e-3  # of the pixels; without telephone.py, ten times that


def test_ink_beside_and_across_it_stays(printed):
    drawn = printed.copy()
    cv2.line(drawn, (320, 20), (320, 460), ORANGE, 6, cv2.LINE_AA)
    cv2.line(drawn, (150, 20), (170, 440), ORANGE, 6, cv2.LINE_AA)

    strong = left_on(drawn, printed)[20:420] > SURE

    assert strong.any(axis=1).mean() > 0.98
    assert strong[:, 290:330].any(axis=1).mean() > 0.98
    assert strong[:, 120:180].any(axis=1).mean() > 0.75
