"""Ink of one pen as marks: filled zones, dots and crosses, writing; the rest is strokes, closed ones being zones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.pieces import (
    DOT_MM,
    WORD_LONG_MM,
    Piece,
    PieceKind,
    around,
    is_lettering,
    piece_kind,
)
from atelier.engines.paper.reading.shapes import (
    Mask,
    Path,
    closed,
    dilated,
    disc,
    is_round,
    opened,
    outer,
    ring_area,
    simple,
    smoothed,
)
from atelier.engines.paper.reading.strokes import Stroke, joined, strokes_of
from atelier.engines.paper.reading.words import words_among

Kind = Literal["line", "area", "point"]
HATCH_MM, BROAD_MM, LEAST_ZONE_MM2, LEAST_DENSITY = 1.6, 2.5, 42.0, 0.14
WORD_HIGH_MM, SOLID = 10.0, 0.8  # a zone lower and paler than that may be a word
LEAST_LINE_MM, LEAST_RING_MM2 = 4.5, 16.0


@dataclass
class Mark:
    """path: mm of the page; the ring of an area without its last point twice; one place for a point."""

    kind: Kind
    pen: int
    path: Path
    width_mm: float
    confidence: float = 1.0
    has_arrow: bool = False
    pictures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Writing:
    """Letters: x0, y0, x1, y1 in mm of the page."""

    pen: int
    box: tuple[float, float, float, float]


def marks_of(ink: Mask, pen: int, px_per_mm: float, origin_mm: tuple[float, float]) -> tuple[list[Mark], list[Writing]]:
    """ink: one pen on the map; origin_mm: where the raster's corner stands on the page."""
    rows, cols = np.nonzero(ink.any(axis=1))[0], np.nonzero(ink.any(axis=0))[0]
    if not len(rows):
        return [], []
    margin = round(4 * px_per_mm)
    part = np.pad(ink[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1], margin)
    corner = np.array(origin_mm) + (np.array([cols[0], rows[0]]) - margin) / px_per_mm
    raster = Raster(part, pen, px_per_mm, corner)
    zones, rest = raster.zones()
    points, letters, rest = raster.small(rest)
    lines = [mark for stroke in joined(strokes_of(rest, px_per_mm)) if (mark := raster.of_stroke(stroke)) is not None]
    return [*zones, *points, *lines], letters


@dataclass(frozen=True)
class Raster:
    """The ink of one pen around what was drawn with it."""

    ink: Mask
    pen: int
    px_per_mm: float
    corner_mm: NDArray[np.float64]

    def zones(self) -> tuple[list[Mark], Mask]:
        """Filled or hatched zones, and the ink without them."""
        rest = closed(self.ink, 0.3 * self.px_per_mm)
        dense = opened(closed(self.ink, HATCH_MM * self.px_per_mm), BROAD_MM * self.px_per_mm)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(dense.astype(np.uint8))
        found = []
        for label in range(1, count):
            area_mm2 = stats[label, cv2.CC_STAT_AREA] / self.px_per_mm**2
            zone = labels == label
            density = float(self.ink[zone].mean())
            shape = outer(zone)
            small_side, long_side = (side / self.px_per_mm for side in sorted(cv2.minAreaRect(shape)[1]))
            if area_mm2 < LEAST_ZONE_MM2 or density < LEAST_DENSITY:
                continue
            if (is_round(shape) and density > 0.8 and long_side < DOT_MM) or (small_side < 7 and density < 0.6):
                continue
            if small_side < WORD_HIGH_MM and density < SOLID and self._is_lettering(zone):
                continue
            found.append(self._zone(zone, density))
            rest &= ~dilated(zone, 1.3 * self.px_per_mm)
        return found, _without_crumbs(rest, self.px_per_mm, near=found)

    def _is_lettering(self, zone: Mask) -> bool:
        rows, cols = np.nonzero(zone.any(axis=1))[0], np.nonzero(zone.any(axis=0))[0]
        reach = round(2 * self.px_per_mm)
        part = np.s_[max(0, rows[0] - reach) : rows[-1] + reach, max(0, cols[0] - reach) : cols[-1] + reach]
        return is_lettering(self.ink[part] & dilated(zone[part], 1.3 * self.px_per_mm), self.px_per_mm)

    def _zone(self, zone: Mask, density: float) -> Mark:
        """Its rim, in the middle of the stroke that draws it when it is hatched."""
        thick = cv2.distanceTransform(self.ink.astype(np.uint8), cv2.DIST_L2, 5)
        inked = zone & self.ink
        width = float(np.percentile(thick[inked], 85)) * 2 / self.px_per_mm if density < 0.9 else 0.0
        if 0.5 * width * self.px_per_mm >= 1:
            zone = np.asarray(cv2.erode(zone.astype(np.uint8), disc(0.5 * width * self.px_per_mm)), np.bool_)
        ring = smoothed(self._page(np.asarray(outer(zone) + 0.5, np.float64)), is_closed=True, sigma_mm=0.6)
        return Mark("area", self.pen, simple(ring, 0.1), width)

    def small(self, ink: Mask) -> tuple[list[Mark], list[Writing], Mask]:
        """Dots, crosses and stickers; writing; and the ink without them."""
        _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
        pieces = [Piece(label, *(int(value) for value in row[:4])) for label, row in enumerate(stats)][1:]
        pieces = [piece for piece in pieces if max(piece.width, piece.height) <= WORD_LONG_MM * self.px_per_mm]
        points, rest = {}, ink.copy()
        kinds = {piece.label: self._kind(piece, labels) for piece in pieces}
        for piece in pieces:
            one = labels[piece.box] == piece.label
            if kinds[piece.label] == "point":
                middle = np.array([piece.x, piece.y]) + np.argwhere(one)[:, ::-1].mean(axis=0) + 0.5
                size = 2 * float(np.sqrt(one.sum() / np.pi)) / self.px_per_mm
                points[piece.label] = Mark("point", self.pen, self._page(middle[None]), size)
            if kinds[piece.label] in {"point", "crumb"}:
                rest[piece.box] &= ~one
        words = []
        for word in words_among(pieces, kinds, labels, self.px_per_mm):
            taken = {piece.label for piece in word}
            rest[np.isin(labels, list(taken))] = False
            points = {label: point for label, point in points.items() if label not in taken}
            words.append(self._writing(around(word)))
        return [*points.values()], words, rest

    def _writing(self, word: Piece) -> Writing:
        low, high = self._page(np.array([[word.x, word.y], [word.x + word.width, word.y + word.height]]))
        return Writing(self.pen, (*low.tolist(), *high.tolist()))

    def _kind(self, piece: Piece, labels: NDArray[np.int32]) -> PieceKind:
        if max(piece.width, piece.height) > WORD_LONG_MM * self.px_per_mm:
            return "stroke"
        return piece_kind(labels[piece.box] == piece.label, self.px_per_mm)

    def of_stroke(self, stroke: Stroke) -> Mark | None:
        path = smoothed(stroke.path, stroke.is_closed) + self.corner_mm
        if stroke.is_closed and ring_area(path) >= LEAST_RING_MM2:
            return Mark("area", self.pen, simple(path, 0.06), stroke.width_mm)
        if stroke.length_mm < LEAST_LINE_MM:
            return None
        if stroke.arrows[0] and not stroke.arrows[1]:
            path = path[::-1]
        return Mark("line", self.pen, simple(path, 0.06), stroke.width_mm, has_arrow=any(stroke.arrows))

    def _page(self, pixels: NDArray[np.float64] | NDArray[np.int32]) -> Path:
        return np.asarray(pixels / self.px_per_mm + self.corner_mm, np.float64)


def _without_crumbs(ink: Mask, px_per_mm: float, near: list[Mark]) -> Mask:
    if not near:
        return ink
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    kept = stats[:, cv2.CC_STAT_AREA] >= 1.5 * px_per_mm**2
    kept[0] = False
    return np.asarray(kept[labels], np.bool_)
