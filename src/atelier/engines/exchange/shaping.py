"""From any geometry to what a table holds: points, lines and rings of at most MAX_POSITIONS positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.exchange.refusals import ProblemCode, Values
from atelier.engines.journal.trace import E7, MAX_LATITUDE_E7, MAX_POSITIONS, trace_of

PartShape = Literal["mark", "stroke", "area"]
SHAPES: dict[str, PartShape] = {
    "Point": "mark", "LineString": "stroke", "LinearRing": "stroke", "Polygon": "area",
}  # fmt: skip
FIRST_TOLERANCE_DEG = 1e-6  # a tenth of a metre
METRES_A_DEGREE = 111_320
MAX_LATITUDE = MAX_LATITUDE_E7 / E7


@dataclass
class Shaped:
    """Parts of one feature, and what had to be said of it: code → values."""

    parts: list[tuple[PartShape, list[int]]] = field(default_factory=list)
    problems: dict[ProblemCode, Values] = field(default_factory=dict)


def shape_feature(geometry: BaseGeometry | None, *, is_broken: bool = False) -> Shaped:
    """Parts of a geometry in WGS 84, or the error that leaves the feature out."""
    shaped = Shaped()
    if error := _error_of(geometry, is_broken=is_broken):
        shaped.problems[error] = {}
        return shaped
    assert geometry is not None
    for simple in _simple_parts(shapely.force_2d(geometry)):
        for one in _valid_parts(simple, shaped.problems):
            shaped.parts.append((SHAPES[one.geom_type], _trace(one, shaped.problems)))
    if not shaped.parts:
        shaped.problems = {ProblemCode.ENCLOSES_NOTHING: {}}
    return shaped


def _error_of(geometry: BaseGeometry | None, *, is_broken: bool) -> ProblemCode | None:
    if is_broken:
        return ProblemCode.UNREADABLE_FEATURE
    if geometry is None or geometry.is_empty:
        return ProblemCode.NO_PLACE
    points = shapely.get_coordinates(geometry)
    if np.isnan(points).any():
        return ProblemCode.NOT_A_NUMBER
    if not (np.abs(points[:, 0]) <= 180).all() or not (np.abs(points[:, 1]) <= MAX_LATITUDE).all():
        return ProblemCode.OUT_OF_WORLD  # infinite too: what a projection answers beyond its world
    return None


def _simple_parts(geometry: BaseGeometry) -> Iterator[BaseGeometry]:
    """Points, lines and polygons, out of multiples and collections of any depth."""
    if hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from _simple_parts(part)
    elif not geometry.is_empty:
        yield geometry


def _valid_parts(geometry: BaseGeometry, problems: dict[ProblemCode, Values]) -> Iterator[BaseGeometry]:
    """Polygons that do not cross themselves; the rest as it is."""
    if geometry.geom_type != "Polygon" or geometry.is_valid:
        yield geometry
        return
    mended = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    polygons = [part for part in _simple_parts(mended) if part.geom_type == "Polygon"]
    if polygons:
        problems[ProblemCode.REPAIRED] = {}
    yield from polygons


def _trace(geometry: BaseGeometry, problems: dict[ProblemCode, Values]) -> list[int]:
    """A table draws rings without holes: they are filled, and it is said."""
    if isinstance(geometry, shapely.Polygon):
        if holes := len(geometry.interiors):
            before = int(problems.get(ProblemCode.HOLES_FILLED, {}).get("holes", 0))
            problems[ProblemCode.HOLES_FILLED] = {"holes": before + holes}
        geometry = shapely.Polygon(geometry.exterior)
    positions = _positions(geometry)
    if len(positions) > MAX_POSITIONS:
        positions, tolerance_m = _simplified(geometry)
        problems[ProblemCode.SIMPLIFIED] = {"tolerance_m": tolerance_m}
    return trace_of(positions)


def _positions(geometry: BaseGeometry) -> list[tuple[float, float]]:
    """A ring without its last position, which repeats the first."""
    points = shapely.get_coordinates(geometry)
    if geometry.geom_type == "Polygon":
        points = points[:-1]
    return [(float(x), float(y)) for x, y in points]


def _simplified(geometry: BaseGeometry) -> tuple[list[tuple[float, float]], int]:
    """Positions few enough, and how far from the line they leave it at most, in metres, rounded up.

    Douglas and Peucker 1973, its tolerance doubled until it suffices.
    """
    tolerance = FIRST_TOLERANCE_DEG
    while len(positions := _positions(geometry.simplify(tolerance))) > MAX_POSITIONS:
        tolerance *= 2
    return positions, int(np.ceil(tolerance * METRES_A_DEGREE))
