"""Ink as paths: a skeleton, its junctions crossed straight on, its gaps joined."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.reading.shapes import Path
from atelier.engines.paper.reading.skeletons import Edge, Node, edges_of
from atelier.engines.paper.reading.thinning import thinned

LOOK_MM = 3.0  # how far along a path its direction is taken
STRAIGHT_DEG, GAP_MM, CLOSING_MM = 62.0, 6.5, 8.0
WING_MM = (1.5, 9.0)


@dataclass
class Stroke:
    """One movement of the hand. is_closed: it comes back to its start; arrows: heads at its start, at its end."""

    path: Path
    width_mm: float
    is_closed: bool = False
    arrows: list[bool] = field(default_factory=lambda: [False, False])

    @property
    def length_mm(self) -> float:
        return length_of(self.path)


def strokes_of(mask: NDArray[np.bool_], px_per_mm: float) -> list[Stroke]:
    """Strokes of one pen on a raster whose top left corner is the origin; mm."""
    thick = cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 5)
    edges = edges_of(thinned(mask), thick, px_per_mm)
    tips = _without_wings(edges)
    return [_stroke(chain, tips) for chain in _chains(edges)]


def length_of(path: Path) -> float:
    return float(np.hypot(*np.diff(path, axis=0).T).sum())


def joined(strokes: list[Stroke]) -> list[Stroke]:
    """Dashes and interrupted strokes as one, the surest first; outlines left open by a few mm are closed."""
    strokes = list(strokes)
    while True:
        found = _best_joint(strokes)
        if found is None:
            return strokes
        _, first, first_end, second, second_end = found
        if first == second:
            strokes[first].is_closed = True
            continue
        strokes[first] = _bound(strokes[first], first_end, strokes[second], second_end)
        del strokes[second]


def _best_joint(strokes: list[Stroke]) -> tuple[float, int, int, int, int] | None:
    ends = [(at, end) for at, one in enumerate(strokes) if not one.is_closed for end in (0, 1)]
    if not ends:
        return None
    places = np.array([strokes[at].path[-end] for at, end in ends])
    best = None
    for i, (first, first_end) in enumerate(ends):
        near = np.hypot(*(places[i + 1 :] - places[i]).T)
        for j in np.nonzero(near <= CLOSING_MM)[0]:
            second, second_end = ends[i + 1 + int(j)]
            cost = _joint_cost(strokes[first], first_end, strokes[second], second_end, float(near[j]), first == second)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, first, first_end, second, second_end)
    return best


def _joint_cost(one: Stroke, one_end: int, two: Stroke, two_end: int, gap: float, is_same: bool) -> float | None:
    if is_same and (one.length_mm < 5 * gap or one.length_mm < 14):
        return None
    if not is_same and gap > GAP_MM:
        return None
    if max(one.width_mm, two.width_mm) > 2.4 * min(one.width_mm, two.width_mm):
        return None
    out, into = heading(one.path, one_end), heading(two.path, two_end)
    across = (two.path[-two_end] - one.path[-one_end]) / max(gap, 1e-6)
    if gap < 0.8:
        turn = _angle(out, -into)
        return gap + 0.02 * turn if turn < 70 else None
    turns = (_angle(out, across), _angle(into, -across))
    most = 60 if is_same or gap < 2 else 38
    if max(turns) > most:
        return None
    return gap * (1 + sum(turns) / 40)


def _bound(one: Stroke, one_end: int, two: Stroke, two_end: int) -> Stroke:
    first, first_arrows = (one.path, one.arrows) if one_end == 1 else (one.path[::-1], one.arrows[::-1])
    second, second_arrows = (two.path, two.arrows) if two_end == 0 else (two.path[::-1], two.arrows[::-1])
    share = one.length_mm / (one.length_mm + two.length_mm + 1e-9)
    width = share * one.width_mm + (1 - share) * two.width_mm
    return Stroke(np.concatenate([first, second]), width, False, [first_arrows[0], second_arrows[1]])


def heading(path: Path, end: int) -> NDArray[np.float64]:
    """Unit direction in which a path leaves by its start (0) or its end (1)."""
    line = path if end == 1 else path[::-1]
    far = np.cumsum(np.hypot(*np.diff(line[::-1], axis=0).T))
    back = line[::-1][min(int(np.searchsorted(far, LOOK_MM)) + 1, len(line) - 1)]
    away = line[-1] - back
    return np.asarray(away / max(float(np.hypot(*away)), 1e-9))


def _angle(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    return float(np.degrees(np.arccos(np.clip(a @ b, -1, 1))))


def _by_node(edges: list[Edge]) -> dict[Node, list[tuple[int, int]]]:
    ends: dict[Node, list[tuple[int, int]]] = {}
    for at, edge in enumerate(edges):
        if edge.nodes is not None:
            for end in (0, 1):
                ends.setdefault(edge.nodes[end], []).append((at, end))
    return ends


def _without_wings(edges: list[Edge]) -> set[tuple[int, int]]:
    """Takes the heads of arrows away from `edges`; the ends, among those left, that wear one."""
    ends = _by_node(edges)
    gone: set[int] = set()
    tips: list[tuple[Edge, int]] = []
    for here in ends.values():
        if len(here) != 3 or len({at for at, _ in here}) != 3:
            continue
        ranked = sorted(here, key=lambda one: -length_of(edges[one[0]].path))
        main, wings = ranked[0], ranked[1:]
        if length_of(edges[main[0]].path) < 1.6 * length_of(edges[wings[0][0]].path):
            continue
        if all(_is_wing(edges, ends, wing, main) for wing in wings):
            gone |= {at for at, _ in wings}
            tips.append((edges[main[0]], main[1]))
    kept = [edge for at, edge in enumerate(edges) if at not in gone]
    edges[:] = kept
    return {(next(at for at, edge in enumerate(kept) if edge is one), end) for one, end in tips if one in kept}


def _is_wing(
    edges: list[Edge], ends: dict[Node, list[tuple[int, int]]], wing: tuple[int, int], main: tuple[int, int]
) -> bool:
    edge = edges[wing[0]]
    if edge.nodes is None or not WING_MM[0] <= length_of(edge.path) <= WING_MM[1]:
        return False
    is_free = len(ends[edge.nodes[1 - wing[1]]]) == 1
    return is_free and _angle(heading(edge.path, wing[1]), heading(edges[main[0]].path, main[1])) < 72


Chain = tuple[list[tuple[Edge, int, int]], bool]  # edges, the end by which each is entered, their rank; is closed


def _chains(edges: list[Edge]) -> list[Chain]:
    """Edges that follow each other straight through junctions."""
    partner: dict[tuple[int, int], tuple[int, int]] = {}
    for met in _by_node(edges).values():
        pairs = sorted(
            (_angle(heading(edges[a[0]].path, a[1]), -heading(edges[b[0]].path, b[1])), a, b)
            for i, a in enumerate(met)
            for b in met[i + 1 :]
        )
        for turn, a, b in pairs:
            if a not in partner and b not in partner and (turn < STRAIGHT_DEG or len(met) == 2):
                partner[a], partner[b] = b, a
    done: set[int] = set()
    chains: list[Chain] = []
    starts = [(at, end) for at in range(len(edges)) for end in (0, 1) if (at, end) not in partner]
    for start in [*starts, *((at, 0) for at in range(len(edges)))]:
        if start[0] in done:
            continue
        chain: list[tuple[Edge, int, int]] = []
        here, is_closed = start, False
        while here[0] not in done:
            done.add(here[0])
            chain.append((edges[here[0]], here[1], here[0]))
            following = partner.get((here[0], 1 - here[1]))
            if following is None:
                break
            here = following
            is_closed = here == start
        chains.append((chain, is_closed or edges[start[0]].nodes is None))
    return chains


def _stroke(chain: Chain, tips: set[tuple[int, int]]) -> Stroke:
    parts, is_closed = chain
    path = np.concatenate([edge.path if entered == 0 else edge.path[::-1] for edge, entered, _ in parts])
    lengths = np.array([length_of(edge.path) + 0.01 for edge, _, _ in parts])
    width = float(np.average([edge.width_mm for edge, _, _ in parts], weights=lengths))
    (_, first_end, first), (_, last_entered, last) = parts[0], parts[-1]
    return Stroke(path, width, is_closed, [(first, first_end) in tips, (last, 1 - last_entered) in tips])
