"""What is engraved under a tile: its number, the north, the scale, the title."""

from __future__ import annotations

import shapely
from shapely import affinity
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from atelier.engines.relief.model.cut import QUANTUM_MM
from atelier.engines.relief.shapes import polygons_of
from atelier.engines.relief.strokes import ADVANCE, UNITS, lettering

PEN_MM = 1.0
HEIGHTS_MM = {"name": 12.0, "text": 6.0}
LEAST_HEIGHT_MM = 3.5
FILL = 0.7  # part of the tile's width the letters may take
GAP = 0.7  # between lines, in heights of letters


def underside(
    plan: BaseGeometry, name: str, title: str, scale: float, exaggeration: float
) -> tuple[shapely.Polygon, ...]:
    """Areas to sink into the underside, seen from above: hence mirrored, to be read once the tile is turned over."""
    largest = max(polygons_of(plan), key=lambda part: float(part.area))
    centre = shapely.maximum_inscribed_circle(largest)
    middle = shapely.get_coordinates(centre)[0]
    radius = shapely.length(centre)
    vertical = f"Z X{exaggeration:g}" if exaggeration != 1 else ""
    lines = [(name, "name"), (title, "text"), (f"1:{scale:.0f}", "text"), (vertical, "text")]
    drawn = _stack([(text, kind) for text, kind in lines if text], radius)
    if drawn is None:
        return ()
    mirrored = affinity.scale(drawn, xfact=-1, origin=(0, 0))
    placed = affinity.translate(mirrored, middle[0], middle[1])
    exact = shapely.set_precision(placed, QUANTUM_MM)
    return tuple(orient(polygon) for polygon in polygons_of(exact))


def _stack(lines: list[tuple[str, str]], radius_mm: float) -> BaseGeometry | None:
    """Lines of text centred on the origin under an arrow to the north, small enough for a circle."""
    heights = []
    for text, kind in lines:
        widest = FILL * 2 * radius_mm / (len(text) * ADVANCE / UNITS)
        heights.append(min(HEIGHTS_MM[kind], widest))
    arrow_mm = 12.0
    total = sum(heights) * (1 + GAP) + arrow_mm
    shrink = min(1.0, FILL * 2 * radius_mm / total)
    if min(heights) * shrink < LEAST_HEIGHT_MM:
        return None
    y = total / 2
    parts = [affinity.translate(_arrow(arrow_mm), 0, y - arrow_mm)]
    y -= arrow_mm
    for (text, _), height in zip(lines, heights, strict=True):
        y -= height * (1 + GAP)
        parts.append(affinity.translate(lettering(text, height_mm=height), 0, y))
    strokes = affinity.scale(shapely.union_all(parts), shrink, shrink, origin=(0, 0))
    area = strokes.buffer(PEN_MM / 2, quad_segs=4)
    return area.buffer(0.2, quad_segs=2).buffer(-0.2, quad_segs=2).simplify(0.02)


def _arrow(height_mm: float) -> shapely.MultiLineString:
    """A shaft with its head and the letter N beside it."""
    top, head = height_mm, height_mm / 4
    shaft = shapely.MultiLineString(
        [[(0, 0), (0, top)], [(-head, top - 1.4 * head), (0, top), (head, top - 1.4 * head)]]
    )
    letter = affinity.translate(lettering("N", height_mm=height_mm / 2.4), head + height_mm / 3, 0)
    return shapely.MultiLineString([*shaft.geoms, *letter.geoms])
