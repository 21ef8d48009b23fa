"""Ink as pixels, kept up to date gesture by gesture: what a film shows.

Painted at twice the size and halved, so that thin lines are as smooth as the screen's. Erasing paints again only the
places it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from atelier.engines.inking.marks import Inked, runs_of

Picture = NDArray[np.uint8]
FINER = 2
SHIFT = 4  # fractional bits of coordinates
TINT, PAPER, SHADE = 0.22, (247, 253, 255), (113, 130, 138)
Box = tuple[int, int, int, int]


class Painting:
    """Inks over a ground. ground: (rows, cols, 3) bytes, blue green red, of the size of the film."""

    def __init__(self, ground: Picture, *, px_per_mm: float) -> None:
        import cv2

        self._cv = cv2
        rows, cols = ground.shape[:2]
        self.size = (cols, rows)
        self.scale = px_per_mm * FINER
        finer = cv2.resize(ground, (cols * FINER, rows * FINER), interpolation=cv2.INTER_CUBIC)
        self._ground: Picture = np.asarray(finer, dtype=np.uint8)
        self._fine: Picture = self._ground.copy()
        self._shown: dict[str, tuple[Inked, Box]] = {}

    def picture(self) -> Picture:
        """(rows, cols, 3) bytes, blue green red."""
        return np.asarray(self._cv.resize(self._fine, self.size, interpolation=self._cv.INTER_AREA), dtype=np.uint8)

    def show(self, changed: Mapping[str, Inked | None]) -> None:
        """Things as they are now, by id; None for those that do not show."""
        stale: list[Box] = []
        fresh: list[Inked] = []
        for key, now in changed.items():
            before = self._shown.pop(key, None)
            if before:
                stale.append(before[1])
            if now is None:
                continue
            box = self._box(now)
            self._shown[key] = (now, box)
            if before or now.shape == "area":
                stale.append(box)
            else:
                fresh.append(now)
        for box in stale:
            self._again(box)
        for one in fresh:
            self._over(one)

    def _over(self, one: Inked) -> None:
        """A new line or mark, with the marks that lie above it."""
        self._paint(self._fine, one, (0, 0))
        if not one.is_disc:
            for above in self._within(self._shown[one.id][1]):
                if above.is_disc:
                    self._paint(self._fine, above, (0, 0))

    def _again(self, box: Box) -> None:
        left, top, right, bottom = box
        if left >= right or top >= bottom:
            return
        part: Picture = np.ascontiguousarray(self._ground[top:bottom, left:right])
        for one in sorted(self._within(box), key=lambda one: (one.is_disc, one.shape != "area")):
            self._paint(part, one, (left, top))
        self._fine[top:bottom, left:right] = part

    def _within(self, box: Box) -> Iterable[Inked]:
        left, top, right, bottom = box
        for one, (west, north, east, south) in list(self._shown.values()):
            if west < right and east > left and north < bottom and south > top:
                yield one

    def _box(self, one: Inked) -> Box:
        left, top, right, bottom = (value * self.scale for value in one.box)
        rows, cols = self._fine.shape[:2]
        return max(0, int(left)), max(0, int(top)), min(cols, int(right) + 2), min(rows, int(bottom) + 2)

    def _paint(self, onto: Picture, one: Inked, origin: tuple[int, int]) -> None:
        points = np.round((one.points_mm * self.scale - origin) * 2**SHIFT).astype(np.int32)
        if one.is_disc:
            self._disc(onto, one, points[0])
            return
        if one.shape == "area":
            self._fill(onto, one, points)
        for run in runs_of(one):
            places = np.round((run.points_mm * self.scale - origin) * 2**SHIFT).astype(np.int32)
            thickness = max(1, round(run.width_mm * self.scale))
            self._cv.polylines(onto, [places], False, _bgr(one.color), thickness, self._cv.LINE_AA, SHIFT)
        return

    def _fill(self, onto: Picture, one: Inked, points: NDArray[np.int32]) -> None:
        mask = np.zeros(onto.shape[:2], dtype=np.uint8)
        self._cv.fillPoly(mask, [points], 255, self._cv.LINE_AA, SHIFT)
        share = (mask.astype(np.float32) / 255 * TINT)[..., None]
        onto[:] = (onto * (1 - share) + np.array(_bgr(one.color), dtype=np.float32) * share).astype(np.uint8)

    def _disc(self, onto: Picture, one: Inked, centre: NDArray[np.int32]) -> None:
        radius = float(one.widths_mm[0]) * self.scale
        edge = max(1.5, radius * 0.22)
        rings: list[tuple[float, tuple[int, int, int]]]
        if one.shape == "mark":
            rings = [(radius + edge + 1.5, SHADE), (radius + edge, PAPER), (radius, _bgr(one.color))]
        else:
            rings = [(radius + edge / 2, _bgr(one.color)), (radius - edge, PAPER), (radius * 0.3, _bgr(one.color))]
        for size, color in rings:
            place = (int(centre[0]), int(centre[1]))
            self._cv.circle(onto, place, round(size * 2**SHIFT), color, -1, self._cv.LINE_AA, SHIFT)


def _bgr(color: str) -> tuple[int, int, int]:
    return int(color[5:7], 16), int(color[3:5], 16), int(color[1:3], 16)
