"""Letters of one pen are a word; short lines, dashes, hatching, rings and dots are not."""

import cv2
import numpy as np
import pytest

from atelier.engines.paper.reading.marks import marks_of
from tests.engines.paper.photographs import Hand

FINE, PX_PER_MM, WIDE_MM, HIGH_MM = 20, 6.0, 80, 50
MIDDLE = np.array([WIDE_MM / 2, HIGH_MM / 2])


class Slip(Hand):
    """A white slip of paper and one pen: the ink alone, fine."""

    def __init__(self, width_mm=1.0, seed=0):
        rng = np.random.default_rng(seed)
        super().__init__(np.zeros((2, 2, 3)), ["#000000"], (0, 0, WIDE_MM, HIGH_MM), rng)
        self.sheet = np.zeros((HIGH_MM * FINE, WIDE_MM * FINE), np.uint8)
        self.width_mm = width_mm

    def width(self):
        return self.width_mm

    def stroke(self, pen, paths, width_mm):
        for path in paths:
            points = [np.round(path * FINE).astype(np.int32)]
            cv2.polylines(self.sheet, points, False, 255, round(width_mm * FINE), cv2.LINE_AA)

    def write(self, word, high_mm, width_mm):
        scale = high_mm * FINE / 22
        cv2.putText(self.sheet, word, (8 * FINE, 30 * FINE), cv2.FONT_HERSHEY_SIMPLEX, scale, 255,
                    round(width_mm * FINE), cv2.LINE_AA)  # fmt: skip

    def turned(self, degrees):
        matrix = cv2.getRotationMatrix2D((WIDE_MM * FINE / 2, HIGH_MM * FINE / 2), degrees, 1)
        self.sheet = cv2.warpAffine(self.sheet, matrix, self.sheet.shape[::-1])

    def read(self):
        size = (round(WIDE_MM * PX_PER_MM), round(HIGH_MM * PX_PER_MM))
        seen = cv2.resize(self.sheet, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        return marks_of(cv2.GaussianBlur(seen, (0, 0), 0.9) > 0.4, 0, PX_PER_MM, (0.0, 0.0))


@pytest.mark.parametrize("word", ["Mairie", "danger", "RD154", "verger", "parking", "eau"])
@pytest.mark.parametrize(("high_mm", "width_mm", "degrees"), [(4.5, 0.5, 0), (6, 0.8, 18), (7.5, 1.2, -15)])
def test_a_word_is_no_mark(word, high_mm, width_mm, degrees):
    slip = Slip()
    slip.write(word, high_mm, width_mm)
    slip.turned(degrees)

    marks, writings = slip.read()

    assert marks == []
    assert writings != []


@pytest.mark.parametrize("width_mm", [0.5, 1.0, 2.0])
@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("line", "line"),
        ("dashed", "line"),
        ("outline", "area"),
        ("hatched", "area"),
        ("dot", "point"),
        ("cross", "point"),
    ],
)
def test_a_mark_is_no_word(style, kind, width_mm):
    slip = Slip(min(width_mm, 1.3) if style == "cross" else width_mm)
    getattr(slip, f"_{style}")(0, MIDDLE, 16.0)

    marks, writings = slip.read()

    assert [mark.kind for mark in marks] == [kind]
    assert writings == []


@pytest.mark.parametrize("length_mm", [5, 8, 12])
@pytest.mark.parametrize("count", [1, 2, 4])
def test_short_lines_side_by_side_stay_lines(length_mm, count):
    slip = Slip(0.8)
    for rank in range(count):
        start = MIDDLE + np.array([7.0 * rank - 10, -length_mm / 2])
        slip.stroke(0, [start + np.array([[0, 0], [1.5, length_mm]])], 0.8)

    marks, writings = slip.read()

    assert [mark.kind for mark in marks] == ["line"] * count
    assert writings == []


def test_a_small_hatched_place_is_a_zone_not_a_word():
    slip = Slip(0.9)
    slip.stroke(0, [MIDDLE + np.array([[x, -4.5], [x + 2, 4.5]]) for x in np.arange(-9, 9, 2.3)], 0.9)

    marks, writings = slip.read()

    assert [mark.kind for mark in marks] == ["area"]
    assert writings == []
