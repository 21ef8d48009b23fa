"""How much of each drawing lies in each commune, measured in the legal projection of the place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atelier.engines.measure.legal import in_metres, legal_crs
from atelier.engines.perimeter.shapes import Country, Drawing, Shapes

SHORE_M = 300.0  # outlines are simplified to 150 m: what is drawn on the beach still belongs to its commune
SHORE_DEGREES = 0.006  # more than SHORE_M anywhere in France
POINT, LINE, SURFACE = 0, 1, 2
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sharing:
    """(drawings, communes met) shares: a row and its `outside` make 1. `measures`: points, metres or square metres
    by `kinds` of the drawings. `communes`: places in the country's outlines, ascending."""

    shares: Floats
    outside: Floats
    measures: Floats
    kinds: NDArray[np.int64]
    communes: NDArray[np.int64]


def share_out(drawings: Sequence[Drawing], country: Country, tree: shapely.STRtree) -> Sharing:
    """Surfaces by area, else lines by length, else points by number; a stroke along a boundary is shared equally."""
    degrees = np.array([simple(drawing.geometry) for drawing in drawings], dtype=object)
    which, where = tree.query(degrees, predicate="dwithin", distance=SHORE_DEGREES)
    met = np.unique(where)
    column = np.searchsorted(met, where)
    measures, total = np.zeros((len(degrees), len(met))), np.zeros(len(degrees))
    crs = np.array([legal_crs(*place) for place in shapely.get_coordinates(shapely.centroid(degrees)).tolist()])
    for code in np.unique(crs):
        rows = np.flatnonzero(crs == code)
        pairs = np.isin(which, rows)
        grounds = _projected(country.outlines[met], int(code))
        drawn = _projected(degrees, int(code), rows)
        total[rows] = _sizes(drawn[rows])
        measures[which[pairs], column[pairs]] = _sizes(
            shapely.intersection(drawn[which[pairs]], grounds[column[pairs]]), kinds_of(drawn[which[pairs]])
        )
        for row in rows[total[rows] - measures[rows].sum(axis=1) > 1e-9 * total[rows]]:
            near = column[which == row]
            measures[row, near] += _ashore(drawn[row], grounds[near])
    whole = np.maximum(total, measures.sum(axis=1))
    shares = measures / whole[:, None]
    kept = np.flatnonzero(shares.sum(axis=0) > 0)
    outside = np.maximum(0.0, 1 - shares.sum(axis=1))
    return Sharing(shares[:, kept], outside, measures[:, kept], kinds_of(degrees), met[kept])


def simple(geometry: BaseGeometry) -> BaseGeometry:
    """Its parts of the highest dimension, valid, what is drawn over itself counted once."""
    sound = geometry if geometry.is_valid else shapely.make_valid(geometry)
    parts = shapely.get_parts(shapely.get_parts(np.array([sound], dtype=object)))
    parts = shapely.get_parts(parts)
    kinds = shapely.get_dimensions(parts)
    lines_of_no_length = (kinds == LINE) & (shapely.length(parts) == 0)
    parts[lines_of_no_length] = shapely.centroid(parts[lines_of_no_length])
    kinds[lines_of_no_length] = POINT
    return shapely.union_all(parts[kinds == kinds.max()])


def kinds_of(geometries: Shapes) -> NDArray[np.int64]:
    return np.asarray(shapely.get_dimensions(geometries), dtype=np.int64)


def _sizes(geometries: Shapes, kinds: NDArray[np.int64] | None = None) -> Floats:
    """Areas, lengths or numbers of points, by the kind asked: a line that only touches a surface has no area."""
    kinds = kinds_of(geometries) if kinds is None else kinds
    sizes = [shapely.get_num_coordinates(geometries), shapely.length(geometries), shapely.area(geometries)]
    return np.asarray(np.choose(kinds, sizes), dtype=np.float64)


def _projected(shapes: Shapes, epsg: int, rows: NDArray[np.int64] | None = None) -> Shapes:
    """In metres; with `rows`, only those, the others as they are."""
    if rows is None:
        return np.asarray(shapely.transform(shapes, lambda points: in_metres(points, epsg)), dtype=object)
    found = shapes.copy()
    found[rows] = _projected(shapes[rows], epsg)
    return found


def _ashore(drawn: BaseGeometry, grounds: Shapes) -> Floats:
    """Sizes to add: what lies off the outlines goes to communes within SHORE_M, the nearest served first."""
    added = np.zeros(len(grounds))
    if not len(grounds):
        return added
    kind = np.array([shapely.get_dimensions(drawn)])
    rest = shapely.difference(drawn, shapely.union_all(grounds))
    order = np.argsort(shapely.distance(rest, grounds), kind="stable")
    for place in order:
        shore = shapely.buffer(grounds[place], SHORE_M, quad_segs=4)
        added[place] = _sizes(np.array([shapely.intersection(rest, shore)], dtype=object), kind)[0]
        rest = shapely.difference(rest, shore)
    return added
