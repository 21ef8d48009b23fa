"""Ink thinned to lines of one pixel (Guo and Hall 1989), one piece of ink at a time.

scikit-image thins too; loading it costs 0.6 s of processor to each command, and it passes over the whole map.
"""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
AROUND = np.array([[128, 1, 2], [64, 0, 4], [32, 16, 8]], np.float32)  # bits: clockwise from the north


def thinned(ink: Mask) -> Mask:
    """The middle of the ink, connected as the ink is."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    middle = np.zeros(ink.shape, np.bool_)
    for label in range(1, count):
        x, y, width, height = (int(value) for value in stats[label, :4])
        box = np.s_[y : y + height, x : x + width]
        middle[box] |= _thinned_piece(labels[box] == label)
    return middle


def _thinned_piece(ink: Mask) -> Mask:
    left = np.pad(ink, 1).astype(np.uint8)
    has_changed = True
    while has_changed:
        has_changed = False
        for table in _tables():
            gone = cv2.LUT(cv2.filter2D(left, cv2.CV_8U, AROUND, borderType=cv2.BORDER_CONSTANT), table) & left
            if gone.any():
                left -= gone
                has_changed = True
    return np.asarray(left[1:-1, 1:-1], np.bool_)


@cache
def _tables() -> tuple[Bytes, Bytes]:
    """For each pattern of neighbours, 1 where the pixel between them goes: from one side, then from the other."""
    one, other = ([_goes(code, turn) for code in range(256)] for turn in (4, 0))
    return np.array(one, np.uint8), np.array(other, np.uint8)


def _goes(code: int, turn: int) -> bool:
    near = [bool(code >> place & 1) for place in range(8)]
    runs = sum(not near[k] and (near[k + 1] or near[(k + 2) % 8]) for k in (0, 2, 4, 6))
    pairs = [near[k] or near[(k + 1) % 8] for k in range(8)]
    crowd = min(sum(pairs[1::2]), sum(pairs[::2]))
    side = [near[(k + turn) % 8] for k in range(8)]
    return runs == 1 and 2 <= crowd <= 3 and not ((side[0] or side[1] or not side[3]) and side[2])
