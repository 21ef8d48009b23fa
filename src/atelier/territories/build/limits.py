"""Limits between communes, drawn once each and named after what they part."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.territories.build.coast import Coast
from atelier.territories.build.recipe import Feature, Recipe, cut

NEAR_M = 400.0
COAST_M = 260.0
SHORTEST_M = 60.0


def limit_features(recipe: Recipe, coast: Coast) -> list[Feature]:
    """Lines of `kind` commune, epci (between groupings), core (around the site's own) or department."""
    own = recipe.features("communes")
    outline = shapely.union_all([shape for shape, _ in own])
    others = cut(recipe.surroundings, recipe.frame)
    aside = shapely.buffer(outline, NEAR_M, quad_segs=2)
    found = _arcs(own) + [(shapely.difference(line, aside), said) for line, said in _arcs(others)]
    return _inland(found, coast)


def _arcs(features: list[Feature]) -> list[Feature]:
    """The mesh of boundaries cut at its nodes, each piece with the kind of its two sides."""
    shapes = [shape for shape, _ in features]
    mesh = shapely.line_merge(shapely.union_all([shape.boundary for shape in shapes]))
    arcs = shapely.get_parts(mesh)
    middles = shapely.line_interpolate_point(arcs, 0.5, normalized=True)
    tree = shapely.STRtree(shapes)
    at, owners = tree.query(middles, predicate="dwithin", distance=1.0)
    sides: list[list[dict[str, Any]]] = [[] for _ in arcs]
    for arc, owner in zip(at.tolist(), owners.tolist(), strict=True):
        sides[arc].append(features[owner][1])
    return [(arc, {"kind": _kind(said)}) for arc, said in zip(arcs.tolist(), sides, strict=True)]


def _kind(sides: list[dict[str, Any]]) -> str:
    if len({side["role"] for side in sides}) > 1:
        return "core"
    if len({side["dep"] for side in sides}) > 1:
        return "department"
    return "epci" if len({side["epci"] for side in sides}) > 1 else "commune"


def _inland(found: list[Feature], coast: Coast) -> list[Feature]:
    """Without the shore, which is drawn for itself."""
    if coast.sea.is_empty:
        return [(line, said) for line, said in found if line.length >= SHORTEST_M]
    wet = shapely.buffer(shapely.simplify(coast.sea, 30), COAST_M, quad_segs=2)
    shapely.prepare(wet)
    lines = np.asarray([line for line, _ in found], dtype=object)
    touching = shapely.intersects(wet, lines)
    dry = [_without(line, wet, coast.land) if touches else line for line, touches in zip(lines, touching, strict=True)]
    return [(line, said) for line, (_, said) in zip(dry, found, strict=True) if line.length >= SHORTEST_M]


def _without(line: BaseGeometry, wet: BaseGeometry, land: BaseGeometry) -> BaseGeometry:
    """A limit that runs along the shore goes; one that ends there keeps its last metres."""
    parted = shapely.difference(line, wet)
    if parted.is_empty or parted.length < line.length - 3 * COAST_M:
        return parted
    return shapely.intersection(line, land)
