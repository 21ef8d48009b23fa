"""The cut faces: soil and sea in section, the ladder of heights, the kilometres along the foot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from atelier.engines.relief.block.horizon import sides, visible_runs
from atelier.engines.relief.block.strokes import nice_interval
from atelier.engines.relief.block.styles import Style
from atelier.engines.relief.block.view import View
from atelier.engines.relief.ground import Floats, Ground
from atelier.engines.relief.svg import Group, Path, Text, area_d, line_d
from atelier.engines.relief.words import Words, trimmed

LEAST_SKIRT_MM = 9.0
LEAST_RULING_MM = 1.1


@dataclass(frozen=True)
class Face:
    """One side of the block turned towards the eye. points: (easting, northing) of its nodes from left to right."""

    points: Floats
    bed_m: Floats
    is_lit: bool


def faces_of(ground: Ground, view: View) -> list[Face]:
    """The sides one sees, from left to right: one when the eye faces a side squarely, else two."""
    across, away = view.axes
    found = []
    for outwards, points, bed in sides(ground):
        if np.dot(outwards, away) > -0.02:
            continue
        turned = view.turned(points)[:, 0]
        order = slice(None, None, 1 if turned[-1] > turned[0] else -1)
        found.append((float(turned.mean()), Face(points[order], bed[order], np.dot(outwards, across) <= 0.02)))
    return [face for _, face in sorted(found, key=lambda pair: pair[0])]


def foot_m(bed: Ground, interval_m: float) -> float:
    """Height of the underside: a round level, a good third of the relief below the lowest ground."""
    low, high = float(bed.heights_m.min()), float(bed.heights_m.max())
    return float(np.floor((low - 0.35 * (high - low)) / interval_m) * interval_m)


def draw_faces(
    faces: list[Face], view: View, style: Style, foot: float, sea_m: float | None, interval_m: float
) -> Group:
    group = Group("faces")
    for face in faces:
        tone = 0 if face.is_lit else 1
        surface = face.bed_m if sea_m is None else np.maximum(face.bed_m, sea_m)
        group.add(Path(area_d([_between(face, view, face.bed_m, foot)]), fill=style.faces[tone]))
        group.add(_levels(face, view, style, foot, interval_m))
        if style.has_soil:
            group.add(_soil(face, view, style))
        if sea_m is not None and (face.bed_m < sea_m).any():
            water = _between(face, view, surface, face.bed_m)
            group.add(Path(area_d([water]), fill=style.sea_faces[tone]))
            bed = visible_runs(_line(face, view, face.bed_m), sea_m - face.bed_m)
            group.add(Path(line_d(bed), stroke=style.ink, width_mm=style.edge_mm * 0.7))
        ends = [_line(face, view, surface)[[0]], _line(face, view, np.full_like(surface, foot))]
        outline = np.concatenate([ends[0], ends[1], _line(face, view, surface)[::-1]])
        group.add(Path(line_d([outline]), stroke=style.ink, width_mm=style.edge_mm))
    return group


def _line(face: Face, view: View, heights: Floats) -> Floats:
    return view.drawn(np.column_stack([face.points, heights]))


def _between(face: Face, view: View, top: Floats, foot: Floats | float) -> shapely.Polygon:
    low = _line(face, view, np.broadcast_to(foot, top.shape))
    return shapely.Polygon(np.concatenate([_line(face, view, top), low[::-1]])).buffer(0)


def _levels(face: Face, view: View, style: Style, foot: float, interval: float) -> Path:
    """Thin horizontals every `interval`, where there is ground: the section reads like a ruled page."""
    high = float(face.bed_m.max())
    room_mm = (high - foot) * view.rise * view.mm_per_m
    interval = max(interval, nice_interval(high - foot, max(1, int(room_mm / LEAST_RULING_MM))))
    lines = []
    for level in np.arange(foot + interval, high, interval):
        line = _line(face, view, np.full_like(face.bed_m, level))
        lines += visible_runs(line, face.bed_m - level)
    return Path(line_d(lines), stroke=style.soft_ink, width_mm=0.09, opacity=0.6)


def _soil(face: Face, view: View, style: Style) -> Path:
    """Short strokes hanging under the surface, uneven as a hand makes them."""
    rng = np.random.default_rng(3)
    top = _line(face, view, face.bed_m)
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(top, axis=0).T))])
    places = np.arange(0.6, along[-1], 0.95)
    places = places + rng.uniform(-0.25, 0.25, len(places))
    x, y = (np.interp(places, along, top[:, axis]) for axis in (0, 1))
    long = rng.uniform(0.9, 2.6, len(places))
    return Path(
        line_d(
            [
                np.array([[a - 0.3 * s, b + 0.5], [a - 0.55 * s, b + 0.5 + s]])
                for a, b, s in zip(x, y, long, strict=True)
            ]
        ),
        stroke=style.soft_ink,
        width_mm=0.13,
    )


def draw_ladder(
    faces: list[Face], view: View, style: Style, low_m: float, top_m: float, interval_m: float, words: Words
) -> Group:
    """Heights beside the left corner, from the lowest round level of the ground to the highest."""
    corner = faces[0].points[:1]
    levels = np.arange(low_m, top_m + 0.5 * interval_m, interval_m)
    at = view.drawn(np.column_stack([np.repeat(corner, len(levels), axis=0), levels])) - (4.5, 0)
    group = Group("elevation scale")
    ticks = [np.array([[x - (1.6 if index % 2 == 0 else 1.0), y], [x, y]]) for index, (x, y) in enumerate(at)]
    group.add(Path(line_d([at[[0, -1]], *ticks]), stroke=style.ink, width_mm=0.18))
    gap = abs(float(at[1, 1] - at[0, 1])) if len(at) > 1 else 9.0
    every = max(1, int(np.ceil(3.4 / max(gap, 0.1))))
    for index, (level, (x, y)) in enumerate(zip(levels, at, strict=True)):
        if index % every == 0:
            label = trimmed(float(level), words) + (" m" if index + every >= len(levels) else "")
            group.add(Text(label, x - 2.4, y + 0.95, 2.7, style.ink, "end"))
    return group


def draw_distances(faces: list[Face], view: View, style: Style, foot: float, words: Words) -> Group:
    """Ticks along the foot of each face, counted from its left end; figures hang away from the slope of the foot."""
    group = Group("horizontal scale")
    for face in faces:
        start, stop = face.points[0], face.points[-1]
        length = float(np.hypot(*(stop - start)))
        interval = nice_interval(length, 6)
        unit, size = (" km", 1000.0) if interval >= 500 else (" m", 1.0)
        metres = np.arange(0, length + 1e-6, interval)
        points = start + (stop - start) * (metres / length)[:, None]
        at = view.drawn(np.column_stack([points, np.full(len(points), foot)]))
        group.add(Path(line_d([np.array([[x, y], [x, y + 1.5]]) for x, y in at]), stroke=style.ink, width_mm=0.18))
        fall = float(at[-1, 1] - at[0, 1]) / max(1e-6, float(at[-1, 0] - at[0, 0]))
        anchor, aside = ("middle", 0.0) if abs(fall) < 0.12 else ("end", -0.4) if fall > 0 else ("start", 0.4)
        for index, (value, (x, y)) in enumerate(zip(metres, at, strict=True)):
            if index:
                label = trimmed(float(value) / size, words) + (unit if index == len(metres) - 1 else "")
                group.add(Text(label, x + aside, y + 4.4, 2.7, style.ink, anchor))
    return group
