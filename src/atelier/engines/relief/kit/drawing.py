"""The sheets of a kit: cut in red, score in blue, engrave in black, each on its own layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import affinity

from atelier.engines.relief.kit.layers import PIN_MM
from atelier.engines.relief.kit.nesting import Laid
from atelier.engines.relief.strokes import lettering
from atelier.engines.relief.svg import Group, Path, document, line_d

COLOURS = {"cut": "#ff0000", "score": "#0000ff", "engrave": "#000000"}
HAIR_MM = 0.1


@dataclass(frozen=True)
class Drawn:
    """Lines of one sheet by operation, in mm, y upwards. cut: closed rings; pins: centres of round holes."""

    cut: tuple[shapely.LinearRing, ...]
    pins: tuple[tuple[float, float], ...]
    score: tuple[shapely.LineString, ...]
    engrave: tuple[shapely.LineString, ...]


def drawn(laid: list[Laid]) -> Drawn:
    """The lines of the pieces of one sheet."""
    cut: list[shapely.LinearRing] = []
    score: list[shapely.LineString] = []
    engrave: list[shapely.LineString] = []
    pins: list[tuple[float, float]] = []
    for one in laid:
        piece = one.piece
        shape = one.place(piece.shape)
        cut += [shape.exterior, *shape.interiors]
        score += [one.place(line) for line in (*piece.scores, *piece.glue)]
        centre = one.place(shapely.Point(piece.label_at))
        label = lettering(piece.name, height_mm=piece.label_mm)
        label = affinity.translate(label, centre.x, centre.y - piece.label_mm / 2)
        engrave += list(label.geoms)
        pins += [(at.x, at.y) for at in (one.place(shapely.Point(pin)) for pin in piece.pins)]
    return Drawn(tuple(cut), tuple(pins), tuple(score), tuple(engrave))


def sheet_svg(sheet: Drawn, format_mm: tuple[float, float], title: str, *, hair_mm: float = HAIR_MM) -> str:
    """One sheet at its true size."""
    depth = format_mm[1]

    def flipped(lines: tuple[shapely.LineString, ...]) -> list[np.ndarray]:
        return [shapely.get_coordinates(line) * (1, -1) + (0, depth) for line in lines]

    radius = PIN_MM / 2
    holes = "".join(
        f"M{x - radius:.2f} {depth - y:.2f}a{radius} {radius} 0 1 0 {PIN_MM} 0a{radius} {radius} 0 1 0 {-PIN_MM} 0Z"
        for x, y in sheet.pins
    )
    layers = [
        Group(name).add(Path(d, stroke=COLOURS[name], width_mm=hair_mm))
        for name, d in (
            ("engrave", line_d(flipped(sheet.engrave))),
            ("score", line_d(flipped(sheet.score))),
            ("cut", line_d(flipped(sheet.cut)) + holes),
        )
    ]
    return document(layers, width_mm=format_mm[0], height_mm=depth, title=title, text=title)
