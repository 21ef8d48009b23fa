"""Lines of a map drawn once: shared borders as arcs, the sea told from the neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge, substring

# Where the coast of the mainland ends at a neighbour's: Bray-Dunes, Hendaye, Cerbère, Menton (longitude, latitude).
COAST_ENDS = ((2.546, 51.089), (-1.774, 43.363), (3.177, 42.434), (7.529, 43.784))
INLAND = ((7.6, 48.6), (1.5, 42.7))  # beside the Rhine, in the Pyrenees: the borders that pass there are land


def simplified(shapes: Mapping[str, BaseGeometry], tolerance: float, smallest: float) -> dict[str, BaseGeometry]:
    """Neighbours simplified together, so that they still touch; islands below `smallest` (square units) left out."""
    whole = shapely.coverage_simplify(np.array(list(shapes.values()), dtype=object), tolerance)
    return {code: _without_crumbs(shape, smallest) for code, shape in zip(shapes, whole, strict=True)}


def borders(shapes: Iterable[BaseGeometry], outside: BaseGeometry) -> BaseGeometry:
    """The lines between neighbours, each once, without what is also the `outside` line."""
    lines = shapely.unary_union([shape.boundary for shape in shapes])
    return joined(lines.difference(outside.buffer(0.05)))


def coast_and_border(
    land: BaseGeometry, ends: Iterable[tuple[float, float]], inland: Iterable[tuple[float, float]]
) -> tuple[BaseGeometry, BaseGeometry]:
    """Coast and land border of a country whose largest part is cut at `ends`; positions are those of the sheet."""
    parts = sorted(shapely.get_parts(land), key=lambda part: -part.area)
    ring = LineString(shapely.get_exterior_ring(parts[0]).coords)
    cuts = sorted(ring.project(Point(end)) for end in ends)
    arcs: list[BaseGeometry] = [substring(ring, *pair) for pair in pairwise(cuts)]
    arcs.append(joined(shapely.union_all([substring(ring, cuts[-1], ring.length), substring(ring, 0, cuts[0])])))
    dry = {min(range(len(arcs)), key=lambda number: arcs[number].distance(Point(place))) for place in inland}
    wet = [arc for number, arc in enumerate(arcs) if number not in dry]
    islands = [part.exterior for part in parts[1:]]
    return shapely.union_all([*wet, *islands]), shapely.union_all([arcs[number] for number in dry])


def waterlines(
    coast: BaseGeometry, land: BaseGeometry, border: BaseGeometry, distances: Iterable[float]
) -> list[BaseGeometry]:
    """Lines that follow the coast on the side of the sea, as engravers drew them."""
    found = []
    coast, land = coast.simplify(1.5), land.simplify(1.5)
    for distance in distances:
        around = coast.buffer(distance, cap_style="flat", quad_segs=3)
        dry = shapely.union_all([land.buffer(distance * 0.6, quad_segs=1), border.buffer(distance * 1.6, quad_segs=1)])
        found.append(joined(around.boundary.difference(dry).simplify(0.5)))
    return found


def joined(lines: BaseGeometry) -> BaseGeometry:
    """Lines end to end, in as few pieces as possible."""
    only = [part for part in shapely.get_parts(lines) if part.geom_type == "LineString"]
    return linemerge(only) if len(only) > 1 else shapely.union_all(only)


def _without_crumbs(shape: BaseGeometry, smallest: float) -> BaseGeometry:
    parts = sorted(
        (part for part in shapely.get_parts(shape) if isinstance(part, Polygon)), key=lambda part: -part.area
    )
    kept = [Polygon(part.exterior) for part in parts if part.area >= smallest]
    return MultiPolygon(kept or parts[:1])
