"""What is seen and what is hidden: the floating horizon.

The ground is laid on a grid turned towards the eye; along each column, from the front to the back, the highest point
met so far is the horizon, and what is below it is hidden. Source: Wright 1973, on a grid fine enough for half a pen.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from atelier.engines.relief.block.view import View
from atelier.engines.relief.ground import Floats, Ground, Heights, sample

MAX_COLUMNS = 1500
PEN_MM = 0.05  # a line hidden by less than this is shown: it is its own slope that hides it
LEAST_DASH_MM, LEAST_GAP_MM = 0.5, 0.35


@dataclass(frozen=True)
class Scene:
    """The ground turned towards the eye.

    surface_m: (away, across) heights drawn, NaN outside the block; upwards_m: the same on the picture;
    horizon_m: the highest `upwards_m` from the front up to each row; step_m: of that grid, both ways.
    """

    ground: Ground
    view: View
    across_m: float
    away_m: float
    step_m: float
    surface_m: Heights
    upwards_m: Floats
    horizon_m: Floats

    @classmethod
    def of(cls, ground: Ground, view: View) -> Scene:
        """`ground` has no unknown height, and its sea is already flat."""
        corners = np.array(ground.rectangle.exterior.coords)[:4]
        turned = view.turned(corners)
        low, high = turned.min(axis=0), turned.max(axis=0)
        step = max(ground.step_m * 0.5, float((high - low).max()) / MAX_COLUMNS)
        counts = np.ceil((high - low) / step).astype(int) + 1
        across, away = low[0] + np.arange(counts[0]) * step, low[1] + np.arange(counts[1]) * step
        surface = _turned(ground, view, across, away)
        upwards = away[:, None] * view.sine + surface.astype(np.float64) * view.rise
        filled = np.where(np.isnan(upwards), -np.inf, upwards)
        horizon = np.maximum.accumulate(filled, axis=0)
        return cls(ground, view, float(low[0]), float(low[1]), step, surface, upwards, horizon)

    def clearance_m(self, across_m: Floats, away_m: Floats, heights_m: Floats) -> Floats:
        """How far above what stands before it a point is seen; negative when it is hidden."""
        x = (across_m - self.across_m) / self.step_m
        y = (away_m - self.away_m) / self.step_m
        rows, columns = self.horizon_m.shape
        left = np.clip(np.floor(x).astype(np.intp), 0, columns - 2)
        row = np.clip(np.floor(y).astype(np.intp), 0, rows - 1)
        share = np.clip(x - left, 0, 1)
        low, high = self.horizon_m[row, left], self.horizon_m[row, left + 1]
        with np.errstate(invalid="ignore"):
            before = low * (1 - share) + high * share
        before = np.where(np.isfinite(before), before, np.where(share < 0.5, low, high))
        return np.asarray(self.view.upwards(away_m, heights_m) - before)

    @cached_property
    def outline(self) -> shapely.Polygon:
        """The ground's own outline on the sheet, faces left out."""
        low, high, met = silhouette(self)
        across = (self.across_m + np.arange(len(high)) * self.step_m)[met]
        top, bottom = self.view.on_sheet(across, high[met]), self.view.on_sheet(across, low[met])
        return shapely.Polygon(np.concatenate([top, bottom[::-1]])).simplify(0.02).buffer(0)

    def seen(self, lines: list[Floats]) -> list[Floats]:
        """The visible parts, on the sheet, of lines (easting, northing, height) as dense as the ground."""
        if not lines:
            return []
        starts = np.cumsum([0, *(len(line) for line in lines)])
        points = np.concatenate(lines)
        turned = self.view.turned(points)
        clear = self.clearance_m(turned[:, 0], turned[:, 1], points[:, 2]) + PEN_MM / self.view.mm_per_m
        drawn = self.view.on_sheet(turned[:, 0], self.view.upwards(turned[:, 1], points[:, 2]))
        parts: list[Floats] = []
        for start, stop in pairwise(starts):
            parts += visible_runs(drawn[start:stop], clear[start:stop])
        return parts


def visible_runs(points: Floats, clear: Floats) -> list[Floats]:
    """The runs of a line where `clear` is not negative, cut where it crosses zero; specks and slits are forgotten."""
    is_clear = clear >= 0
    if is_clear.all():
        return [points] if len(points) > 1 else []
    if not is_clear.any():
        return []
    change = np.flatnonzero(is_clear[1:] != is_clear[:-1])
    with np.errstate(invalid="ignore"):  # infinite on both sides: cut half-way
        share = clear[change] / (clear[change] - clear[change + 1])
    share = np.where(np.isfinite(share), share, 0.5)[:, None]
    crossing = points[change] * (1 - share) + points[change + 1] * share
    edges = [0, *(change + 1).tolist(), len(points)]
    runs: list[Floats] = []
    for index in range(len(edges) - 1):
        first, last = edges[index], edges[index + 1]
        if not is_clear[first]:
            continue
        before = crossing[index - 1 : index] if index else points[:0]
        after = crossing[index : index + 1] if index < len(change) else points[:0]
        runs.append(np.concatenate([before, points[first:last], after]))
    return _without_specks(runs)


def _without_specks(runs: list[Floats]) -> list[Floats]:
    joined: list[Floats] = []
    for run in runs:
        if joined and np.hypot(*(run[0] - joined[-1][-1])) < LEAST_GAP_MM:
            joined[-1] = np.concatenate([joined[-1], run])
        else:
            joined.append(run)
    return [run for run in joined if len(run) > 1 and _length(run) >= LEAST_DASH_MM]


def _length(run: Floats) -> float:
    return float(np.hypot(*np.diff(run, axis=0).T).sum())


def _turned(ground: Ground, view: View, across: Floats, away: Floats) -> Heights:
    """Heights on the turned grid, a band at a time; NaN outside the block."""
    surface = np.empty((len(away), len(across)), dtype=np.float32)
    for start in range(0, len(away), 64):
        band = away[start : start + 64]
        turned = np.stack(np.broadcast_arrays(across[None, :], band[:, None]), axis=-1).reshape(-1, 2)
        places = ground.grid_of(view.ground_of(turned))
        surface[start : start + 64] = _within(ground, places).reshape(len(band), -1)
    return surface


def _within(ground: Ground, places: Floats) -> Floats:
    """Heights at places (column, row); NaN outside the grid."""
    slack = 1e-6
    last = (ground.columns - 1 + slack, ground.rows - 1 + slack)
    inside = ((places >= -slack) & (places <= last)).all(axis=1)
    values = np.full(len(places), np.nan)
    values[inside] = sample(ground.heights_m, places[inside])
    return values


@dataclass(frozen=True)
class Picture:
    """The ground seen at each point of a grid of the sheet.

    places: (rows, columns, 2) column and row of the ground's grid, NaN where the ground is not seen; row 0 at the
    bottom. upwards_m, step_m: of the first row and between rows; columns are those of the scene.
    """

    places: Floats
    upwards_m: float
    step_m: float


def picture_of(scene: Scene) -> Picture:
    """Which ground shows at each point of the picture: the first row whose horizon reaches it."""
    horizon, upwards = scene.horizon_m, scene.upwards_m
    rows, columns = horizon.shape
    bottom, top = float(np.nanmin(upwards)), float(np.nanmax(upwards))
    step = scene.step_m
    levels = bottom + np.arange(int(np.ceil((top - bottom) / step)) + 1) * step
    first = np.argmax(np.isfinite(horizon), axis=0)
    away = np.full((len(levels), columns), np.nan)
    for column in range(columns):
        found = np.searchsorted(horizon[:, column], levels)
        ok = (found < rows) & (found > first[column])
        row = found[ok]
        low, high = upwards[row - 1, column], upwards[row, column]
        away[ok, column] = row - 1 + (levels[ok] - low) / (high - low)
    turned = np.stack(
        [
            np.broadcast_to(scene.across_m + np.arange(columns) * scene.step_m, away.shape),
            scene.away_m + away * scene.step_m,
        ],
        axis=-1,
    )
    ground = scene.view.ground_of(turned.reshape(-1, 2))
    return Picture(scene.ground.grid_of(ground).reshape(*away.shape, 2), bottom, step)


def _side_upwards(scene: Scene, across: Floats, *, is_near: bool) -> Floats:
    """`upwards_m` of the block's near or far sides above each column: exact, where the turned grid is only near."""
    found = np.full(len(across), np.nan)
    for outwards, points, heights in sides(scene.ground):
        if (np.dot(outwards, scene.view.axes[1]) < 0) == is_near and abs(np.dot(outwards, scene.view.axes[1])) > 1e-9:
            turned = scene.view.turned(points)
            order = np.argsort(turned[:, 0])
            upwards = scene.view.upwards(turned[order, 1], heights[order])
            here = np.interp(across, turned[order, 0], upwards, left=np.nan, right=np.nan)
            found = np.where(np.isnan(found), here, found)
    return found


def sides(ground: Ground) -> list[tuple[tuple[int, int], Floats, Floats]]:
    """The four sides: which way they look (east, north), their nodes (easting, northing), the heights there."""
    east = ground.west_m + np.arange(ground.columns) * ground.step_m
    north = ground.north_m - np.arange(ground.rows) * ground.step_m
    z = ground.heights_m.astype(np.float64)
    return [
        ((0, 1), np.stack([east, np.full_like(east, north[0])], -1), z[0]),
        ((0, -1), np.stack([east, np.full_like(east, north[-1])], -1), z[-1]),
        ((1, 0), np.stack([np.full_like(north, east[-1]), north], -1), z[:, -1]),
        ((-1, 0), np.stack([np.full_like(north, east[0]), north], -1), z[:, 0]),
    ]


def silhouette(scene: Scene) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Lowest and highest `upwards_m` of the ground in each column, and which columns meet it."""
    across = scene.across_m + np.arange(scene.horizon_m.shape[1]) * scene.step_m
    low, far = _side_upwards(scene, across, is_near=True), _side_upwards(scene, across, is_near=False)
    met = np.isfinite(low) & np.isfinite(far)
    return low, np.fmax(np.fmax(scene.horizon_m[-1], far), low), met
