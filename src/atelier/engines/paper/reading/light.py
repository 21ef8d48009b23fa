"""The page with nothing drawn: the light that falls on it, and how printer and camera change its colours.

Everything is absorbance, -ln(value): light adds, print adds, ink adds.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.channels import highest
from atelier.engines.paper.reading.telephone import ABSORBANCE, darkened

Floats = NDArray[np.float32]
CELL_MM = 1.0
THIN_MM = 1.5  # ink strokes thinner than twice that do not count as shade
TINTED, DARK = 0.16, 0.75  # absorbance from which a cell is ink rather than paper in the shade
NOWHERE = np.float32(9.0)
BLACK, BESIDE_MM = 1.5, 0.5  # absorbance of print that says nothing of the light: a camera's black is not a printer's


def absorbance(rgb: NDArray[np.uint8]) -> Floats:
    return np.asarray(cv2.LUT(rgb, ABSORBANCE), np.float32)


def ink_left(photo: Floats, printed: Floats, px_per_mm: float, photo_px: float) -> tuple[Floats, Floats]:
    """Absorbance that neither the light nor the print explain, (rows, columns, 3); and that the light alone does not.

    photo, printed: absorbances of the rectified page and of the known print, same shape. photo_px: its pixels in one of
    the photograph.
    """
    print_seen = np.asarray(cv2.transform(printed, _colour_model(photo, printed, px_per_mm)), np.float32)
    light = _light(photo - print_seen, printed, px_per_mm)
    radius = max(1, round(0.3 * px_per_mm))
    print_seen = darkened(print_seen, light, photo_px)
    darkest = cv2.dilate(print_seen, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2))
    bare = np.subtract(photo, light, out=light)
    return bare - darkest, bare


def _colour_model(photo: Floats, printed: Floats, px_per_mm: float) -> NDArray[np.float32]:
    """3 × 3: absorbances of the print as the camera sees them, less the local light. Robust least squares."""
    size = (photo.shape[1] // max(1, round(px_per_mm)), photo.shape[0] // max(1, round(px_per_mm)))
    seen, known = (cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in (photo, printed))
    window = (25, 25)
    seen, known = (one - cv2.blur(one, window) for one in (seen, known))
    a, b = known.reshape(-1, 3), seen.reshape(-1, 3)
    inside = highest(np.abs(a)[None])[0] < 0.5
    a, b = a[inside], b[inside]
    weight = np.ones(len(a), np.float32)
    matrix = np.eye(3, dtype=np.float32)
    for _ in range(5):
        ridge = 0.002 * weight.sum() * np.eye(3, dtype=np.float32)
        aw = a * weight[:, None]
        matrix = np.linalg.solve(aw.T @ a + ridge, aw.T @ b + ridge).T.astype(np.float32)
        wrong = highest(np.abs(b - a @ matrix.T)[None])[0]
        weight = 1 / (1 + (wrong / 0.03) ** 2)
    return matrix if np.isfinite(matrix).all() and 0.3 < np.trace(matrix) / 3 < 2 else np.eye(3, dtype=np.float32)


def _light(residual: Floats, printed: Floats, px_per_mm: float) -> Floats:
    """Absorbance of the light at each pixel: smooth where the paper is even, sharp at the edge of a shadow."""
    shade, known = _shade(residual, printed, px_per_mm)
    shade = _filled(shade, known)
    shade = np.stack([cv2.medianBlur(np.ascontiguousarray(shade[..., one]), 5) for one in range(3)], -1)
    disc = np.ones((5, 5), np.uint8)
    low, high = cv2.erode(shade, disc), cv2.dilate(shade, disc)
    is_edge = ((high - low).min(axis=2) > 0.07)[..., None]
    low, high = np.where(is_edge, low, shade), np.where(is_edge, high, shade)
    size = (residual.shape[1], residual.shape[0])
    low, high = (cv2.resize(one, size, interpolation=cv2.INTER_LINEAR) for one in (low, high))
    light = np.asarray(cv2.min(cv2.max(residual, low), high), np.float32)
    # the brightest of each surroundings is brighter than the paper by its noise: bring it back, where nothing is drawn
    away = residual - light
    is_paper = (highest(np.abs(away)) < 0.2).astype(np.float32)
    small = (shade.shape[1] // 2, shade.shape[0] // 2)
    weight = cv2.resize(is_paper, small, interpolation=cv2.INTER_AREA)
    drift = cv2.resize(away * is_paper[..., None], small, interpolation=cv2.INTER_AREA)
    drift = cv2.GaussianBlur(drift, (0, 0), 2) / (cv2.GaussianBlur(weight, (0, 0), 2)[..., None] + 0.02)
    light += cv2.resize(drift, size, interpolation=cv2.INTER_LINEAR)
    return light


def _shade(residual: Floats, printed: Floats, px_per_mm: float) -> tuple[Floats, NDArray[np.bool_]]:
    """The brightest paper around each cell of a mm, and whether it is paper rather than a filled zone."""
    soft = cv2.GaussianBlur(residual, (0, 0), 0.25 * px_per_mm)
    darkest = highest(printed)
    edges = cv2.dilate(darkest, np.ones((3, 3), np.uint8)) - darkest
    busy = cv2.dilate((edges > 0.25).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    soft[busy | _is_beside_black(darkest, px_per_mm)] = NOWHERE
    radius = round(THIN_MM * px_per_mm)
    brightest = cv2.erode(soft, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2))
    size = (round(residual.shape[1] / px_per_mm), round(residual.shape[0] / px_per_mm))
    cells = cv2.resize(brightest, size, interpolation=cv2.INTER_NEAREST)
    known = cells.max(axis=2) < NOWHERE / 2
    tint = cells - np.median(cells[known], axis=0)
    spread = tint.max(axis=2) - tint.min(axis=2)
    around = cv2.erode(np.where(known, cells.min(axis=2), NOWHERE).astype(np.float32), np.ones((31, 31), np.uint8))
    is_ink = (spread > TINTED) | (cells.min(axis=2) - around > DARK)
    is_ink = cv2.dilate(is_ink.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return cells, known & ~is_ink


def _is_beside_black(darkest: Floats, px_per_mm: float) -> NDArray[np.bool_]:
    reach = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * max(1, round(BESIDE_MM * px_per_mm)) + 1,) * 2)
    return np.asarray(cv2.dilate((darkest > BLACK).astype(np.uint8), reach), np.bool_)


def _filled(values: Floats, known: NDArray[np.bool_]) -> Floats:
    """Unknown cells from their surroundings, the nearest first."""
    out = np.where(known[..., None], values, np.float32(0))
    done = known.copy()
    for sigma in (1.5, 4.0, 10.0, 30.0, 90.0):
        weight = cv2.GaussianBlur(known.astype(np.float32), (0, 0), sigma)
        guess = cv2.GaussianBlur(np.where(known[..., None], values, np.float32(0)), (0, 0), sigma)
        new = ~done & (weight > 0.05)
        out[new] = guess[new] / weight[new][:, None]
        done |= new
    if not done.all() and done.any():
        out[~done] = np.median(values[known], axis=0)
    return out
