"""What a telephone makes of a print before the picture reaches us: colours smeared over blocks, dark edges made darker.

JPEG keeps colour for two pixels at a time, and of blocks of sixteen little but the mean; a thin river or a letter takes
the colour of the paper around it, which in warm light takes blue away. Cameras sharpen: a letter becomes
darker than it was printed. Either looks like ink that nobody laid.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.channels import highest

Floats = NDArray[np.float32]
SMEAR_PX = 8.0  # of the photograph: half a block of colour
SHARP, SHARP_PX = 0.8, 1.5  # what the strongest sharpening adds, and its sigma
NEARLY_BLACK, ON_PALE = (
    1.0,
    0.6,
)  # absorbances: letters on paper are sharpened; paler print, or woods, would hide thin ink
AROUND_PX = 12.0
ROWS, MARGIN = 512, 48  # a page is worked in bands, for its memory
ABSORBANCE = -np.log((np.arange(256, dtype=np.float32) + 1.5) / 256.5)


def darkened(print_seen: Floats, light: Floats, photo_px: float) -> Floats:
    """The absorbance of the print at its most, once a telephone has kept it. Shapes: (rows, columns, 3).

    print_seen: what the print absorbs; light: what the light on bare paper does. photo_px: pixels of this page in
    one of the photograph.
    """
    out = np.empty_like(print_seen)
    for top in range(0, len(out), ROWS):
        first, last = max(0, top - MARGIN), min(len(out), top + ROWS + MARGIN)
        band = _darkened(print_seen[first:last], light[first:last], photo_px)
        out[top : top + ROWS] = band[top - first :][:ROWS]
    return out


def _darkened(print_seen: Floats, light: Floats, photo_px: float) -> Floats:
    picture = _pixels(cv2.add(print_seen, light))
    blurred = cv2.GaussianBlur(picture, (0, 0), SHARP_PX * photo_px)
    sharpened = cv2.addWeighted(picture, 1 + SHARP, blurred, -SHARP, 0)
    darkest = highest(print_seen)
    side = round(AROUND_PX * photo_px) | 1
    is_letter = (darkest > NEARLY_BLACK) & (cv2.blur(darkest, (side, side)) < ON_PALE)
    cv2.copyTo(sharpened, is_letter.astype(np.uint8), picture)
    kept = cv2.LUT(_smeared(picture, photo_px), ABSORBANCE)
    return np.asarray(cv2.max(print_seen, cv2.subtract(kept, light)), np.float32)


def _pixels(absorbance: Floats) -> NDArray[np.uint8]:
    values = cv2.exp(cv2.subtract(0, absorbance))
    return np.asarray(cv2.convertScaleAbs(values, alpha=256.5, beta=-1.5), np.uint8)


def _smeared(picture: NDArray[np.uint8], photo_px: float) -> NDArray[np.uint8]:
    """Colours as the mean of their surroundings; lightness as it is."""
    side = max(3, round(SMEAR_PX * photo_px) | 1)
    lightness, *colour = cv2.split(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb))
    smeared = cv2.merge([lightness, *(cv2.blur(one, (side, side)) for one in colour)])
    return np.asarray(cv2.cvtColor(smeared, cv2.COLOR_YCrCb2RGB), np.uint8)
