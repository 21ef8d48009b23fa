"""The perimeter as a small map: who came, who is announced, who is missing. The list beside it says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atelier.participants.missing.queries import Meter, State
from atelier.territories.outlines import outlines
from atelier.territories.small_map import SmallMap, holds_name, path_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Shape:
    """A commune of the map: an SVG path, and where its name begins."""

    path: str
    state: State
    name: str
    x: int  # whole: a template would write a decimal comma
    y: int
    is_named: bool


@dataclass(frozen=True)
class Drawing:
    """The map, in units of its viewBox."""

    width: int
    height: int
    shapes: list[Shape]


def drawing_of(meter: Meter) -> Drawing | None:
    """None where no outline of the perimeter is known."""
    import shapely

    known: Mapping[str, BaseGeometry] = outlines({one.code: one for one in meter.communes})
    if not known:
        return None
    west, south, east, north = shapely.total_bounds(list(known.values()))
    paper = SmallMap((west, south, east, north))
    shapes = []
    for one in meter.communes:
        if one.code in known:
            drawn = paper.laid(known[one.code])
            inside = shapely.point_on_surface(drawn)
            is_named = holds_name(drawn, one.name)
            shapes.append(Shape(path_of(drawn), one.state, one.name, round(inside.x), round(inside.y), is_named))
    return Drawing(paper.width, paper.height, shapes)
