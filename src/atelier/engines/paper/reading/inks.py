"""Which pixels carry ink, and of which pen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.markers import Box
from atelier.engines.paper.reading.channels import highest, lowest
from atelier.engines.paper.reading.known import KnownSheet

Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]
FAINT, SURE = 0.20, 0.42  # absorbance: what is linked to ink, what is ink by itself
DOUBT = 0.18  # grey must be stronger than colour: it may be a shade
LIKE_RAD = 0.16
CLEAR = 0.7  # mean likeness of ink to its pen
COVERAGES, SIZE_RAD = (0.25, 0.4, 0.6, 0.8, 1.0), 0.10
LEAST_MM2 = 0.5
THIN_MM, LEAST_SHARE = 0.16, 0.5  # sigma from which a photograph is blurred; share of the thresholds kept at most
NEAR_MM, WIDE_MM = 0.5, 2.0  # how far ink votes for the pen of its neighbours


@dataclass(frozen=True)
class Inks:
    """masks: one a pen; strength: absorbance of the strongest channel; certainty: 0–1, of the nearest pen."""

    masks: tuple[Mask, ...]
    strength: Floats
    certainty: Floats


def inks_of(left: Floats, colours: Floats, px_per_mm: float, blurred_mm: float = 0.0) -> Inks:
    """left: absorbance left by light and print, see light.ink_left; colours: absorbance of each pen, (pens, 3).

    blurred_mm: see focus.blur_mm. A thin stroke is as much fainter as it is seen wider; so is what disturbs.
    """
    least = float(np.clip(THIN_MM / max(blurred_mm, 1e-6), LEAST_SHARE, 1.0))
    soft = cv2.GaussianBlur(left, (0, 0), max(0.5, 0.12 * px_per_mm))
    strength = highest(soft)
    evenness = 1 - (strength - lowest(soft)) / (0.3 * np.maximum(strength, 0.05))
    labels, drawn = _drawn((strength - DOUBT * least * np.clip(evenness, 0, 1)) / least, px_per_mm)
    likeness, clear = _likeness(soft[drawn], colours)
    certainty = np.zeros(drawn.shape, np.float32)
    certainty[drawn] = clear
    winner = _winner(likeness, np.minimum(strength[drawn], 1.2), labels[drawn], drawn, px_per_mm)
    return Inks(tuple(winner == at for at in range(len(colours))), strength, certainty)


def _winner(
    likeness: Floats, load: Floats, label: NDArray[np.int32], drawn: Mask, px_per_mm: float
) -> NDArray[np.int8]:
    """The pen of each pixel, -1 without ink: its own look, its neighbours', and the ink it is connected to."""
    shares = _shares(likeness * load, label)
    votes = np.empty_like(likeness)
    near, wide = _Around(drawn, NEAR_MM * px_per_mm), _Around(drawn, WIDE_MM * px_per_mm)
    for at, one in enumerate(likeness):
        votes[at] = (near.mean(one * load) + 0.7 * wide.mean(one * load)) * (0.12 + shares[at])
    winner = np.full(drawn.shape, -1, np.int8)
    winner[drawn] = _less_doubtful(votes.argmax(axis=0), likeness, label)
    return winner


def _less_doubtful(pen: NDArray[np.int64], likeness: Floats, label: NDArray[np.int32]) -> NDArray[np.int64]:
    """pen: of each inked pixel. Ink that looks little like its pen is of the pen that the whole of it looks like most:
    two pens that cross are each clear, one pen in bad light hesitates between two.
    """
    pens = len(likeness)
    whole = np.stack([np.bincount(label, weights=one) for one in likeness])
    group = label.astype(np.int64) * pens + pen
    sure = np.bincount(group, weights=likeness[pen, np.arange(len(pen))], minlength=whole.size)
    mean = sure / np.maximum(np.bincount(group, minlength=whole.size), 1)
    return np.where(mean[group] < CLEAR, whole.argmax(axis=0)[label], pen)


class _Around:
    """Gaussian means of what inked pixels carry, at inked pixels only, on a raster as coarse as their width allows."""

    def __init__(self, drawn: Mask, sigma_px: float) -> None:
        self.step = max(1, int(sigma_px / 1.5))
        self.sigma = sigma_px / self.step
        rows, cols = np.nonzero(drawn)
        self.shape = (-(-drawn.shape[0] // self.step), -(-drawn.shape[1] // self.step))
        self.cell = (rows // self.step) * self.shape[1] + cols // self.step

    def mean(self, carried: Floats) -> Floats:
        sums = np.bincount(self.cell, weights=carried, minlength=self.shape[0] * self.shape[1]) / self.step**2
        blurred = cv2.GaussianBlur(sums.reshape(self.shape).astype(np.float32), (0, 0), self.sigma)
        return np.asarray(blurred.ravel()[self.cell], np.float32)


def _drawn(strength: Floats, px_per_mm: float) -> tuple[NDArray[np.int32], Mask]:
    """Labels of connected ink, and what is kept of it.

    Hysteresis: what is faint only where it touches what is sure, and large enough to have been meant.
    """
    faint = (strength > FAINT).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(faint, connectivity=8)
    sure = np.bincount(labels[strength > SURE], minlength=count)
    kept = (sure >= 0.25 * px_per_mm**2) & (stats[:, cv2.CC_STAT_AREA] >= LEAST_MM2 * px_per_mm**2)
    kept[0] = False
    return np.asarray(labels, np.int32), np.asarray(kept[labels], np.bool_)


def _shares(likeness: Floats, label: NDArray[np.int32]) -> Floats:
    """The share of each pen in the ink each pixel is connected to: a doubtful pixel is of the pen around it."""
    sums = np.stack([np.bincount(label, weights=one, minlength=1) for one in likeness])
    shares = (sums / np.maximum(sums.sum(axis=0), 1e-6)).astype(np.float32)
    return np.asarray(shares[:, label], np.float32)


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


def _likeness(pixels: Floats, colours: Floats) -> tuple[Floats, Floats]:
    """How inked pixels (n, 3) look like each pen, by the direction of their absorbance, then by its size.

    (pens, n), summing to 1; and (n) how clearly the nearest wins.
    """
    size = np.linalg.norm(pixels, axis=1, keepdims=True) + 1e-6
    angles = np.full((len(pixels), len(colours)), np.pi, np.float32)
    for share in COVERAGES:
        # thin or blurred ink is paper and ink side by side: light adds, absorbance does not
        looks = -np.log(1 - share + share * np.exp(-colours))
        length = np.linalg.norm(looks, axis=1)
        turn = np.arccos(np.clip((pixels @ looks.T) / (size * length), -1, 1))
        angles = np.minimum(angles, np.hypot(turn, SIZE_RAD * np.log(size / length)))
    ranked = np.sort(angles, axis=1)
    near = np.exp((ranked[:, :1] ** 2 - angles**2) / LIKE_RAD**2)
    clear = np.clip((ranked[:, 1] - ranked[:, 0]) / 0.25, 0, 1)
    return np.ascontiguousarray((near / near.sum(axis=1, keepdims=True)).T), clear
