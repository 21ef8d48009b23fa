"""Things of a journal laid on paper: where their pencil goes, how wide, in what colour."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from atelier.engines.cartography.frame import Frame
from atelier.engines.journal.operations import Shape
from atelier.engines.journal.state import Thing
from atelier.engines.journal.trace import E7

PX_MM = 0.21  # a pixel of pencil, on a sheet held in the hands
LIGHTEST, SWELL = 0.45, 0.95  # as frontend/src/map/ink/records.ts: a light hand draws 0.45 of the width
OUTLINE_PX, LEAST_MARK_PX, MOST_MARK_PX, MARK_SHARE = 2.2, 6.0, 14.0, 0.66
GRAPHITE = "#4b4945"
Points = NDArray[np.float64]


@dataclass(frozen=True)
class Pen:
    """color: #rrggbb; width_px: on screen at the scale of a neighbourhood."""

    color: str = GRAPHITE
    width_px: float = 3.0


@dataclass(frozen=True)
class Inked:
    """A thing on paper. points_mm: (n, 2), y down; widths_mm: one a point, or the radius of a mark alone."""

    id: str
    shape: Shape
    points_mm: Points
    widths_mm: Points
    color: str
    is_ghost: bool = False
    text: str = ""

    @property
    def is_disc(self) -> bool:
        return self.shape in {"mark", "note"}

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in mm, the width of the pencil included."""
        slack = float(self.widths_mm.max()) * 1.5 + 0.5
        left, top = self.points_mm.min(axis=0) - slack
        right, bottom = self.points_mm.max(axis=0) + slack
        return float(left), float(top), float(right), float(bottom)


class Inker:
    """Lays things on one frame. strength: as the map's, 1 for a sheet held in the hands."""

    def __init__(self, frame: Frame, pens: Mapping[str, Pen], *, strength: float = 1.0) -> None:
        self.frame, self.pens, self.mm = frame, pens, PX_MM * strength
        self._move = Transformer.from_crs(4326, frame.crs, always_xy=True)

    def inks(self, things: Iterable[Thing]) -> list[Inked]:
        """Those that have a place, in their order."""
        placed = [thing for thing in things if len(thing.trace) > 1]
        if not placed:
            return []
        degrees = [np.asarray(thing.trace, dtype=np.int64).reshape(-1, 2).cumsum(axis=0) / E7 for thing in placed]
        metres = np.column_stack(self._move.transform(*np.concatenate(degrees).T))
        west, _, _, north = self.frame.bbox
        step = self.frame.metres_per_mm
        paper = np.column_stack([(metres[:, 0] - west) / step, (north - metres[:, 1]) / step])
        ends = np.cumsum([len(one) for one in degrees])[:-1]
        return [self._inked(*pair) for pair in zip(placed, np.split(paper, ends), strict=True)]

    def _inked(self, thing: Thing, points_mm: Points) -> Inked:
        pen = self.pens.get(thing.pencil, Pen())
        return Inked(
            id=str(thing.id),
            shape=thing.shape,
            points_mm=points_mm,
            widths_mm=self._widths(thing, pen, len(points_mm)) * self.mm,
            color=pen.color,
            is_ghost=bool(thing.erased),
            text=thing.text,
        )

    def _widths(self, thing: Thing, pen: Pen, count: int) -> Points:
        if thing.shape == "mark":
            return np.array([min(MOST_MARK_PX, max(LEAST_MARK_PX, pen.width_px * MARK_SHARE))])
        if thing.shape == "note":
            return np.array([LEAST_MARK_PX])
        if thing.shape == "area":
            return np.full(count, OUTLINE_PX)
        if not thing.pressures:
            return np.full(count, pen.width_px)
        swell = LIGHTEST + np.asarray(thing.pressures[:count], dtype=float) / 255 * SWELL
        return np.asarray(pen.width_px * np.pad(swell, (0, count - len(swell)), mode="edge"), dtype=float)


@dataclass(frozen=True)
class Run:
    """Points in a row drawn with one width."""

    points_mm: Points
    width_mm: float


def runs_of(inked: Inked, *, levels: int = 8) -> list[Run]:
    """A line as runs of one width each, joined at their ends: pressures rounded to so many levels."""
    points, widths = inked.points_mm, inked.widths_mm
    if inked.shape == "area":
        return [Run(np.vstack([points, points[:1]]), float(widths[0]))]
    if len(points) == 1:
        return [Run(np.vstack([points, points]), float(widths[0]))]
    spread = float(np.ptp(widths))
    if spread < 1e-9:
        return [Run(points, float(widths[0]))]
    level = np.round((widths[:-1] + widths[1:]) / 2 / spread * levels) / levels * spread
    cuts = [0, *(np.flatnonzero(np.diff(level)) + 1).tolist(), len(level)]
    return [Run(points[start : end + 1], float(level[start])) for start, end in itertools.pairwise(cuts)]
