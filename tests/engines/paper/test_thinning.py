"""Ink thinned to lines of one pixel."""

import cv2
import numpy as np

from atelier.engines.paper.reading.thinning import thinned


def ink(seed):
    """Blots and rings that touch each other."""
    rng = np.random.default_rng(seed)
    return cv2.GaussianBlur(rng.normal(0, 1, (180, 240)).astype(np.float32), (0, 0), 6) > 0.02


def pieces(mask, connectivity):
    return cv2.connectedComponents(mask.astype(np.uint8), connectivity=connectivity)[0]


def test_as_many_pieces_and_holes_are_left_as_there_were():
    drawn = np.pad(ink(1), 1)

    middle = thinned(drawn)

    assert not (middle & ~drawn).any()
    assert (pieces(middle, 8), pieces(~middle, 4)) == (pieces(drawn, 8), pieces(~drawn, 4))


def test_nothing_is_left_two_pixels_wide_each_way():
    middle = thinned(ink(2))

    blocks = middle[:-1, :-1] & middle[1:, :-1] & middle[:-1, 1:] & middle[1:, 1:]
    assert blocks.sum() < 0.01 * middle.sum()  # crossings


def test_a_bar_becomes_its_middle():
    bar = np.zeros((21, 60), np.bool_)
    bar[7:14, 5:55] = True

    rows, cols = np.nonzero(thinned(bar))

    assert abs(rows.mean() - 10) <= 0.5
    assert cols.max() - cols.min() > 42
