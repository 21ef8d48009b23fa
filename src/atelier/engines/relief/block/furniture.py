"""Around the block: title, what the eye is told, the north."""

from __future__ import annotations

import numpy as np

from atelier.engines.relief.block.styles import Style
from atelier.engines.relief.block.view import View
from atelier.engines.relief.svg import Group, Path, Text, area_d, line_d
from atelier.engines.relief.words import Words, number, trimmed

NORTH_MM = 9.0


def heading(view: View, words: Words, interval_m: float) -> str:
    """Where one looks from, the scale, the exaggeration: one line."""
    bearing = words.bearings[round(view.azimuth_deg / 45) % 8]
    scale = float(f"{1000 / view.mm_per_m:.2g}")
    times = trimmed(view.exaggeration, words)
    parts = [
        words.seen_from % {"bearing": bearing},
        words.scale % {"scale": number(scale, words)},
        words.true_heights if view.exaggeration == 1 else words.heights_times % {"times": times},
    ]
    return " · ".join(parts)


def draw_title(title: str, head: str, credit: str, style: Style, at: tuple[float, float], width_mm: float) -> Group:
    x, y = at
    group = Group("title")
    if title:
        group.add(Text(title, x, y - 5.4, 7.2, style.ink, weight=700))
    group.add(Text(head[:1].upper() + head[1:], x, y, 3.4, style.ink))
    if credit:
        group.add(Text(credit, width_mm - x, y + 5.5, 2.2, style.soft_ink, "end"))
    return group


def north_arrow(view: View, style: Style, at: tuple[float, float], words: Words) -> Group:
    """An arrow lying on the ground: foreshortened as the block is."""
    east, north = view.axes[:, 0], view.axes[:, 1]

    def lie(x: float, y: float) -> tuple[float, float]:
        across, away = east * x + north * y
        return at[0] + NORTH_MM * across, at[1] - NORTH_MM * away * view.sine

    turn = np.linspace(0, 2 * np.pi, 73)
    ring = np.array([lie(0.62 * float(np.cos(a)), 0.62 * float(np.sin(a))) for a in turn])
    dark = np.array([lie(0, 1), lie(-0.2, -0.62), lie(0, -0.38)])
    pale = np.array([lie(0, 1), lie(0.2, -0.62), lie(0, -0.38)])
    letter = lie(0, 1.32)
    import shapely

    return Group("north").add(
        Path(line_d([ring]), stroke=style.soft_ink, width_mm=0.13),
        Path(area_d([shapely.Polygon(dark)]), fill=style.ink, stroke=style.ink, width_mm=0.13),
        Path(area_d([shapely.Polygon(pale)]), fill=style.paper, stroke=style.ink, width_mm=0.13),
        Text(words.north, letter[0], letter[1] + 1.3, 3.8, style.ink, "middle", 700),
    )
