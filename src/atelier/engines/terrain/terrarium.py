"""Elevations in the three channels of an image, after the Terrarium encoding (height + 32768 in 1/256 m)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

OFFSET_M = 32_768
LOWEST_M, HIGHEST_M = -OFFSET_M, OFFSET_M - 1 / 256


def encode(heights_m: NDArray[np.floating], *, step_m: float = 1 / 256) -> NDArray[np.uint8]:
    """Heights as (rows, cols, 3) bytes; unknown cells (NaN) are written as 0 m.

    step_m: heights are rounded to it first; a coarser step makes the lossless image smaller.
    Raises ValueError when a height does not fit in the encoding.
    """
    rounded = np.round(np.nan_to_num(heights_m.astype(np.float64)) / step_m) * step_m
    if rounded.size and (rounded.min() < LOWEST_M or rounded.max() > HIGHEST_M):
        raise ValueError(f"heights must lie between {LOWEST_M} and {HIGHEST_M} m")
    units = np.round((rounded + OFFSET_M) * 256).astype(np.uint32)
    return np.stack([units >> 16, (units >> 8) & 0xFF, units & 0xFF], axis=-1).astype(np.uint8)


def decode(image: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Heights in metres from (rows, cols, 3) bytes."""
    red, green, blue = (image[..., channel].astype(np.float64) for channel in range(3))
    return red * 256 + green + blue / 256 - OFFSET_M
