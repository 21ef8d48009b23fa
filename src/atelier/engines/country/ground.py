"""The ground of the map as SVG text: land, coast, borders, rivers, insets. No style but variables of the page.

Colours are custom properties (`--map-land`…) that a page's style sheet gives to the element that uses the ground:
one file serves light, dark and paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.cartography.svg import tag, text_of
from atelier.engines.country.arcs import COAST_ENDS, INLAND, borders, coast_and_border, joined, simplified, waterlines
from atelier.engines.country.frames import HEIGHT, INSETS, MAINLAND, WIDTH, Frame, on_sheet

TOLERANCE, SMALLEST = 1.5, 7.0
WATERLINES = (5.0, 11.5, 20.0)
SEAS = (("Manche", -1.15, 50.02), ("Océan", -4.6, 46.9), ("Atlantique", -4.6, 46.55), ("Méditerranée", 5.35, 42.35))
SCALE_KM = (0, 100, 200)


def ground(
    regions: Mapping[str, BaseGeometry],
    departments: Mapping[str, BaseGeometry],
    rivers: Iterable[BaseGeometry],
    names: Mapping[str, str],
) -> str:
    """An SVG document whose element `ground` is the map. Geometries in WGS 84 by INSEE code; names of departments."""
    overseas = {frame.code for frame in INSETS}
    mainland = [code for code in departments if code not in overseas]
    parts = [
        *_mainland({code: departments[code] for code in mainland}, regions.values(), rivers),
        *(piece for frame in INSETS for piece in _inset(frame, departments[frame.code], names[frame.code])),
        *_scale(),
    ]
    inside = tag("g", {"id": "ground", "fill": "none", "stroke-linejoin": "round"}, "\n".join(parts))
    said = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}"}
    return tag("svg", said, inside)


def _mainland(
    departments: Mapping[str, BaseGeometry], regions: Iterable[BaseGeometry], rivers: Iterable[BaseGeometry]
) -> Iterator[str]:
    drawn = simplified({code: MAINLAND.project(shape) for code, shape in departments.items()}, TOLERANCE, SMALLEST)
    land = shapely.union_all(list(drawn.values()))
    ends, inland = on_sheet(COAST_ENDS), on_sheet(INLAND)
    coast, border = coast_and_border(land, [end for end in ends if end], [place for place in inland if place])
    inner = borders(drawn.values(), land.boundary)
    between = _between_regions(inner, regions)
    for number, line in enumerate(waterlines(coast, land, border, WATERLINES)):
        yield _line(line, stroke="var(--map-water)", stroke_width=0.9, opacity=round(0.9 - 0.27 * number, 2))
    yield tag("path", {"d": compact([land]), "fill": "var(--map-land)"})
    wet = [part for part in (MAINLAND.project(river).simplify(TOLERANCE) for river in rivers) if part.length > 3]
    yield _line(joined(shapely.union_all(wet)), stroke="var(--map-water)", stroke_width=1.1)
    yield _line(inner.difference(between.buffer(0.1)), stroke="var(--map-department)", stroke_width=0.8)
    yield _line(between, stroke="var(--map-region)", stroke_width=1.1)
    yield _line(border, stroke="var(--map-coast)", stroke_width=1.1, stroke_dasharray="7 3 1.5 3")
    yield _line(coast, stroke="var(--map-coast)", stroke_width=1.25)
    for name, lon, lat in SEAS:
        ((x, y),) = (place for place in on_sheet([(lon, lat)]) if place)
        yield _name(name, x, y, fill="var(--map-sea-name)", font_size=14.5, letter_spacing=3)


def _between_regions(inner: BaseGeometry, regions: Iterable[BaseGeometry]) -> BaseGeometry:
    """Those of the borders that part two regions. Outlines were simplified apart: near is enough."""
    edges = shapely.union_all([MAINLAND.project(region).simplify(TOLERANCE).boundary for region in regions])
    return joined(inner.intersection(edges.buffer(2.5, quad_segs=1)))


def _inset(frame: Frame, department: BaseGeometry, name: str) -> Iterator[str]:
    box = {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height}
    yield tag("rect", {**box, "fill": "var(--map-inset)", "stroke": "var(--map-region)", "stroke-width": 0.8})
    land = simplified({frame.code: frame.project(department)}, 0.8, 3)[frame.code]
    room = shapely.box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height - 20)
    coast = joined(land.boundary)
    for number, line in enumerate(waterlines(coast, land, shapely.Point(), (3.5, 8))):
        shown = joined(line.intersection(room))
        yield _line(shown, stroke="var(--map-water)", stroke_width=0.8, opacity=round(0.8 - 0.3 * number, 2))
    yield tag(
        "path", {"d": compact([land]), "fill": "var(--map-land)", "stroke": "var(--map-coast)", "stroke-width": 1}
    )
    middle, foot = frame.x + frame.width / 2, frame.y + frame.height - 7
    yield _name(name, middle, foot, fill="var(--map-name)", font_size=13.5, text_anchor="middle")


def _scale() -> Iterator[str]:
    """A ruler of two hundred kilometres, true on the mainland."""
    left, top = 372.0, HEIGHT - 34
    marks = [left + kilometres * 1000 / MAINLAND.metres_a_unit for kilometres in SCALE_KM]
    line = "".join(f"M{x:.1f} {top - 5:g}v10" for x in marks) + f"M{left:g} {top:g}H{marks[-1]:.1f}"
    yield tag("path", {"d": line, "stroke": "var(--map-name)", "stroke-width": 1})
    for kilometres, x in zip(SCALE_KM, marks, strict=True):
        words = f"{kilometres} km" if kilometres else "0"
        yield _name(words, x, top + 20, fill="var(--map-name)", font_size=13, text_anchor="middle")


def _name(words: str, x: float, y: float, **attributes: str | float) -> str:
    said: dict[str, str | float | None] = {key.replace("_", "-"): value for key, value in attributes.items()}
    return tag("text", {"x": x, "y": y, "stroke": "none", **said}, text_of(words))


def _line(shape: BaseGeometry, **attributes: str | float) -> str:
    said: dict[str, str | float | None] = {key.replace("_", "-"): value for key, value in attributes.items()}
    return tag("path", {"d": compact([shape]), "stroke-linecap": "round", **said})


def compact(shapes: Iterable[BaseGeometry]) -> str:
    """The `d` of a path in relative tenths of a unit: half the bytes of absolute positions."""
    return "".join(_run(part) for shape in shapes for part in shapely.get_parts(shape) if not part.is_empty)


def _run(part: BaseGeometry) -> str:
    if part.geom_type == "Polygon":
        drawn = _steps(shapely.get_coordinates(shapely.get_exterior_ring(part))[:-1].tolist())
        return drawn and f"{drawn}z"
    return _steps(shapely.get_coordinates(part).tolist()) if part.geom_type == "LineString" else ""


def _steps(points: list[list[float]]) -> str:
    """From point to point; nothing where all of them fall on the same tenth."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [
        _pair(next_x - x, next_y - y) for (x, y), (next_x, next_y) in pairwise(tenths) if (next_x, next_y) != (x, y)
    ]
    if not steps:
        return ""
    rest = "".join(step if step.startswith("-") else f" {step}" for step in steps[1:])
    return f"M{_pair(*tenths[0])}l{steps[0]}{rest}"


def _pair(across: int, down: int) -> str:
    second = _tenths(down)
    return _tenths(across) + (second if second.startswith("-") else f" {second}")


def _tenths(value: int) -> str:
    return f"{value / 10:.1f}".rstrip("0").rstrip(".").replace("0.", ".", 1) if abs(value) < 10 else f"{value / 10:g}"
