"""Small pieces of ink: dots, crosses, stickers, letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.shapes import Mask, outer, smoothed
from atelier.engines.paper.reading.strokes import Stroke, strokes_of

PieceKind = Literal["point", "letter", "stroke", "crumb"]
DOT_MM, CROSS_MM, E_MM = 13.0, 11.0, 6.5
WORD_MM, WORD_LONG_MM, LETTER_MM = 12.0, 60.0, 12.0
LEAST_TURN_RAD, LEAST_FOLDING = 8.0, 1.5
BROKEN_TURN_RAD, BROKEN_FOLDING = 5.0, 1.3
BLOT_TURN_RAD, BLOT_LENGTH_MM = 4.0, 5.0
MOST_LETTER_FOLDING, LETTER_TURN_RAD_MM = 3.7, 0.27
MOST_OF_IT, ONE_WAY = 0.85, 0.6


@dataclass(frozen=True)
class Piece:
    """A connected piece and its box, in pixels."""

    label: int
    x: int
    y: int
    width: int
    height: int

    @property
    def box(self) -> tuple[slice, slice]:
        return np.s_[self.y : self.y + self.height, self.x : self.x + self.width]

    def touches(self, other: Piece, gap: float) -> bool:
        return (
            self.x - gap < other.x + other.width
            and other.x < self.x + self.width + gap
            and self.y - gap < other.y + other.height
            and other.y < self.y + self.height + gap
        )


def around(pieces: Sequence[Piece]) -> Piece:
    x, y = min(one.x for one in pieces), min(one.y for one in pieces)
    right, bottom = max(one.x + one.width for one in pieces), max(one.y + one.height for one in pieces)
    return Piece(0, x, y, right - x, bottom - y)


def words_of(pieces: Sequence[Piece], gap: float) -> list[list[Piece]]:
    """Pieces that stand close to each other."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        near = [group for group in groups if any(piece.touches(one, gap) for one in group)]
        groups = [group for group in groups if group not in near]
        groups.append([piece, *(one for group in near for one in group)])
    return groups


def piece_kind(one: Mask, px_per_mm: float) -> PieceKind:
    area = int(one.sum())
    if area < 0.8 * px_per_mm**2:
        return "crumb"
    shape = outer(one)
    sides = cv2.minAreaRect(shape)[1]
    long_mm, short_mm = max(sides) / px_per_mm, min(sides) / px_per_mm
    thick = cv2.distanceTransform(np.pad(one, 1).astype(np.uint8), cv2.DIST_L2, 5)
    is_hollow = long_mm < E_MM and 2 * float(thick.max()) < 0.72 * short_mm * px_per_mm  # an e, not a dot
    is_compact = short_mm > 1.3 and long_mm < min(1.7 * short_mm, DOT_MM + 0.5)
    if is_compact and _is_full(shape, area) and not is_hollow:
        return "point"
    if long_mm <= CROSS_MM and short_mm > 2.2 and _is_cross(one, px_per_mm):
        return "point"
    thick_mm = 4 * float(thick[thick > 0].mean()) / px_per_mm  # a band is four times as wide as the mean depth in it
    return "letter" if max(1.4 * thick_mm, 0.16 * min(long_mm, 12.0)) < short_mm <= WORD_MM else "stroke"


def is_writing(drawn: Mask, px_per_mm: float, *, is_broken: bool, blots: int = 0) -> bool:
    """Much turning of the hand on a small place, in several directions, and not a ring.

    is_broken: in several pieces, as letters are: less turning is enough. blots: round letters that the pen filled.
    """
    strokes = [stroke for stroke in strokes_of(np.pad(drawn, 2), px_per_mm) if stroke.length_mm > 0.8]
    if not strokes:
        return False
    length = blots * BLOT_LENGTH_MM + sum(stroke.length_mm for stroke in strokes)
    if any(stroke.is_closed and stroke.length_mm > MOST_OF_IT * length for stroke in strokes):
        return False
    least_turn, least_folding = (BROKEN_TURN_RAD, BROKEN_FOLDING) if is_broken else (LEAST_TURN_RAD, LEAST_FOLDING)
    is_folded = length > least_folding * _extent(drawn) / px_per_mm
    turning = blots * BLOT_TURN_RAD + sum(_turning(stroke) for stroke in strokes)
    return is_folded and turning > least_turn and _oneness(strokes) < ONE_WAY


def is_lettering(drawn: Mask, px_per_mm: float) -> bool:
    """Whether ink as dense as hatching is letters: it turns at each mm, and covers its place three times, not eight."""
    strokes = [stroke for stroke in strokes_of(np.pad(drawn, 2), px_per_mm) if stroke.length_mm > 0.8]
    length = sum(stroke.length_mm for stroke in strokes)
    if length == 0 or length > MOST_LETTER_FOLDING * _extent(drawn) / px_per_mm:
        return False
    return sum(_turning(stroke) for stroke in strokes) > LETTER_TURN_RAD_MM * length


def _extent(drawn: Mask) -> float:
    """The longer side of the ink, however it is turned."""
    return float(max(cv2.minAreaRect(np.argwhere(drawn).astype(np.float32))[1]))


def _oneness(strokes: Sequence[Stroke]) -> float:
    """1 when all goes in one direction, as hatching does; 0 when in all."""
    steps = np.concatenate([np.diff(smoothed(one.path, one.is_closed, step_mm=0.5), axis=0) for one in strokes])
    doubled = np.exp(2j * np.arctan2(steps[:, 1], steps[:, 0]))
    weights = np.hypot(*steps.T)
    return float(abs((doubled * weights).sum()) / max(float(weights.sum()), 1e-9))


def _turning(stroke: Stroke) -> float:
    """Radians by which the hand turned, whatever the side."""
    path = smoothed(stroke.path, stroke.is_closed, sigma_mm=0.4, step_mm=0.5)
    steps = np.diff(path, axis=0)
    angles = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    return float(np.abs(np.diff(angles)).sum())


def _is_full(shape: NDArray[np.int32], area: int) -> bool:
    return area > 0.78 * max(cv2.contourArea(cv2.convexHull(shape)), 1.0)


def _is_cross(one: Mask, px_per_mm: float) -> bool:
    """Four arms from one middle."""
    strokes = strokes_of(np.pad(one, 2), px_per_mm)
    strokes = [stroke for stroke in strokes if stroke.length_mm > 1.2]
    if len(strokes) != 2 or any(stroke.is_closed for stroke in strokes):
        return False
    middles = [stroke.path[len(stroke.path) // 2] for stroke in strokes]
    lengths = [stroke.length_mm for stroke in strokes]
    straight = all(np.hypot(*(s.path[-1] - s.path[0])) > 0.85 * s.length_mm for s in strokes)
    near = np.hypot(*(middles[0] - middles[1])) < 0.3 * max(lengths)
    return bool(straight and near and max(lengths) < 1.8 * min(lengths))
