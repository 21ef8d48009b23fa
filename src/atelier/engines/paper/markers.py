"""The eight AprilTags around the frame: where they stand, which they are, how they are drawn.

Family 36h11 (Olson 2011, Wang and Olson 2016), bits from OpenCV's dictionary. A sheet uses eight consecutive tags of
the 587: `identity % 8` is the place, clockwise from the top left corner; `identity // 8` is the group, drawn from the
sheet's identifier, so that two sheets in one photograph are told apart.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]
PLACES = 8
GROUPS = 587 // PLACES
MOST_COLUMNS = 26  # of tiles: a letter each
CELLS = 8  # six bits and a black border on each side


def group_of(sheet_id: str, *, tile: int = 0) -> int:
    """The group of tags of a sheet; the tiles of one map follow each other."""
    return (zlib.crc32(sheet_id.encode("ascii")) + tile) % GROUPS


def marker_boxes(frame: Box, marker_mm: float, quiet_mm: float) -> tuple[Box, ...]:
    """Black squares of the eight markers, clockwise from the top left; mm from the page's top left corner.

    Corners stand beside the frame, level with its ends; the two middle ones above and below.
    """
    x0, y0, x1, y1 = frame
    left, right = x0 - quiet_mm - marker_mm, x1 + quiet_mm
    middle_x, middle_y = (x0 + x1 - marker_mm) / 2, (y0 + y1 - marker_mm) / 2
    bottom = y1 - marker_mm
    corners = (
        (left, y0), (middle_x, y0 - quiet_mm - marker_mm), (right, y0), (right, middle_y),
        (right, bottom), (middle_x, y1 + quiet_mm), (left, bottom), (left, middle_y),
    )  # fmt: skip
    return tuple((x, y, x + marker_mm, y + marker_mm) for x, y in corners)


@cache
def marker_shape(identity: int) -> BaseGeometry:
    """The black of a tag, in cells from its top left corner, as one shape: no seam between its squares."""
    import cv2

    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11)
    bits = cv2.aruco.generateImageMarker(family, identity, CELLS)
    return dark_cells([[not bit for bit in row] for row in bits.tolist()])


def dark_cells(rows: Sequence[Sequence[bool]]) -> BaseGeometry:
    """The dark squares of a code, a unit each, as one shape: printers leave white seams between separate squares."""
    return shapely.union_all(
        [shapely.box(x, y, x + 1, y + 1) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    )
