"""Closing a top into a solid: walls straight down, a flat underside, letters sunk into it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from atelier.engines.relief.ground import Floats, Heights, Mask
from atelier.engines.relief.model.triangles import Faces

Edges = NDArray[np.int64]
LEAST_PLAY_MM = 0.8  # between a letter of the underside and the wall


@dataclass(frozen=True)
class Solid:
    """A closed surface. vertices: (count, 3) in mm, z upwards; parts: faces as (count, 3), anticlockwise from outside.

    The faces stay in parts, top first: joining them would hold the largest array of the whole work twice.
    """

    vertices: Heights
    parts: tuple[Faces, ...]

    @property
    def faces(self) -> Faces:
        return np.concatenate(self.parts)

    @property
    def count(self) -> int:
        """Number of triangles."""
        return sum(len(part) for part in self.parts)

    def corners(self, size: int = 1 << 16) -> Iterator[Heights]:
        """The triangles as (count, 3 corners, 3 coordinates), at most `size` at a time."""
        for part in self.parts:
            for start in range(0, len(part), size):
                yield self.vertices.take(part[start : start + size], axis=0)


@dataclass(frozen=True)
class Pockets:
    """Areas sunk into the underside, seen from above, and how deep."""

    areas: tuple[shapely.Polygon, ...] = ()
    depth_mm: float = 0.6


def closed(vertices: Heights, faces: Faces, rim: Edges, pockets: Pockets) -> Solid:
    """The solid under a top.

    vertices: (count, 3) in mm; rim: (count, 2) directed sides of the top that only one face has, ground on their left.
    """
    corners = np.unique(rim)
    places = vertices[corners, :2].astype(np.float64)
    regions = _regions(rim, vertices)
    sunk = [area for area in pockets.areas if _fits(area, regions)]
    sunk_places = _places_of(sunk)
    foot = np.concatenate([places, sunk_places])
    flat = _Flat(foot, len(vertices))
    roof = flat.count + np.arange(len(sunk_places)) + len(vertices)
    first_sunk = len(vertices) + len(places)
    low = np.searchsorted(corners, rim) + len(vertices)
    parts = [faces, _walls(rim, low)]
    parts += [flat.faces(polygon) for region in regions for polygon in _underside(region, sunk)]
    for area in sunk:
        for ring in (area.exterior, *area.interiors):
            ids = flat.ids(shapely.get_coordinates(ring)[:-1])
            a, b = np.roll(ids, -1), ids  # the solid on the left: outer rings clockwise, inner ones anticlockwise
            up = roof[0] - first_sunk if len(roof) else 0
            parts.append(_walls(np.stack([a + up, b + up], axis=-1), np.stack([a, b], axis=-1)))
        parts.append(flat.faces(area) + np.int32(roof[0] - first_sunk))
    low_points = np.zeros((len(foot) + len(sunk_places), 3), dtype=np.float32)
    low_points[: len(foot), :2], low_points[len(foot) :, :2] = foot, sunk_places
    low_points[len(foot) :, 2] = pockets.depth_mm
    return Solid(np.concatenate([vertices, low_points]), tuple(part for part in parts if len(part)))


def rim_of(faces: Faces, candidates: Mask) -> Edges:
    """Directed sides of the top that only one face has; `candidates` says which vertices may lie on the rim."""
    near = np.zeros(len(faces), dtype=np.uint8)
    for corner in range(3):
        near += candidates[faces[:, corner]]
    some = faces[near >= 2].astype(np.int64)
    sides = np.concatenate([some[:, [0, 1]], some[:, [1, 2]], some[:, [2, 0]]])
    sides = sides[candidates[sides].all(axis=1)]
    count = np.int64(len(candidates))
    there, back = sides[:, 0] * count + sides[:, 1], sides[:, 1] * count + sides[:, 0]
    return np.asarray(sides[~np.isin(there, back)])


def frame_of(rows: int, columns: int) -> Edges:
    """The rim of a whole grid, anticlockwise from above."""
    ids = np.arange(rows * columns, dtype=np.int64).reshape(rows, columns)
    loop = np.concatenate([ids[:-1, 0], ids[-1, :-1], ids[:0:-1, -1], ids[0, :0:-1]])
    return np.stack([loop, np.roll(loop, -1)], axis=-1)


def _walls(high: Edges, low: Edges) -> Faces:
    """Two triangles a side, from its height down to its foot."""
    a, b, c, d = high[:, 0], high[:, 1], low[:, 0], low[:, 1]
    return np.concatenate([np.stack([a, c, b], axis=-1), np.stack([b, c, d], axis=-1)]).astype(np.int32)


def _regions(rim: Edges, vertices: Heights) -> list[shapely.Polygon]:
    """The plan of the top: one polygon a piece, every vertex of the rim kept."""
    rings = [vertices[loop, :2].astype(np.float64) for loop in loops(rim)]
    polygons = [shapely.Polygon(ring) for ring in rings if len(ring) > 2]
    is_hole = [not ring.exterior.is_ccw for ring in polygons]
    outer = [polygon for polygon, hole in zip(polygons, is_hole, strict=True) if not hole]
    holes: dict[int, list[shapely.LinearRing]] = {}
    tree = shapely.STRtree(outer)
    for polygon, hole in zip(polygons, is_hole, strict=True):
        if hole:
            around = tree.query(polygon, predicate="within")
            owner = min((int(index) for index in around), key=lambda index: float(outer[index].area))
            holes.setdefault(owner, []).append(polygon.exterior)
    return [shapely.Polygon(polygon.exterior, holes.get(index, [])) for index, polygon in enumerate(outer)]


def loops(rim: Edges) -> list[list[int]]:
    """Directed sides chained end to end; where two loops touch at a vertex, each is closed on its own."""
    following: dict[int, list[int]] = {}
    for a, b in rim.tolist():
        following.setdefault(a, []).append(b)
    found = []
    while following:
        start = next(iter(following))
        loop, at = [start], start
        while True:
            nexts = following[at]
            at_next = nexts.pop()
            if not nexts:
                del following[at]
            if at_next == start:
                break
            loop.append(at_next)
            at = at_next
        found.append(loop)
    return found


def _fits(area: shapely.Polygon, regions: list[shapely.Polygon]) -> bool:
    return any(region.contains(area) and region.boundary.distance(area) >= LEAST_PLAY_MM for region in regions)


def _places_of(areas: list[shapely.Polygon]) -> Floats:
    rings = [ring for area in areas for ring in (area.exterior, *area.interiors)]
    parts = [shapely.get_coordinates(ring)[:-1] for ring in rings]
    return np.concatenate(parts) if parts else np.empty((0, 2))


def _underside(region: shapely.Polygon, sunk: list[shapely.Polygon]) -> list[shapely.Polygon]:
    """The region less its pockets, and the islands inside letters (an O keeps its heart)."""
    mine = [area for area in sunk if region.contains(area)]
    pierced = shapely.Polygon(region.exterior, [*region.interiors, *(area.exterior for area in mine)])
    return [pierced, *(shapely.Polygon(ring) for area in mine for ring in area.interiors)]


class _Flat:
    """Vertices of the underside, found again by their place. places: (count, 2), all different."""

    def __init__(self, places: Floats, first: int) -> None:
        keys = places[:, 0] + 1j * places[:, 1]
        self.order = np.argsort(keys)
        self.keys, self.first, self.count = keys[self.order], first, len(places)

    def ids(self, places: Floats) -> NDArray[np.int64]:
        keys = places[:, 0] + 1j * places[:, 1]
        return self.order[np.searchsorted(self.keys, keys)] + self.first

    def faces(self, polygon: shapely.Polygon) -> Faces:
        """Triangles of a polygon, every vertex of its rings used, turned downwards."""
        found = shapely.get_parts(shapely.constrained_delaunay_triangles(polygon))
        corners = shapely.get_coordinates(found).reshape(-1, 4, 2)[:, :3]
        first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        turns_left = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0] > 0
        corners[turns_left] = corners[turns_left][:, ::-1]
        return self.ids(corners.reshape(-1, 2)).reshape(-1, 3).astype(np.int32)
