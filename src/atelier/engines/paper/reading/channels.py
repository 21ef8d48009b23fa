"""The strongest and the weakest of three channels: numpy reduces so short an axis ten times more slowly."""

from __future__ import annotations

from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", np.float32, np.uint8)


def highest(picture: NDArray[Number]) -> NDArray[Number]:
    """(rows, columns, 3) -> (rows, columns)."""
    one, two, three = cv2.split(picture)
    return np.asarray(cv2.max(cv2.max(one, two), three), picture.dtype)


def lowest(picture: NDArray[Number]) -> NDArray[Number]:
    """(rows, columns, 3) -> (rows, columns)."""
    one, two, three = cv2.split(picture)
    return np.asarray(cv2.min(cv2.min(one, two), three), picture.dtype)
