"""Where names go: each takes its cheapest free place, the most important first; none ever overlaps another.

Imhof 1975 for what a good place is: inside what it names, level, clear of lines; along a river, above the water.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, affinity
from shapely.geometry.base import BaseGeometry

from atelier.engines.typesetting.letters import CAP_HEIGHT_EM, Face, advances, width_em

Points = NDArray[np.float64]
LINE_EM = 1.08
ASCENT_EM, DESCENT_EM = 0.74, 0.24
CLEAR_MM = 0.5  # air around each name
SHARPEST_DEG = 16.0  # between two letters of a name along a line
MOST_BEND_DEG = 70.0


@dataclass(frozen=True)
class Letters:
    """How a name is written: size in mm (of the em), space between letters in ems, ink and halo (0: none)."""

    face: Face
    size_mm: float
    ink: str
    spacing_em: float = 0.0
    halo_mm: float = 0.5


@dataclass(frozen=True)
class Written:
    """A name in its place. `places`: for straight text, the middle of each line's baseline; else each letter.

    angle_deg: clockwise, one for the whole text, or one a letter along a curve.
    """

    lines: tuple[str, ...]
    letters: Letters
    places: tuple[tuple[float, float], ...]
    angles_deg: tuple[float, ...]
    box: BaseGeometry
    kind: str
    is_curved: bool = False


@dataclass
class Board:
    """The paper, with the room already taken and the lines names should keep off."""

    area: BaseGeometry
    avoided: Sequence[BaseGeometry] = ()
    written: list[Written] = field(default_factory=list)
    taken: list[BaseGeometry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lines = shapely.STRtree(list(self.avoided))
        self._parts = np.asarray(list(self.avoided), dtype=object)
        shapely.prepare(self.area)

    def is_free(self, box: BaseGeometry) -> bool:
        if not self.area.contains(box):
            return False
        return not (self.taken and bool(shapely.intersects(np.asarray(self.taken, dtype=object), box).any()))

    def crossed_mm(self, box: BaseGeometry) -> float:
        """Length of avoided lines under a box."""
        if not len(self._parts):
            return 0.0
        near = self._lines.query(box, predicate="intersects")
        return float(shapely.length(shapely.intersection(self._parts[near], box)).sum())

    def write(self, one: Written) -> None:
        self.written.append(one)
        self.taken.append(one.box.buffer(CLEAR_MM, quad_segs=1, join_style="mitre"))

    def write_best(self, candidates: Iterable[tuple[float, Written]]) -> bool:
        """Write the free candidate whose cost, and crossed lines, are least."""
        free = [(cost + self.crossed_mm(one.box), one) for cost, one in candidates if self.is_free(one.box)]
        if not free:
            return False
        self.write(min(free, key=lambda entry: entry[0])[1])
        return True


def level(
    lines: tuple[str, ...], letters: Letters, x: float, y: float, *, kind: str, angle_deg: float = 0.0
) -> Written:
    """Straight text whose middle is (x, y), turned clockwise around it."""
    size = letters.size_mm
    width = max(width_em(line, letters.face, spacing_em=letters.spacing_em) for line in lines) * size
    height = (ASCENT_EM + DESCENT_EM + LINE_EM * (len(lines) - 1)) * size
    box = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    first = y - height / 2 + ASCENT_EM * size
    places = [(x, first + LINE_EM * size * index) for index in range(len(lines))]
    if angle_deg:
        box = affinity.rotate(box, angle_deg, origin=(x, y))
        turn = math.radians(angle_deg)
        places = [(x - (b - y) * math.sin(turn), y + (b - y) * math.cos(turn)) for _, b in places]
    return Written(lines, letters, tuple(places), (angle_deg,), box, kind)


def along(
    text: str, letters: Letters, line: LineString, *, kind: str, above: bool, step_mm: float = 4.0
) -> Iterator[tuple[float, Written]]:
    """Places of a text along a line (mm), with their cost: bends, and the distance from the middle of the line."""
    length = width_em(text, letters.face, spacing_em=letters.spacing_em) * letters.size_mm
    if line.length < length * 1.15:
        return
    for start in np.arange(length * 0.05, line.length - length * 1.05, step_mm):
        found = _run(text, letters, line, float(start), length, above=above)
        if found is None:
            continue
        points, angles, bend = found
        middle = abs(start + length / 2 - line.length / 2) / line.length
        yield bend / 8 + 4 * middle, _curved(text, letters, points, angles, kind)


def _run(
    text: str, letters: Letters, line: LineString, start: float, length: float, *, above: bool
) -> tuple[Points, NDArray[np.float64], float] | None:
    """Baseline points and angles (clockwise degrees) of the letters, and how much the line bends under them."""
    offsets = np.array(advances(text, letters.face)) * letters.size_mm
    offsets = offsets + np.arange(len(offsets)) * letters.spacing_em * letters.size_mm
    ends = shapely.get_coordinates(shapely.line_interpolate_point(line, [start, start + length]))
    if ends[1, 0] < ends[0, 0]:  # read from left to right
        line, start = shapely.reverse(line), line.length - start - length
    edges = shapely.get_coordinates(shapely.line_interpolate_point(line, start + offsets))
    runs = np.diff(edges, axis=0)
    directions = np.degrees(np.arctan2(runs[:, 1], runs[:, 0]))
    turns = (np.diff(directions) + 180) % 360 - 180
    if np.abs(turns).max(initial=0) > SHARPEST_DEG or np.ptp(np.cumsum(turns)) > MOST_BEND_DEG:
        return None
    normals = np.column_stack([runs[:, 1], -runs[:, 0]]) / np.maximum(np.hypot(runs[:, 0], runs[:, 1]), 1e-9)[:, None]
    lift = 0.32 * letters.size_mm if above else -CAP_HEIGHT_EM / 2 * letters.size_mm
    return edges[:-1] + normals * lift, directions, float(np.abs(turns).sum())


def _curved(text: str, letters: Letters, points: Points, angles: NDArray[np.float64], kind: str) -> Written:
    size = letters.size_mm
    last = math.radians(float(angles[-1]))
    end = points[-1] + width_em(text[-1], letters.face) * size * np.array([math.cos(last), math.sin(last)])
    turns = np.radians(np.append(angles, angles[-1]))
    up = np.column_stack([np.sin(turns), -np.cos(turns)])
    middle = np.vstack([points, end]) + up * (ASCENT_EM - DESCENT_EM) / 2 * size
    box = LineString(middle).buffer((ASCENT_EM + DESCENT_EM) / 2 * size, cap_style="flat", quad_segs=3)
    places = tuple((float(x), float(y)) for x, y in points)
    return Written((text,), letters, places, tuple(float(angle) for angle in angles), box, kind, is_curved=True)
