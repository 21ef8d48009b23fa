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
NEGLIGIBLE = 1e-5  # of a drawing: what a straight line in degrees bends in metres
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
    """Surfaces by area, else lines by length, else points by number; a stroke along a boundary is shared equally.

    Cut in degrees, where outlines meet exactly, and measured in metres.
    """
    drawn = np.array([simple(drawing.geometry) for drawing in drawings], dtype=object)
    which, where = tree.query(drawn, predicate="dwithin", distance=SHORE_DEGREES)
    met = np.unique(where)
    column = np.searchsorted(met, where)
    kinds, crs = kinds_of(drawn), _legal_of(drawn)
    measures, rest = np.zeros((len(drawn), len(met))), np.zeros(len(drawn))
    pieces = _in_metres(shapely.intersection(drawn[which], country.outlines[where]), crs[which])
    measures[which, column] = _sizes(pieces, kinds[which])
    whole = _sizes(_in_metres(drawn, crs), kinds)
    for row in np.flatnonzero(measures.sum(axis=1) < (1 - NEGLIGIBLE) * whole):
        near = where[which == row]
        left, added = _ashore(drawn[row], country.outlines[near], int(kinds[row]), crs[row])
        measures[row, np.searchsorted(met, near)] += added
        rest[row] = left
    shares = measures / (measures.sum(axis=1) + rest)[:, None]
    kept = np.flatnonzero(shares.sum(axis=0) > 0)
    outside = np.maximum(0.0, 1 - shares.sum(axis=1))
    return Sharing(shares[:, kept], outside, measures[:, kept], kinds, met[kept])


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


def _legal_of(shapes: Shapes) -> NDArray[np.int64]:
    centres = shapely.get_coordinates(shapely.centroid(shapes)).tolist()
    return np.array([legal_crs(longitude, latitude) for longitude, latitude in centres], dtype=np.int64)


def _sizes(geometries: Shapes, kinds: NDArray[np.int64]) -> Floats:
    """Areas, lengths or numbers of points, by the kind asked: a line that only touches a surface has no area."""
    sizes = np.where(kinds == SURFACE, shapely.area(geometries), shapely.length(geometries))
    return np.asarray(np.where(kinds == POINT, shapely.get_num_coordinates(geometries), sizes), dtype=np.float64)


def _in_metres(shapes: Shapes, crs: NDArray[np.int64]) -> Shapes:
    """Each in its own projection."""
    found = shapes.copy()
    for code in np.unique(crs):
        rows = crs == code
        found[rows] = _projected(shapes[rows], int(code))
    return found


def _projected(shapes: Shapes, epsg: int) -> Shapes:
    return np.asarray(shapely.transform(shapes, lambda points: in_metres(points, epsg)), dtype=object)


def _ashore(drawn: BaseGeometry, outlines: Shapes, kind: int, epsg: int) -> tuple[float, Floats]:
    """Size of what lies in no commune; sizes to add to those within SHORE_M of the rest, the nearest served first."""
    added = np.zeros(len(outlines))
    rest = shapely.difference(drawn, shapely.union_all(outlines)) if len(outlines) else drawn
    rest, *grounds = _projected(np.array([rest, *outlines], dtype=object), epsg)
    for place in np.argsort(shapely.distance(rest, grounds), kind="stable") if grounds else ():
        shore = shapely.buffer(grounds[place], SHORE_M, quad_segs=4)
        added[place] = _size(shapely.intersection(rest, shore), kind)
        rest = shapely.difference(rest, shore)
    return _size(rest, kind), added


def _size(geometry: BaseGeometry, kind: int) -> float:
    return float(_sizes(np.array([geometry], dtype=object), np.array([kind]))[0])
