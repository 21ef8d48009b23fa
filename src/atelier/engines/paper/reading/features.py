"""Where the page is when its markers are hidden: what the print itself shows, found again in the photograph.

SIFT (Lowe 2004), matched by the ratio of the two nearest, held together by a homography with room for a bent page.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.markers import Box

Points = NDArray[np.float64]  # n, 2
MOST_SIDE, MOST_FEATURES = 2200, 6000
PRINT_PX_PER_MM, LEAST_PX_PER_MM = 4.0, 1.0
RATIO, BENT_MM, LEAST_MATCHES = 0.75, 3.0, 24
LEAST_SHARE = 0.6  # of the map that must be in the picture
CELL_MM = 25.0


def matched(
    gray: NDArray[np.uint8], printed: NDArray[np.uint8], page_mm: tuple[float, float], frame_mm: Box
) -> tuple[Points, Points] | None:
    """Places of the page (mm) and of the photograph (pixels) that show the same thing; one every 25 mm at most.

    printed: the page, gray, of any resolution. None when too little is common, or when most of the map is outside.
    """
    shrink = min(1.0, MOST_SIDE / max(gray.shape))
    at_photo, said_photo = _features(gray, shrink)
    px_per_mm = printed.shape[1] / page_mm[0]
    at_print, said_print = _features(printed, min(1.0, PRINT_PX_PER_MM / px_per_mm, MOST_SIDE / max(printed.shape)))
    if len(at_photo) < LEAST_MATCHES or len(at_print) < LEAST_MATCHES:
        return None
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(said_print, said_photo, k=2)
    good = [one for one, two in pairs if one.distance < RATIO * two.distance]
    if len(good) < LEAST_MATCHES:
        return None
    mm = at_print[[one.queryIdx for one in good]] / px_per_mm
    px = at_photo[[one.trainIdx for one in good]]
    matrix, kept = cv2.findHomography(px, mm, cv2.RANSAC, BENT_MM, maxIters=5000)
    if matrix is None or int(kept.sum()) < LEAST_MATCHES or not _is_seen(matrix, gray.shape, frame_mm):
        return None
    return _thinned(mm[kept.ravel() > 0], px[kept.ravel() > 0])


def _features(gray: NDArray[np.uint8], shrink: float) -> tuple[Points, NDArray[np.float32]]:
    """Places in the pixels of `gray`, and what is around them."""
    small = cv2.resize(gray, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else gray
    even = cv2.createCLAHE(2.0, (12, 12)).apply(small)
    places, said = cv2.SIFT.create(nfeatures=MOST_FEATURES, contrastThreshold=0.02).detectAndCompute(even, None)
    at = np.array([one.pt for one in places], np.float64).reshape(-1, 2)
    return (at + 0.5) / shrink - 0.5, np.asarray(said if said is not None else np.zeros((0, 128)), np.float32)


def _is_seen(matrix: NDArray[np.float64], shape: tuple[int, ...], frame_mm: Box) -> bool:
    """Whether most of the map is in the picture, at a size one can read and not turned over."""
    x0, y0, x1, y1 = frame_mm
    grid = np.stack(np.meshgrid(np.linspace(x0, x1, 20), np.linspace(y0, y1, 20)), -1).reshape(1, -1, 2)
    try:
        back = np.linalg.inv(matrix)
    except np.linalg.LinAlgError:
        return False
    px = cv2.perspectiveTransform(grid, back)[0]
    inside = (px >= 0).all(axis=1) & (px < [shape[1], shape[0]]).all(axis=1)
    across, down = px[19] - px[0], px[380] - px[0]
    area = float(across[0] * down[1] - across[1] * down[0])
    return bool(inside.mean() >= LEAST_SHARE and area > LEAST_PX_PER_MM**2 * (x1 - x0) * (y1 - y0))


def _thinned(mm: Points, px: Points) -> tuple[Points, Points]:
    """One pair a cell of the page: the one in the middle of those of its cell."""
    cells: dict[tuple[int, int], list[int]] = {}
    for at, (x, y) in enumerate(mm // CELL_MM):
        cells.setdefault((int(x), int(y)), []).append(at)
    kept = []
    for members in cells.values():
        away = mm[members] - np.median(mm[members], axis=0)
        kept.append(members[int(np.hypot(*away.T).argmin())])
    return mm[kept], px[kept]
