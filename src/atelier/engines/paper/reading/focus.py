"""How blurred a photograph is, told by the markers: the print is as sharp as its resolution, they are seen less so."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.markers import Box

Gray = NDArray[np.uint8]
SHARP_MM = 0.12
SIGMAS_MM = (SHARP_MM, 0.17, 0.22, 0.28, 0.35, 0.44, 0.55)
AIR_MM = 1.5
LEAST_CONTRAST = 20  # of 255
LEAST_LIKE = 0.8  # correlation of a marker with its print, under which something lies on it


def blur_mm(seen: Gray, printed: Gray, markers: Iterable[Box], px_per_mm: float) -> float:
    """Sigma of the Gaussian that makes the markers of the print like those of the photograph.

    seen, printed: the page from above and its print, same shape. A marker that is a little out of its place, or half
    in a shadow, passes for more blurred than it is: the half of them that look most like their print say it.
    """
    found = [_blur_of(seen, printed, box, px_per_mm) for box in markers]
    known = sorted((one for one in found if one is not None), reverse=True)
    return float(np.median([blur for _, blur in known[: -(-len(known) // 2)]])) if known else SHARP_MM


def _blur_of(seen: Gray, printed: Gray, box: Box, px_per_mm: float) -> tuple[float, float] | None:
    """How like its print the marker is once the print is blurred, and by how much."""
    x0, y0 = (max(0, round((value - AIR_MM) * px_per_mm)) for value in box[:2])
    x1, y1 = (round((value + AIR_MM) * px_per_mm) for value in box[2:])
    part, known = (one[y0:y1, x0:x1].astype(np.float32) for one in (seen, printed))
    if part.shape != known.shape or min(part.shape) < AIR_MM * px_per_mm or np.ptp(part) < LEAST_CONTRAST:
        return None
    likes = [_like(part, cv2.GaussianBlur(known, (0, 0), sigma * px_per_mm)) for sigma in SIGMAS_MM]
    best = int(np.argmax(likes))
    return (likes[best], _between(likes, best)) if likes[best] > LEAST_LIKE else None


def _between(likes: list[float], best: int) -> float:
    """The top of the parabola through the best and its neighbours: sigmas are in geometric progression, nearly."""
    if best in (0, len(likes) - 1):
        return SIGMAS_MM[best]
    before, here, after = likes[best - 1 : best + 2]
    turn = before - 2 * here + after
    shift = 0.5 * (before - after) / turn if turn else 0.0
    step = SIGMAS_MM[best + 1] / SIGMAS_MM[best] if shift > 0 else SIGMAS_MM[best] / SIGMAS_MM[best - 1]
    return float(SIGMAS_MM[best] * step**shift)


def _like(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])
