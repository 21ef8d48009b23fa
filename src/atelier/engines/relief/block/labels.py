"""Names above the skyline, each with a plumb line to its place; none covers another nor a line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from atelier.engines.relief.block.horizon import PEN_MM, Scene, silhouette
from atelier.engines.relief.block.styles import Style
from atelier.engines.relief.ground import Floats, sample
from atelier.engines.relief.svg import Group, Path, Text, line_d
from atelier.engines.typesetting.letters import width_em

SIZE_MM, ROW_MM, AIR_MM = 3.2, 4.6, 1.2
ROWS = 9
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """A name and its place (easting, northing), in the ground's projection."""

    text: str
    east_m: float
    north_m: float


@dataclass(frozen=True)
class Placed:
    """Where a name was written. x_mm, y_mm: of its place; box: left, top, right, bottom of its letters."""

    text: str
    x_mm: float
    y_mm: float
    box: Box


def place_labels(scene: Scene, labels: list[Label], page: Box) -> tuple[list[Placed], list[str]]:
    """Names placed, and those whose place is hidden by the relief, outside the block, or without room."""
    skyline = _Skyline(scene)
    placed: list[Placed] = []
    left_out = []
    for label, at in sorted(_seen(scene, labels), key=lambda pair: -1.0 if pair[1] is None else float(pair[1][0])):
        found = None if at is None else _free(label.text, float(at[0]), float(at[1]), skyline, placed, page)
        if found is None:
            left_out.append(label.text)
        else:
            placed.append(found)
    return placed, left_out


def _seen(scene: Scene, labels: list[Label]) -> list[tuple[Label, Floats | None]]:
    found: list[tuple[Label, Floats | None]] = []
    ground = scene.ground
    for label in labels:
        point = np.array([[label.east_m, label.north_m]])
        column, row = ground.grid_of(point)[0]
        inside = 0 <= column <= ground.columns - 1 and 0 <= row <= ground.rows - 1
        height = sample(ground.heights_m, ground.grid_of(point))
        turned = scene.view.turned(point)
        clear = scene.clearance_m(turned[:, 0], turned[:, 1], height)[0] if inside else -1.0
        is_seen = inside and clear >= -4 * PEN_MM / scene.view.mm_per_m
        found.append((label, scene.view.drawn(np.column_stack([point, height]))[0] if is_seen else None))
    return found


class _Skyline:
    """The highest drawn point over a stretch of the sheet."""

    def __init__(self, scene: Scene) -> None:
        _, high, met = silhouette(scene)
        across = scene.across_m + np.arange(len(high)) * scene.step_m
        drawn = scene.view.on_sheet(across[met], high[met])
        self.x, self.y = drawn[:, 0], drawn[:, 1]

    def over(self, left: float, right: float) -> float:
        within = (self.x >= left) & (self.x <= right)
        return float(self.y[within].min()) if within.any() else float(self.y.max())


def _free(text: str, x: float, y: float, skyline: _Skyline, placed: list[Placed], page: Box) -> Placed | None:
    width = width_em(text) * SIZE_MM
    for row in range(ROWS):
        for share in (0.5, 0.12, 0.88):
            left = x - width * share
            right = left + width
            if left < page[0] or right > page[2]:
                continue
            bottom = min(skyline.over(left - AIR_MM, right + AIR_MM), y) - 4.0 - row * ROW_MM
            box = (left, bottom - SIZE_MM, right, bottom)
            if box[1] >= page[1] and not any(_clash(box, x, y, other) for other in placed):
                return Placed(text, x, y, box)
    return None


def _clash(box: Box, x: float, y: float, other: Placed) -> bool:
    """Whether two names, or the plumb line of one and the letters of the other, are too close."""
    a, b = box, other.box
    letters = a[0] < b[2] + AIR_MM and b[0] < a[2] + AIR_MM and a[1] < b[3] + AIR_MM and b[1] < a[3] + AIR_MM
    mine = b[0] - AIR_MM < x < b[2] + AIR_MM and box[3] < b[3] and b[1] < y
    theirs = a[0] - AIR_MM < other.x_mm < a[2] + AIR_MM and b[3] < a[3] and a[1] < other.y_mm
    return letters or mine or theirs or abs(x - other.x_mm) < 0.6


def draw_labels(placed: list[Placed], style: Style) -> Group:
    group = Group("labels")
    leaders = [np.array([[label.x_mm, label.y_mm], [label.x_mm, label.box[3] + 1.0]]) for label in placed]
    group.add(Path(line_d(leaders), stroke=style.paper, width_mm=0.6, opacity=0.8))
    group.add(Path(line_d(leaders), stroke=style.ink, width_mm=0.14))
    dots = "".join(f"M{p.x_mm - 0.55:.2f} {p.y_mm:.2f}a.55 .55 0 1 0 1.1 0a.55 .55 0 1 0-1.1 0Z" for p in placed)
    group.add(Path(dots, fill=style.ink, stroke=style.paper, width_mm=0.2))
    for label in placed:
        group.add(Text(label.text, label.box[0], label.box[3], SIZE_MM, style.ink, halo=style.paper))
    return group
