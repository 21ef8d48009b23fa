"""Zones over the map: hatching and a number for each, never colour alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atelier.agreement.files import AGREEMENT_COLOR, TENSION_COLOR
from atelier.engines.agreement.zones import Zone
from atelier.engines.cartography import Frame
from atelier.engines.cartography.svg import group, path, tag
from atelier.engines.measure.legal import project
from atelier.engines.typesetting.letters import FAMILY

Said = dict[str, str | float | None]
DISC_MM, LETTERS_MM = 2.9, 3.4
HATCH_MM = 2.2
CLEAR_MM, GRID = 2 * DISC_MM + 0.6, 13


def zones_layer(zones: Sequence[Zone], frame: Frame, *, numbered: int) -> str:
    """An SVG group in mm: agreement hatched one way, tension both ways; the first `numbered` carry their number."""
    placed = [frame.to_mm(project(zone.place, frame.crs)) for zone in zones]
    box = frame.paper
    drawn = [
        path([place], fill=f"url(#{_kind(zone)})", stroke=_color(zone), stroke_width=0.5, fill_rule="evenodd")
        for zone, place in zip(zones, placed, strict=True)
        if place.intersects(box)
    ]
    places = _apart(placed[:numbered])
    numbers = [_number(place, number, _color(zones[number - 1])) for number, place in enumerate(places, 1)]
    return tag(
        "defs", {}, _hatch("accord", AGREEMENT_COLOR) + _hatch("tension", TENSION_COLOR, is_crossed=True)
    ) + group("zones", [*drawn, group("numbers", numbers, font_family=FAMILY)])


def swatches() -> dict[str, str]:
    """The two hatchings alone, as small pictures for a legend."""
    box: Said = {"x": 0.2, "y": 0.2, "width": 9.6, "height": 5.6, "stroke-width": 0.4}
    return {
        kind: tag(
            "svg",
            {"xmlns": "http://www.w3.org/2000/svg", "width": "10mm", "height": "6mm", "viewBox": "0 0 10 6"},
            tag("defs", {}, _hatch(kind, color, is_crossed=kind == "tension"))
            + tag("rect", box | {"fill": f"url(#{kind})", "stroke": color}),
        )
        for kind, color in (("accord", AGREEMENT_COLOR), ("tension", TENSION_COLOR))
    }


def _hatch(name: str, color: str, *, is_crossed: bool = False) -> str:
    line: Said = {"stroke": color, "stroke-width": 0.55, "stroke-opacity": 0.85}
    across = tag("path", {**line, "d": f"M0 {HATCH_MM / 2}H{HATCH_MM}"})
    down = tag("path", {**line, "d": f"M{HATCH_MM / 2} 0V{HATCH_MM}"}) if is_crossed else ""
    ground = tag("rect", {"width": HATCH_MM, "height": HATCH_MM, "fill": color, "fill-opacity": 0.14})
    said: Said = {
        "id": name, "width": HATCH_MM, "height": HATCH_MM, "patternUnits": "userSpaceOnUse",
        "patternTransform": f"rotate({-45 if name == 'accord' else 45})",
    }  # fmt: skip
    return tag("pattern", said, ground + across + down)


def _apart(shapes: Sequence[BaseGeometry]) -> list[tuple[float, float]]:
    """A place for the number of each shape, inside it, as far from the numbers before as the shape allows."""
    places: list[tuple[float, float]] = []
    for one in shapes:
        inside = _candidates(one)
        chosen = 0
        if places:
            gaps = np.linalg.norm(inside[:, np.newaxis] - np.array(places), axis=2).min(axis=1)
            chosen = 0 if gaps[0] > CLEAR_MM else int(np.argmax(gaps))
        x, y = inside[chosen].tolist()
        places.append((x, y))
    return places


def _candidates(one: BaseGeometry) -> NDArray[np.float64]:
    """(n, 2): the middle of a shape, then points of a grid inside it."""
    middle = shapely.point_on_surface(one)
    west, south, east, north = one.bounds
    xs, ys = np.meshgrid(np.linspace(west, east, GRID), np.linspace(south, north, GRID))
    grid = np.column_stack([xs.ravel(), ys.ravel()])
    inside = grid[shapely.contains_xy(one, grid[:, 0], grid[:, 1])]
    return np.vstack([[middle.x, middle.y], inside])


def _number(place: tuple[float, float], number: int, color: str) -> str:
    x, y = place
    disc: Said = {"cx": x, "cy": y, "r": DISC_MM, "fill": "#fffdf7", "stroke": color, "stroke-width": 0.6}
    said: Said = {
        "x": x, "y": y + LETTERS_MM * 0.35, "font-size": LETTERS_MM, "font-weight": "700",
        "text-anchor": "middle", "fill": "#2a2926",
    }  # fmt: skip
    return tag("circle", disc) + tag("text", said, str(number))


def _kind(zone: Zone) -> str:
    return "tension" if zone.against else "accord"


def _color(zone: Zone) -> str:
    return TENSION_COLOR if zone.against else AGREEMENT_COLOR
