"""Which pixels carry ink, and of which pen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.markers import Box
from atelier.engines.paper.reading.known import KnownSheet

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
FAINT, SURE = 0.20, 0.42  # absorbance: what is linked to ink, what is ink by itself
LEAST_MM2 = 0.5


@dataclass(frozen=True)
class Inks:
    """masks: one a pen; strength: absorbance of the strongest channel; certainty: 0–1, how clearly the nearest pen wins."""

    masks: tuple[Mask, ...]
    strength: Floats
    certainty: Floats


def inks_of(left: Floats, colours: Floats, px_per_mm: float) -> Inks:
    """left: absorbance left by light and print, see light.ink_left; colours: absorbance of each pen, (pens, 3)."""
    soft = cv2.GaussianBlur(left, (0, 0), max(0.5, 0.12 * px_per_mm))
    strength = soft.max(axis=2)
    drawn = _drawn(strength, px_per_mm)
    best, certainty = _nearest(soft, drawn, colours)
    votes = [
        cv2.GaussianBlur((drawn & (best == at)) * np.minimum(strength, 1.2), (0, 0), 0.5 * px_per_mm)
        for at in range(len(colours))
    ]
    winner = np.argmax(np.stack(votes), axis=0)
    return Inks(tuple(drawn & (winner == at) for at in range(len(colours))), strength, certainty)


def _drawn(strength: Floats, px_per_mm: float) -> Mask:
    """Hysteresis: what is faint only where it touches what is sure, and large enough to have been meant."""
    faint = (strength > FAINT).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(faint, connectivity=8)
    sure = np.bincount(labels[strength > SURE], minlength=count)
    kept = (sure >= 0.25 * px_per_mm**2) & (stats[:, cv2.CC_STAT_AREA] >= LEAST_MM2 * px_per_mm**2)
    kept[0] = False
    return np.asarray(kept[labels], np.bool_)


def pen_colours(bare: Floats, sheet: KnownSheet, px_per_mm: float) -> Floats:
    """Absorbance of each pen, (pens, 3): from its printed sample in this photograph when it looks like its colour."""
    asked = np.array([_absorbance_of(pen.hex) for pen in sheet.pens], np.float32)
    if len(sheet.swatches_mm) != len(sheet.pens):
        return asked
    seen = np.array([_sample(bare, box, px_per_mm) for box in sheet.swatches_mm], np.float32)
    close = _cosines(seen, asked) > 0.93
    is_strong = np.linalg.norm(seen, axis=1) > 0.5
    return np.where((close & is_strong)[:, None], seen, asked)


def _sample(bare: Floats, box: Box, px_per_mm: float) -> Floats:
    x0, y0, x1, y1 = (round(value * px_per_mm) for value in box)
    margin = round(1.2 * px_per_mm)
    patch = bare[y0 + margin : y1 - margin, x0 + margin : x1 - margin]
    return np.asarray(np.median(patch.reshape(-1, 3), axis=0) if patch.size else np.zeros(3), np.float32)


def _absorbance_of(colour: str) -> list[float]:
    return [-float(np.log((int(colour[at : at + 2], 16) + 1.5) / 256.5)) for at in (1, 3, 5)]


def _cosines(a: Floats, b: Floats) -> Floats:
    return np.asarray((a * b).sum(axis=1) / (np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1) + 1e-6), np.float32)


def _nearest(left: Floats, drawn: Mask, colours: Floats) -> tuple[NDArray[np.int8], Floats]:
    """The pen of each inked pixel by the direction of its absorbance, whatever the load of the felt."""
    directions = colours / np.linalg.norm(colours, axis=1, keepdims=True)
    pixels = left[drawn]
    likeness = (pixels @ directions.T) / (np.linalg.norm(pixels, axis=1, keepdims=True) + 1e-6)
    best = np.full(drawn.shape, -1, np.int8)
    certainty = np.zeros(drawn.shape, np.float32)
    if len(pixels):
        best[drawn] = likeness.argmax(axis=1)
        ranked = np.sort(likeness, axis=1)
        angle = np.arccos(np.clip(ranked[:, -2:], -1, 1))
        certainty[drawn] = np.clip((angle[:, 0] - angle[:, 1]) / 0.25, 0, 1)
    return best, certainty
