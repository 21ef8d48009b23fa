"""Which communes share a border, among those that may make a perimeter."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from atelier.engines.perimeter.shapes import Country

MOST = 1_200  # communes between the drawings, beyond which no single perimeter is looked for


def between(touched: NDArray[np.int64], country: Country, tree: shapely.STRtree) -> NDArray[np.int64]:
    """Those touched and those in the convex hull of them, which may serve as bridges."""
    hull = shapely.convex_hull(shapely.geometrycollections(shapely.point_on_surface(country.outlines[touched])))
    return np.union1d(touched, tree.query(hull, predicate="intersects"))


def neighbours_of(places: NDArray[np.int64], country: Country) -> dict[int, list[int]]:
    """By place in the country: the places that share a length of border, a mere corner not counting; ascending."""
    shapes = country.outlines[places]
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    one, other = one[one < other], other[one < other]
    shared = shapely.length(shapely.intersection(shapes[one], shapes[other])) > 0
    found: dict[int, list[int]] = {int(place): [] for place in places}
    for left, right in zip(places[one[shared]].tolist(), places[other[shared]].tolist(), strict=True):
        found[left].append(right)
        found[right].append(left)
    return {place: sorted(others) for place, others in found.items()}
