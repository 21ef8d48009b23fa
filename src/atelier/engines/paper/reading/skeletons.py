"""A skeleton of pixels as edges between nodes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Node = int
Pixel = tuple[int, int]
STRAIGHT = ((0, 1), (1, 0), (0, -1), (-1, 0))
DIAGONAL = ((1, 1), (1, -1), (-1, -1), (-1, 1))
SPUR_WIDTHS, SPUR_MM = 0.9, 0.8


@dataclass(eq=False)
class Edge:
    """path: n, 2 (x, y) in mm; nodes: what it joins, None for a loop without any."""

    path: NDArray[np.float64]
    width_mm: float
    nodes: tuple[Node, Node] | None


def edges_of(skeleton: NDArray[np.bool_], thick_px: NDArray[np.float32], px_per_mm: float) -> list[Edge]:
    """thick_px: distance to the edge of the ink. Junctions closer than the ink is wide are one; spurs are dropped."""
    rows, cols = np.nonzero(skeleton)
    pixels = set(zip(rows.tolist(), cols.tolist(), strict=True))
    near = {pixel: list(_neighbours(pixel, pixels)) for pixel in pixels}
    nodes = {pixel: rank for rank, pixel in enumerate(sorted(p for p in pixels if len(near[p]) != 2))}
    traced = [_measured(run, nodes, thick_px, px_per_mm) for run in _runs(near, set(nodes))]
    return _merged(_pruned(_merged(traced)))


def _neighbours(pixel: Pixel, pixels: set[Pixel]) -> Iterator[Pixel]:
    """Pixels that touch; those by a corner only where no side leads there."""
    row, col = pixel
    for dr, dc in STRAIGHT:
        if (row + dr, col + dc) in pixels:
            yield row + dr, col + dc
    for dr, dc in DIAGONAL:
        if (row + dr, col + dc) in pixels and (row + dr, col) not in pixels and (row, col + dc) not in pixels:
            yield row + dr, col + dc


def _runs(near: dict[Pixel, list[Pixel]], nodes: set[Pixel]) -> Iterator[list[Pixel]]:
    """Pixels from node to node; then the loops that have none."""
    used: set[tuple[Pixel, Pixel]] = set()
    seen: set[Pixel] = set(nodes)
    for node in nodes:
        for first in near[node]:
            if (node, first) in used:
                continue
            run = [node, first]
            while run[-1] not in nodes:
                seen.add(run[-1])
                run.append(next(p for p in near[run[-1]] if p != run[-2]))
            used |= {(run[0], run[1]), (run[-1], run[-2])}
            yield run
    for pixel in near:
        if pixel in seen:
            continue
        run = [pixel, near[pixel][0]]
        while run[-1] != pixel:
            run.append(next(p for p in near[run[-1]] if p != run[-2]))
        seen |= set(run)
        yield run


def _measured(run: list[Pixel], nodes: dict[Pixel, Node], thick_px: NDArray[np.float32], px_per_mm: float) -> Edge:
    places = np.array(run)
    width = 2 * float(np.median(thick_px[places[:, 0], places[:, 1]])) / px_per_mm
    joins = (nodes[run[0]], nodes[run[-1]]) if run[0] in nodes else None
    return Edge((places[:, ::-1] + 0.5) / px_per_mm, width, joins)


def _length(edge: Edge) -> float:
    return float(np.hypot(*np.diff(edge.path, axis=0).T).sum())


def _degrees(edges: list[Edge]) -> dict[Node, int]:
    degrees: dict[Node, int] = {}
    for edge in edges:
        for node in edge.nodes or ():
            degrees[node] = degrees.get(node, 0) + 1
    return degrees


def _merged(edges: list[Edge]) -> list[Edge]:
    """Junctions joined by an edge shorter than the ink is wide become one."""
    degrees = _degrees(edges)
    same: dict[Node, Node] = {}

    def of(node: Node) -> Node:
        while node in same:
            node = same[node]
        return node

    kept = []
    for edge in sorted(edges, key=_length):
        inner = edge.nodes is not None and all(degrees[node] > 2 for node in edge.nodes)
        if edge.nodes and inner and _length(edge) < max(edge.width_mm, 0.5) and of(edge.nodes[0]) != of(edge.nodes[1]):
            same[of(edge.nodes[0])] = of(edge.nodes[1])
        else:
            kept.append(edge)
    for edge in kept:
        if edge.nodes is not None:
            edge.nodes = (of(edge.nodes[0]), of(edge.nodes[1]))
    return kept


def _pruned(edges: list[Edge]) -> list[Edge]:
    """Without the short branches that thinning leaves at the bumps of a felt stroke."""
    degrees = _degrees(edges)

    def is_spur(edge: Edge) -> bool:
        if edge.nodes is None or _length(edge) > max(SPUR_WIDTHS * edge.width_mm, SPUR_MM):
            return False
        ranks = sorted(degrees[node] for node in edge.nodes)
        return (ranks[0] == 1 and ranks[1] > 2) or edge.nodes[0] == edge.nodes[1]

    return [edge for edge in edges if not is_spur(edge)]
