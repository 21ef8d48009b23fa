"""What is written on the map, how large, and where it may go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from atelier.engines.cartography.hills import rounded_line
from atelier.engines.cartography.layers import Sheet
from atelier.engines.cartography.placing import Board, Letters, Written, along, level
from atelier.engines.typesetting.letters import Face, width_em

EDGE_MM = 1.5
# rank of a commune → size in mm, spacing in ems
COMMUNES = {1: (6.2, 0.1), 2: (4.6, 0.06), 3: (3.7, 0.03), 4: (3.3, 0.02)}
RIVER_MM, STREAM_MM, CONTOUR_MM, SPOT_MM = 3.3, 2.8, 2.1, 2.3
RIVER_AGAIN_MM, CONTOUR_AGAIN_MM = 150.0, 110.0
SPOT_APART_MM = 34.0
LEAST_COMMUNE_MM2 = 160.0
SEA_ANGLES = (-24.0, -16.0, -8.0, 0.0, 8.0, 16.0, 24.0, -32.0, 32.0)


def names_of(sheet: Sheet, kept_clear: Sequence[BaseGeometry] = ()) -> list[Written]:
    """Every name in its place: sea, communes from the largest, rivers, summits, heights of the contour lines."""
    avoided = [shape for layer in ("shore", "roads", "streams") for shape in _parts(sheet.shapes(layer))]
    board = Board(sheet.frame.paper.buffer(-EDGE_MM, join_style="mitre"), avoided, taken=list(kept_clear))
    _seas(sheet, board)
    _communes(sheet, board, own=True)
    _rivers(sheet, board)
    _communes(sheet, board, own=False)
    _summits(sheet, board)
    _heights(sheet, board)
    return board.written


def _parts(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    return list(shapely.get_parts(np.asarray(shapes, dtype=object)).tolist()) if shapes else []


def _seas(sheet: Sheet, board: Board) -> None:
    """The sea's name, once, wide and slanted, wholly on the water."""
    names = [str(said["name"]) for shape, said in sheet.ground.layers.get("places", ()) if said.get("kind") == "mer"]
    water = [shape for shape, said in sheet.features("sea") if not said.get("band")]
    if not names or not water:
        return
    open_sea = shapely.intersection(shapely.union_all(shapely.make_valid(water)), board.area).buffer(-2)
    if open_sea.is_empty:
        return
    middles = (_roomiest(open_sea), open_sea.centroid, open_sea.representative_point())
    for size in (9.0, 7.0, 5.2, 4.2):
        letters = Letters("italic", size * sheet.strength, sheet.inks.sea_text, spacing_em=0.42, halo_mm=0)
        fits = [
            (float(rank), one)
            for middle in middles
            for rank, angle in enumerate(SEA_ANGLES)
            for one in [level((names[0],), letters, middle.x, middle.y, kind="sea", angle_deg=angle)]
            if open_sea.contains(one.box)
        ]
        if board.write_best(fits):
            return


def _communes(sheet: Sheet, board: Board, *, own: bool) -> None:
    """Communes whose visible part is large enough to hold a name, by rank, then by population."""
    rank_of = {
        said["name"]: int(said.get("rank", 4))
        for _, said in sheet.ground.layers.get("places", ())
        if said.get("kind") == "commune"
    }
    seen = []
    for shape, said in sheet.features("communes"):
        visible = shapely.intersection(shapely.make_valid(shape), board.area)
        if visible.area >= LEAST_COMMUNE_MM2 * sheet.strength and (said.get("role") == "coeur") == own:
            seen.append((rank_of.get(said["name"], 4), -(said.get("population") or 0), visible, said))
    for rank, _, visible, said in sorted(seen, key=lambda entry: entry[:2]):
        _commune(sheet, board, visible, said, rank, own=own)


def _commune(
    sheet: Sheet, board: Board, visible: BaseGeometry, said: Mapping[str, Any], rank: int, *, own: bool
) -> None:
    size, spacing = COMMUNES[rank]
    ink = sheet.inks.text if own else sheet.inks.text_soft
    for shrink in (1.0, 0.88):
        face: Face = "bold" if rank <= 2 and own else "regular"
        size_mm = size * sheet.strength * shrink * (1 if own else 0.9)
        letters = Letters(face, size_mm, ink, spacing_em=spacing, halo_mm=0.22 * size_mm)
        if board.write_best(_commune_places(str(said["name"]), letters, visible)):
            return


def _commune_places(name: str, letters: Letters, visible: BaseGeometry) -> Iterator[tuple[float, Written]]:
    """Around the middle of the largest circle inside; a name that leaves its commune costs dear."""
    centre = _roomiest(visible)
    shapely.prepare(visible)
    for lines in dict.fromkeys([(name,), _in_two(name)]):
        breadth = max(width_em(line, letters.face, spacing_em=letters.spacing_em) for line in lines) * letters.size_mm
        for across in (0.0, -0.35, 0.35, -0.7, 0.7):
            for down in (0.0, -1.2, 1.2, -2.4, 2.4, -4, 4):
                x, y = centre.x + across * breadth, centre.y + down * letters.size_mm
                one = level(lines, letters, x, y, kind="commune")
                outside = 1 - shapely.intersection(visible, one.box).area / one.box.area
                if outside < 0.45:
                    yield 40 * outside + 1.5 * abs(across) + 0.6 * abs(down) + (1.5 if len(lines) > 1 else 0), one


def _roomiest(area: BaseGeometry) -> Point:
    """The centre of the largest circle inside: where there is room to write."""
    return Point(shapely.get_coordinates(shapely.maximum_inscribed_circle(np.asarray([area]), 0.5))[0])


def _in_two(name: str) -> tuple[str, ...]:
    """A long name on two lines, cut after a hyphen or at a space nearest to the middle; articles stay with nouns."""
    cuts = [at + 1 for at, letter in enumerate(name) if letter in "- " and 3 <= at < len(name) - 3]
    if len(name) < 12 or not cuts:
        return (name,)
    at = min(cuts, key=lambda cut: abs(cut - len(name) / 2))
    return name[:at].strip(), name[at:].strip()


def _rivers(sheet: Sheet, board: Board) -> None:
    """Names along the water, again on long rivers."""
    for shape, said in sheet.features("streams"):
        if not said.get("name"):
            continue
        is_river = said.get("kind") == "river"
        size = (RIVER_MM if is_river else STREAM_MM) * sheet.strength
        letters = Letters("italic", size, sheet.inks.water_text, spacing_em=0.07, halo_mm=0.2 * size)
        for line in _softened(shape, size):
            for stretch in _stretches(line, RIVER_AGAIN_MM * sheet.strength):
                if _is_far(board, str(said["name"]), stretch, RIVER_AGAIN_MM * sheet.strength * 0.6):
                    board.write_best(along(str(said["name"]), letters, stretch, kind="stream", above=True))


def _softened(shape: BaseGeometry, size_mm: float) -> Iterator[LineString]:
    """The line a name follows: that of the water without its small bends."""
    for part in shapely.get_parts(shape).tolist():
        if part.geom_type == "LineString" and part.length > size_mm * 4:
            yield rounded_line(shapely.simplify(part, size_mm * 0.45), passes=4)


def _stretches(line: LineString, most_mm: float) -> Iterator[LineString]:
    count = max(1, round(line.length / most_mm))
    for index in range(count):
        stretch = substring(line, index / count, (index + 1) / count, normalized=True)
        if isinstance(stretch, LineString):
            yield stretch


def _is_far(board: Board, text: str, line: LineString, distance_mm: float) -> bool:
    middle = shapely.line_interpolate_point(line, 0.5, normalized=True)
    return all(one.lines != (text,) or one.box.distance(middle) > distance_mm for one in board.written)


def _heights(sheet: Sheet, board: Board) -> None:
    """Heights on the strong contour lines, standing in the line."""
    size = CONTOUR_MM * sheet.strength
    letters = Letters("regular", size, sheet.inks.contour_text, spacing_em=0.03, halo_mm=0.35 * size)
    water = shapely.union_all([shapely.make_valid(shape) for shape in sheet.shapes("sea")])
    for contour in sheet.contours:
        if not contour.is_index:
            continue
        for line in contour.lines:
            dry = shapely.difference(line, water) if not water.is_empty else line
            for part in shapely.get_parts(dry).tolist():
                if part.length > 25 * sheet.strength:
                    _height(sheet, board, str(contour.height_m), letters, part)


def _height(sheet: Sheet, board: Board, text: str, letters: Letters, line: LineString) -> None:
    apart = CONTOUR_AGAIN_MM * sheet.strength
    for stretch in _stretches(line, apart):
        if _is_far(board, text, stretch, apart * 0.4):
            board.write_best(along(text, letters, stretch, kind="contour", above=False))


def _summits(sheet: Sheet, board: Board) -> None:
    """The highest points of the ground around, with a dot."""
    if sheet.hills is None:
        return
    size = SPOT_MM * sheet.strength
    letters = Letters("regular", size, sheet.inks.contour_text, halo_mm=0.3 * size)
    for x, y, height_m in _tops(sheet):
        text = f"{height_m:.0f}"
        half = width_em(text, letters.face) * size / 2
        candidates = [(0.0, x + half + 0.9, y), (0.3, x - half - 0.9, y), (0.6, x, y - size * 0.9)]
        board.write_best((cost, _with_dot(level((text,), letters, cx, cy, kind="summit"), x, y))
                         for cost, cx, cy in candidates)  # fmt: skip


def _with_dot(one: Written, x: float, y: float) -> Written:
    box = shapely.union(one.box, shapely.Point(x, y).buffer(0.4, quad_segs=2)).envelope
    return Written(one.lines, one.letters, (*one.places, (x, y)), one.angles_deg, box, one.kind)


def _tops(sheet: Sheet) -> Iterator[tuple[float, float, float]]:
    """Local maxima in mm and metres, the highest first: known, inside the frame, higher than what is around."""
    hills = sheet.hills
    assert hills is not None
    around = max(int(SPOT_APART_MM * sheet.strength * sheet.frame.metres_per_mm / hills.step_m), 3)
    from scipy import ndimage  # half a second to load: a command that draws no map waits for nothing

    highest = ndimage.maximum_filter(hills.filled, size=around)
    mean = ndimage.uniform_filter(hills.filled, size=around)
    tops = (hills.filled == highest) & hills.known & (hills.filled > mean + hills.interval_m)
    rows, cols = np.nonzero(tops)
    for index in np.argsort(-hills.filled[rows, cols]):
        x_m = hills.west_m + (cols[index] + 0.5) * hills.step_m
        y_m = hills.north_m - (rows[index] + 0.5) * hills.step_m
        x, y = sheet.frame.point_mm(float(x_m), float(y_m))
        yield x, y, float(hills.heights_m[rows[index], cols[index]])
