"""Where the demonstrators are: a small map drawn by the server, that the list beside it says too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from django.core.cache import cache

from atelier.common.geometry import Bounds
from atelier.synthesis.demonstrators.models import Demonstrator
from atelier.synthesis.perimeter.canvas import FINEST, LETTER, Canvas, dots_of, fits, path_of
from atelier.territories.outlines import outlines
from atelier.territories.queries import communes_in

WIDTH, MOST_HEIGHT, ROOM, LEAST_KM = 800.0, 520.0, 0.25, 6.0
DAY_S = 86_400
MARK = 15  # radius of a number, in units
EDGE = 6


@dataclass(frozen=True)
class Mark:
    """A demonstrator on the map: what was drawn of it, its number at x, y."""

    name: str
    number: int
    title: str
    path: str
    dots: str
    x: int
    y: int


@dataclass(frozen=True)
class Ground:
    """Communes: `path` of them all, names with their place."""

    path: str = ""
    names: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Sketch:
    width: int
    height: int
    ground: Ground
    marks: list[Mark]
    bar: dict[str, Any]


def sketch_of(demonstrators: Sequence[Demonstrator]) -> Sketch | None:
    """None where none has a place."""
    placed = [one for one in demonstrators if one.geometry]
    if not placed:
        return None
    import shapely

    bounds = (
        min(float(one.west or 0) for one in placed),
        min(float(one.south or 0) for one in placed),
        max(float(one.east or 0) for one in placed),
        max(float(one.north or 0) for one in placed),
    )
    canvas = Canvas.around(bounds, width=WIDTH, most_height=MOST_HEIGHT, room=ROOM, least_km=LEAST_KM)
    shapes = shapely.from_geojson([json.dumps(one.geometry) for one in placed])
    laid = shapely.simplify(shapely.transform(shapes, canvas.lay), FINEST).tolist()
    marks = _apart([_mark(one, shape) for one, shape in zip(placed, laid, strict=True)])
    ground = _ground(canvas)
    clear = Ground(ground.path, [_beside(name, marks, ground.names) for name in ground.names])
    return Sketch(round(canvas.width), round(canvas.height), clear, marks, canvas.bar())


def _mark(one: Demonstrator, shape: Any) -> Mark:
    import shapely

    inside = shapely.point_on_surface(shape)
    path = path_of(shape)
    return Mark(one.name, one.number, one.title, path, dots_of(shape), round(inside.x), round(inside.y))


def _apart(marks: list[Mark]) -> list[Mark]:
    """Numbers that would hide each other stand one beside the other."""
    placed: list[Mark] = []
    for mark in marks:
        x, y = mark.x, mark.y
        while any(abs(x - other.x) < 2 * MARK and abs(y - other.y) < 2 * MARK for other in placed):
            x += 2 * MARK
        placed.append(Mark(**{**asdict(mark), "x": x}))
    return placed


def _beside(name: dict[str, Any], marks: list[Mark], others: list[dict[str, Any]]) -> dict[str, Any]:
    """A name that a number would hide goes a little above or below it; it stays where nothing is free."""
    ways = ({**name, "y": name["y"] + step} for step in (0, 26, -26, 44, -44))
    return next((way for way in ways if _is_clear(way, marks, others)), name)


def _is_clear(name: dict[str, Any], marks: list[Mark], others: list[dict[str, Any]]) -> bool:
    half = len(name["name"]) * LETTER / 2 + EDGE
    hidden = any(abs(name["x"] - mark.x) < half + MARK and abs(name["y"] - mark.y) < 2 * EDGE + MARK for mark in marks)
    reach = {other["name"]: half + len(other["name"]) * LETTER / 2 for other in others if other["name"] != name["name"]}
    near = (abs(name["x"] - one["x"]) < reach[one["name"]] for one in others if one["name"] in reach
            and abs(name["y"] - one["y"]) < 3 * EDGE)  # fmt: skip
    return not hidden and not any(near) and name["y"] > 2 * EDGE


def _ground(canvas: Canvas) -> Ground:
    """Communes under the map, kept a day: they change once a year."""
    key = "demonstrators:2:" + sha256(repr(canvas).encode()).hexdigest()[:24]
    kept: dict[str, Any] | None = cache.get(key)
    if kept is None:
        kept = asdict(_drawn(canvas, canvas.bounds))
        cache.set(key, kept, DAY_S)
    return Ground(**kept)


def _drawn(canvas: Canvas, bounds: Bounds) -> Ground:
    import shapely

    names = {commune.code: commune.name for commune in communes_in(*bounds)}
    known = outlines(names)
    if not known:
        return Ground()
    laid = dict(zip(known, canvas.laid(list(known.values())), strict=True))
    written = []
    for code, outline in laid.items():
        seen = shapely.clip_by_rect(outline, 0, 0, canvas.width, canvas.height)
        if not seen.is_empty and fits(names[code], seen):
            inside = shapely.point_on_surface(seen)
            half = len(names[code]) * LETTER / 2 + EDGE
            x = min(max(inside.x, half), canvas.width - half)  # a name is written whole
            written.append({"name": names[code], "x": round(x), "y": round(inside.y)})
    return Ground("".join(path_of(outline) for outline in laid.values()), written)
