"""The eraser as data: what a second photograph of a sheet shows that the first did not, and the other way round."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from atelier.engines.paper.reading.marks import Mark

SAME_MM, SHARED = 2.0, 0.6  # a mark is still there when most of it lies that near to marks of its pen
STEP_MM = 1.0


@dataclass(frozen=True)
class Changes:
    appeared: tuple[Mark, ...]
    disappeared: tuple[Mark, ...]
    kept: tuple[Mark, ...]


def changes_between(before: tuple[Mark, ...], after: tuple[Mark, ...]) -> Changes:
    """Marks by place and pen: a line drawn longer is kept, one rubbed out in its larger part has disappeared."""
    return Changes(
        tuple(mark for mark in after if not _is_in(mark, before)),
        tuple(mark for mark in before if not _is_in(mark, after)),
        tuple(mark for mark in after if _is_in(mark, before)),
    )


def _is_in(mark: Mark, others: tuple[Mark, ...]) -> bool:
    """A line also finds itself in a ring or in a dot that it became: only place and pen count."""
    same = [shape_mm(one) for one in others if one.pen == mark.pen]
    if not same:
        return False
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(shape_mm(mark), STEP_MM)))
    near = shapely.distance(points, shapely.union_all(same)) < SAME_MM
    return bool(np.mean(near) >= SHARED)


def shape_mm(mark: Mark) -> shapely.Geometry:
    """The drawn line, rim or place."""
    if mark.kind == "point":
        return shapely.Point(mark.path[0])
    return shapely.LineString(mark.path) if mark.kind == "line" else shapely.LinearRing(mark.path)
