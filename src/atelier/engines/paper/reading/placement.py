"""Where each place of the page falls in the photograph: markers, then the print itself, by dense optical flow.

Flow: DIS (Kroeger et al. 2016) between the locally normalised photograph and print, smoothed by the confidence of its
texture (normalised convolution, Knutsson and Westin 1993), twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.features import matched
from atelier.engines.paper.reading.fiducials import Seen
from atelier.engines.paper.reading.plates import thin_plate

Floats = NDArray[np.float32]
STEP_MM, BEYOND_MM = 1.0, 6.0
LEAST_BENT = 4  # places, for a page to be seen as bent
NORM_MM, EPSILON = 2.2, 0.012
SMOOTH_MM = (9.0, 5.0, 4.0)
MOST_MM = (5.0, 2.5, 1.5)  # what a turn may correct; flow that goes further has matched noise where the map is empty


@dataclass(frozen=True)
class Placement:
    """field: photograph pixels (x, y) at every mm of the page, from BEYOND_MM outside its top left corner."""

    field: Floats
    page_mm: tuple[float, float]

    def rectify(self, picture: NDArray[np.uint8], px_per_mm: float) -> NDArray[np.uint8]:
        """The page seen from above, at this resolution."""
        size = (round(self.page_mm[0] * px_per_mm), round(self.page_mm[1] * px_per_mm))
        places = self._spread(self.field, px_per_mm, size)
        # where the photograph is finer than the raster, average rather than skip pixels
        finer = self.px_per_mm() / px_per_mm
        if finer > 1.5:
            picture = cv2.GaussianBlur(picture, (0, 0), 0.35 * finer)
        border = cv2.BORDER_REPLICATE
        return np.asarray(cv2.remap(picture, places, None, cv2.INTER_LINEAR, borderMode=border), np.uint8)

    def px_per_mm(self) -> float:
        """Photograph pixels in a millimetre of paper, in the middle of the sheet at its worst direction."""
        rows, cols = self.field.shape[0] // 2, self.field.shape[1] // 2
        across = self.field[rows, cols + 20] - self.field[rows, cols - 20]
        down = self.field[rows + 20, cols] - self.field[rows - 20, cols]
        return float(min(np.hypot(*across), np.hypot(*down)) / 40)

    def photo_px(self, mm: NDArray[np.float64]) -> Floats:
        """(n, 2) page mm as photograph pixels."""
        at = ((mm + BEYOND_MM) / STEP_MM).astype(np.float32).reshape(-1, 1, 2)
        return np.asarray(cv2.remap(self.field, at, None, cv2.INTER_LINEAR), np.float32).reshape(-1, 2)

    def moved(self, shift_mm: Floats) -> Placement:
        """The same after a shift of each place, on the grid of the field."""
        # shifts are small against the slope of the field: first order, and no border effect
        grad_x, grad_y = np.gradient(self.field, axis=1), np.gradient(self.field, axis=0)
        shift = shift_mm / STEP_MM
        return Placement(
            (self.field + grad_x * shift[..., :1] + grad_y * shift[..., 1:]).astype(np.float32), self.page_mm
        )

    @staticmethod
    def _spread(field: Floats, px_per_mm: float, size: tuple[int, int]) -> Floats:
        """A field of the grid on a raster of the page."""
        step, first = 1 / (px_per_mm * STEP_MM), (0.5 / px_per_mm + BEYOND_MM) / STEP_MM
        matrix = np.array([[step, 0, first], [0, step, first]], np.float64)
        return np.asarray(
            cv2.warpAffine(field, matrix, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP), np.float32
        )


def placed_by_markers(seen: Seen) -> Placement:
    """A homography through the corners of the markers, then what bends away from it (thin plate)."""
    places = sorted(seen.markers)
    mm = np.concatenate([_corners(seen.sheet.markers_mm[place]) for place in places])
    px = np.concatenate([seen.markers[place] for place in places]).astype(np.float64)
    return _placed(seen.sheet.page_mm, mm, px, together=4)


def placed_by_features(seen: Seen, gray: NDArray[np.uint8], printed: NDArray[np.uint8]) -> Placement | None:
    """By what the map shows, where fewer than four markers are seen; None when it is not found."""
    sheet = seen.sheet
    found = matched(gray, printed, sheet.page_mm, sheet.frame_mm)
    return None if found is None else _placed(sheet.page_mm, *found, together=1)


def _placed(
    page_mm: tuple[float, float], mm: NDArray[np.float64], px: NDArray[np.float64], *, together: int
) -> Placement:
    """Through places of the page and of the photograph; `together`: how many of them are one thing, for the bend."""
    matrix, _ = cv2.findHomography(mm, px, 0)
    width, height = page_mm
    xs = np.arange(-BEYOND_MM, width + BEYOND_MM + STEP_MM, STEP_MM)
    ys = np.arange(-BEYOND_MM, height + BEYOND_MM + STEP_MM, STEP_MM)
    grid = np.stack(np.meshgrid(xs, ys), -1)
    field = cv2.perspectiveTransform(grid.reshape(1, -1, 2), matrix).reshape(grid.shape)
    left = px - cv2.perspectiveTransform(mm.reshape(1, -1, 2), matrix)[0]
    at, by = mm.reshape(-1, together, 2).mean(axis=1), left.reshape(-1, together, 2).mean(axis=1)
    if len(at) >= LEAST_BENT:
        coarse = grid[::10, ::10].reshape(-1, 2)
        bent = thin_plate(at, by, coarse)
        bent = bent.reshape(*grid[::10, ::10].shape).astype(np.float32)
        matrix_up = np.array([[0.1, 0, 0], [0, 0.1, 0]], np.float64)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        size = (grid.shape[1], grid.shape[0])
        field = field + cv2.warpAffine(bent, matrix_up, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return Placement(field.astype(np.float32), page_mm)


def placed_by_print(
    start: Placement, gray: NDArray[np.uint8], printed: NDArray[np.uint8], px_per_mm: float
) -> Placement:
    """The placement brought onto the known print (gray, at `px_per_mm`)."""
    place = start
    for turn, (smooth_mm, most_mm) in enumerate(zip(SMOOTH_MM, MOST_MM, strict=True)):
        scale = px_per_mm if turn else px_per_mm / 2
        target = printed if turn else cv2.resize(printed, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        seen = place.rectify(gray, scale)
        seen = seen[: target.shape[0], : target.shape[1]]
        target = target[: seen.shape[0], : seen.shape[1]]
        place = place.moved(_shift(seen, target, scale, (smooth_mm, most_mm), place.field.shape))
    return place


def _shift(
    seen: NDArray[np.uint8],
    target: NDArray[np.uint8],
    scale: float,
    limits_mm: tuple[float, float],
    shape: tuple[int, ...],
) -> Floats:
    ours, theirs = normalised(target, scale), normalised(seen, scale)
    flow_of = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    flow = flow_of.calc(_bytes(ours), _bytes(theirs), None)
    rows, cols = np.mgrid[0 : flow.shape[0], 0 : flow.shape[1]].astype(np.float32)
    back = cv2.remap(theirs, cols + flow[..., 0], rows + flow[..., 1], cv2.INTER_LINEAR)
    smooth_mm, most_mm = limits_mm
    is_possible = cv2.magnitude(flow[..., 0], flow[..., 1]) < most_mm * scale
    weight = _texture(ours, scale) * (_agreement(ours, back, scale) * is_possible)[..., None]
    return _smoothed(flow / scale, weight, scale, smooth_mm, shape)


def normalised(gray: NDArray[np.uint8], scale: float) -> Floats:
    """Less its local mean, over its local spread."""
    levels = np.log(gray.astype(np.float32) + 4)
    sigma = NORM_MM * scale
    mean = cv2.blur(levels, (2 * round(sigma) + 1,) * 2)
    away = levels - mean
    spread = np.sqrt(np.maximum(cv2.blur(away * away, (2 * round(sigma) + 1,) * 2), 0))
    return np.asarray(np.clip(away / (spread + EPSILON), -3, 3), np.float32)


def _bytes(levels: Floats) -> NDArray[np.uint8]:
    return np.asarray(levels * 40 + 128, np.uint8)


def _texture(ours: Floats, scale: float) -> Floats:
    """How much the print says there of each direction, (rows, columns, 2): what its structure tensor says of one when
    the other is unknown. A line of the frame says nothing along it, and all across.
    """
    dx, dy = cv2.Sobel(ours, cv2.CV_32F, 1, 0), cv2.Sobel(ours, cv2.CV_32F, 0, 1)
    size = (2 * round(1.5 * scale) + 1,) * 2
    xx, yy, xy = cv2.blur(dx * dx, size), cv2.blur(dy * dy, size), cv2.blur(dx * dy, size)
    shared = xy * xy
    across, down = xx - shared / (yy + 1e-3), yy - shared / (xx + 1e-3)
    return np.asarray(np.clip(cv2.merge([across, down]), 0, 4.0) + 0.002, np.float32)


def _agreement(ours: Floats, back: Floats, scale: float) -> Floats:
    """Local correlation after the flow, 0–1, sharpened: ink, shadow edges and glare disagree."""
    size = (2 * round(1.5 * scale) + 1,) * 2
    both, one, two = cv2.blur(ours * back, size), cv2.blur(ours * ours, size), cv2.blur(back * back, size)
    return np.asarray(np.clip(both / np.sqrt(one * two + 1e-3), 0, 1) ** 3, np.float32)


def _smoothed(flow_mm: Floats, weight: Floats, scale: float, smooth_mm: float, shape: tuple[int, ...]) -> Floats:
    """The flow on the grid of the field: weighted by confidence, wide then narrow, outliers out."""
    step, first = STEP_MM * scale, (-BEYOND_MM) * scale - 0.5
    matrix = np.array([[step, 0, first], [0, step, first]], np.float64)
    size, flags = (shape[1], shape[0]), cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    cell = (2 * round(scale / 2) + 1,) * 2
    heavy = cv2.warpAffine(cv2.blur(weight, cell), matrix, size, flags=flags)
    moved = cv2.warpAffine(cv2.blur(flow_mm * weight, cell), matrix, size, flags=flags) / (heavy + 1e-9)
    wide = _mean(moved, heavy, 4 * smooth_mm)
    for _ in range(2):
        trust = heavy * np.exp(-(((moved - wide) / 0.6) ** 2))
        narrow = _mean(moved, trust, smooth_mm)
        known = cv2.GaussianBlur(trust, (0, 0), smooth_mm / STEP_MM)
        share = known / (known + 0.02)
        wide = share * narrow + (1 - share) * _mean(moved, trust, 4 * smooth_mm)
    return wide.astype(np.float32)


def _mean(values: Floats, weight: Floats, sigma_mm: float) -> Floats:
    sigma = sigma_mm / STEP_MM
    above = cv2.GaussianBlur(values * weight, (0, 0), sigma)
    return np.asarray(above / (cv2.GaussianBlur(weight, (0, 0), sigma) + 1e-9), np.float32)


def _corners(box: tuple[float, float, float, float]) -> NDArray[np.float64]:
    x0, y0, x1, y1 = box
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float64)
