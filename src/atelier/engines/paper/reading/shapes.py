"""Masks and rings."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Path = NDArray[np.float64]  # n, 2: x, y in mm of the page


def outer(mask: Mask) -> NDArray[np.int32]:
    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(max(contours, key=cv2.contourArea).reshape(-1, 2), np.int32)


def disc(radius: float) -> NDArray[np.uint8]:
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)


def closed(mask: Mask, radius: float) -> Mask:
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, disc(radius)), np.bool_)


def opened(mask: Mask, radius: float) -> Mask:
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, disc(radius)), np.bool_)


def dilated(mask: Mask, radius: float) -> Mask:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), disc(radius)), np.bool_)


def is_round(shape: NDArray[np.int32]) -> bool:
    (_, _), sides, _ = cv2.minAreaRect(shape)
    is_solid = cv2.contourArea(shape) > 0.93 * cv2.contourArea(cv2.convexHull(shape))
    return bool(is_solid and max(sides) < 1.35 * min(sides))


def ring_area(path: Path) -> float:
    x, y = path.T
    return float(abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2)


def smoothed(path: Path, is_closed: bool, sigma_mm: float = 0.35, step_mm: float = 0.2) -> Path:
    """Evenly spaced, without the stairs of pixels; the ends stay."""
    line = np.concatenate([path, path[:1]]) if is_closed else path
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    if far[-1] < 2 * step_mm:
        return path
    at = np.linspace(0, far[-1], max(3, round(far[-1] / step_mm)))
    even = np.stack([np.interp(at, far, line[:, axis]) for axis in (0, 1)], axis=1)
    soft = _softened(even, sigma_mm / step_mm, is_closed)
    if not is_closed:
        soft[0], soft[-1] = even[0], even[-1]
    return np.asarray(soft[:-1] if is_closed else soft)


def _softened(path: Path, sigma: float, is_closed: bool) -> Path:
    """Gaussian means along the path; sigma in its steps."""
    reach = round(4 * sigma)
    ends = np.pad(path, ((reach, reach), (0, 0)), "wrap" if is_closed else "edge")
    soft = cv2.GaussianBlur(ends, (1, 2 * reach + 1), sigmaX=sigma, sigmaY=sigma) if reach else ends
    return np.asarray(soft[reach : len(soft) - reach], np.float64)


def simple(path: Path, tolerance_mm: float) -> Path:
    import shapely

    line = shapely.LineString(path).simplify(tolerance_mm)
    return np.asarray(line.coords, np.float64)
