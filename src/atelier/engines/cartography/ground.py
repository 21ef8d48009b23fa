"""What there is to draw: features by layer, heights, a photograph; all in one projection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atelier.engines.cartography.frame import Box

Properties = Mapping[str, Any]
Feature = tuple[BaseGeometry, Properties]
LAYERS = (
    "sea", "woods", "built", "plu", "population", "protected", "flood", "risk", "contours", "streams", "shore",
    "defences", "roads", "limits", "communes", "places",
)  # fmt: skip


@dataclass(frozen=True)
class HeightGrid:
    """heights_m: (rows, cols), row 0 to the north, NaN where unknown; west_m, north_m: its outer corner."""

    heights_m: NDArray[np.float32]
    west_m: float
    north_m: float
    step_m: float


@dataclass(frozen=True)
class Photograph:
    """An aerial photograph as (rows, cols, 3) bytes that covers exactly `bbox`."""

    pixels: NDArray[np.uint8]
    bbox: Box


@dataclass(frozen=True)
class Ground:
    """layers: features by name (LAYERS, with the attributes of docs/reference/site-package.md), in metres."""

    layers: Mapping[str, Sequence[Feature]]
    relief: HeightGrid | None = None
    photograph: Photograph | None = None
    credits: tuple[str, ...] = ()

    def within(self, layer: str, area: BaseGeometry) -> list[Feature]:
        """Features of a layer cut to a rectangle; what only touches it is left out."""
        features = self.layers.get(layer, ())
        if not features:
            return []
        shapes = np.asarray([shape for shape, _ in features], dtype=object)
        near = np.flatnonzero(shapely.intersects(shapes, area))
        cuts = shapely.clip_by_rect(shapes[near], *area.bounds)
        found: list[Feature] = []
        for index, cut in zip(near.tolist(), cuts.tolist(), strict=True):
            if not cut.is_empty:
                found.append((cut, features[index][1]))
        return found
