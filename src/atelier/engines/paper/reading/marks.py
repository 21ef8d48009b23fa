"""Ink of one pen as marks: filled zones, dots and crosses, writing; the rest is strokes, closed ones being zones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.strokes import Path, Stroke, joined, strokes_of

Kind = Literal["line", "area", "point"]
Mask = NDArray[np.bool_]
HATCH_MM, BROAD_MM, LEAST_ZONE_MM2, LEAST_DENSITY = 1.6, 2.5, 42.0, 0.14
DOT_MM, CROSS_MM, LETTER_MM = 12.0, 11.0, 13.0
LEAST_LINE_MM, LEAST_RING_MM2 = 4.5, 16.0
WORD_GAP_MM = 2.6


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
            shape = _outer(zone)
            small_side = min(cv2.minAreaRect(shape)[1]) / self.px_per_mm
            if area_mm2 < LEAST_ZONE_MM2 or density < LEAST_DENSITY:
                continue
            if (_is_round(zone, shape) and density > 0.8 and small_side < DOT_MM) or (small_side < 7 and density < 0.6):
                continue
            found.append(Mark("area", self.pen, simple(self._page(shape), 0.15), 0.0))
            rest &= ~dilated(zone, 1.3 * self.px_per_mm)
        return found, _without_crumbs(rest, self.px_per_mm, near=found)

    def small(self, ink: Mask) -> tuple[list[Mark], list[Writing], Mask]:
        """Dots, crosses and stickers; writing; and the ink without them."""
        count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
        points, letters, rest = [], [], ink.copy()
        for label in range(1, count):
            x, y, width, height, area = (int(value) for value in stats[label])
            if max(width, height) > LETTER_MM * self.px_per_mm:
                continue
            box = np.s_[y : y + height, x : x + width]
            one = labels[box] == label
            kind = _small_kind(one, area, self.px_per_mm)
            if kind == "point":
                middle = np.array([x, y]) + np.argwhere(one)[:, ::-1].mean(axis=0) + 0.5
                size = 2 * float(np.sqrt(area / np.pi)) / self.px_per_mm
                points.append(Mark("point", self.pen, self._page(middle[None]), size))
            if kind in {"point", "crumb"}:
                rest[box] &= ~one
            elif kind == "letter":
                letters.append((x, y, x + width, y + height, label))
        words = []
        for word in _words(letters, WORD_GAP_MM * self.px_per_mm):
            boxes = np.array([letters[at][:4] for at in word])
            whole = (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
            drawn = np.isin(labels, [letters[at][4] for at in word])
            if len(word) >= 3 or _is_cursive(drawn, self.px_per_mm):
                low, high = self._page(np.array(whole[:2])[None])[0], self._page(np.array(whole[2:])[None])[0]
                words.append(Writing(self.pen, (*low.tolist(), *high.tolist())))
                rest &= ~drawn
        return points, words, rest

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


def _small_kind(one: Mask, area: int, px_per_mm: float) -> Literal["point", "letter", "stroke", "crumb"]:
    shape = _outer(one)
    (_, _), sides, _ = cv2.minAreaRect(shape)
    long_mm, short_mm = max(sides) / px_per_mm, min(sides) / px_per_mm
    if area < 0.8 * px_per_mm**2:
        return "crumb"
    if long_mm < DOT_MM and short_mm > 1.3 and long_mm < 1.7 * short_mm and _is_full(one, shape, area):
        return "point"
    if max(long_mm, short_mm) <= CROSS_MM and min(long_mm, short_mm) > 2.2 and _is_cross(one, px_per_mm):
        return "point"
    thick_mm = 2 * float(cv2.distanceTransform(np.pad(one, 1).astype(np.uint8), cv2.DIST_L2, 5).max()) / px_per_mm
    return "stroke" if short_mm < max(1.4 * thick_mm, 0.25 * long_mm) else "letter"


def _is_full(one: Mask, shape: NDArray[np.int32], area: int) -> bool:
    return area > 0.78 * max(cv2.contourArea(cv2.convexHull(shape)), 1.0)


def _is_round(zone: Mask, shape: NDArray[np.int32]) -> bool:
    (_, _), sides, _ = cv2.minAreaRect(shape)
    is_solid = cv2.contourArea(shape) > 0.93 * cv2.contourArea(cv2.convexHull(shape))
    return bool(is_solid and max(sides) < 1.35 * min(sides))


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


def _words(boxes: list[tuple[int, int, int, int, int]], gap: float) -> list[list[int]]:
    """Letters that stand close to each other."""
    groups: list[list[int]] = []
    for at, (x0, y0, x1, y1, _) in enumerate(boxes):
        near = [
            group
            for group in groups
            if any(
                x0 - gap < boxes[i][2] and boxes[i][0] < x1 + gap and y0 - gap < boxes[i][3] and boxes[i][1] < y1 + gap
                for i in group
            )
        ]
        groups = [group for group in groups if group not in near]
        groups.append([at, *(i for group in near for i in group)])
    return groups


def _is_cursive(drawn: Mask, px_per_mm: float) -> bool:
    """Much ink on a small place, with several turns: letters bound together."""
    strokes = strokes_of(drawn, px_per_mm)
    if len(strokes) < 3:
        return False
    rows, cols = np.nonzero(drawn)
    extent = float(np.hypot(np.ptp(rows), np.ptp(cols))) / px_per_mm
    return sum(stroke.length_mm for stroke in strokes) > 2.4 * extent


def _without_crumbs(ink: Mask, px_per_mm: float, near: list[Mark]) -> Mask:
    if not near:
        return ink
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    kept = stats[:, cv2.CC_STAT_AREA] >= 1.5 * px_per_mm**2
    kept[0] = False
    return np.asarray(kept[labels], np.bool_)


def _outer(mask: Mask) -> NDArray[np.int32]:
    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(max(contours, key=cv2.contourArea).reshape(-1, 2), np.int32)


def _disc(radius: float) -> NDArray[np.uint8]:
    size = 2 * max(1, round(radius)) + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)), np.uint8)


def closed(mask: Mask, radius: float) -> Mask:
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_CLOSE, _disc(radius)), np.bool_)


def opened(mask: Mask, radius: float) -> Mask:
    return np.asarray(cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, _disc(radius)), np.bool_)


def dilated(mask: Mask, radius: float) -> Mask:
    return np.asarray(cv2.dilate(mask.astype(np.uint8), _disc(radius)), np.bool_)


def ring_area(path: Path) -> float:
    x, y = path.T
    return float(abs(x @ np.roll(y, 1) - y @ np.roll(x, 1)) / 2)


def smoothed(path: Path, is_closed: bool, sigma_mm: float = 0.35, step_mm: float = 0.2) -> Path:
    """Evenly spaced, without the stairs of pixels; the ends stay."""
    from scipy.ndimage import gaussian_filter1d

    line = np.concatenate([path, path[:1]]) if is_closed else path
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    if far[-1] < 2 * step_mm:
        return path
    at = np.linspace(0, far[-1], max(3, round(far[-1] / step_mm)))
    even = np.stack([np.interp(at, far, line[:, axis]) for axis in (0, 1)], axis=1)
    soft = gaussian_filter1d(even, sigma_mm / step_mm, axis=0, mode="wrap" if is_closed else "nearest")
    if not is_closed:
        soft[0], soft[-1] = even[0], even[-1]
    return np.asarray(soft[:-1] if is_closed else soft)


def simple(path: Path, tolerance_mm: float) -> Path:
    import shapely

    line = shapely.LineString(path).simplify(tolerance_mm)
    return np.asarray(line.coords, np.float64)
