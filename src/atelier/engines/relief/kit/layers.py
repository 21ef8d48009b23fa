"""The layers of a kit and their pieces: what to cut, what to score, where the pins go."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.ground import Floats, Ground
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.relief.shapes import Area, areas_of, polygons_of

MAX_LAYERS = 120
SMOOTH_MM = 0.04
LEAST_PIECE_MM2, LEAST_HOLE_MM2, LEAST_WIDTH_MM = 16.0, 6.0, 1.6
GLUE_INSET_MM = 2.5
PIN_MM, PIN_EDGE_MM, PIN_APART_MM = 3.0, 4.0, 12.0


@dataclass
class Piece:
    """One part to cut, in mm on the plan of the model (y upwards). pins: centres of its registration holes.

    covered: what the next layer hides of it; scores: outline of that layer on it; glue: how far to spread glue;
    label_at: where its number is engraved.
    """

    layer: int
    name: str
    shape: shapely.Polygon
    covered: Area = field(default_factory=shapely.MultiPolygon)
    scores: list[shapely.LineString] = field(default_factory=list)
    glue: list[shapely.LineString] = field(default_factory=list)
    pins: list[tuple[float, float]] = field(default_factory=list)
    label_at: tuple[float, float] = (0.0, 0.0)
    label_mm: float = 0.0


@dataclass(frozen=True)
class Layer:
    """What stands at or above `level_m`. dropped_mm2: slivers too small to cut, left out."""

    number: int
    level_m: float
    region: Area
    pieces: tuple[Piece, ...]
    dropped_mm2: float


def layers_of(ground: Ground, *, scale: float, interval_m: float, piece_mm: tuple[float, float]) -> list[Layer]:
    """From the base upwards, one layer every `interval_m`. piece_mm: the largest piece a sheet takes.

    Raises ReliefRefused when there would be one layer alone, or too many.
    """
    low, high = ground.span_m()
    base = math.floor(low / interval_m + 1e-9) * interval_m
    count = math.ceil((high - base) / interval_m - 1e-9)
    if count < 2:
        raise ReliefRefused(ReliefCode.FLAT)
    if count > MAX_LAYERS:
        raise ReliefRefused(ReliefCode.TOO_MANY_LAYERS, count=count, limit=MAX_LAYERS)
    levels = [base + number * interval_m for number in range(count)]
    regions = _regions(ground, levels, 1000 / scale)
    layers: list[Layer] = []
    for number, (level, region) in enumerate(zip(levels, regions, strict=True), start=1):
        following = regions[number] if number < count else shapely.MultiPolygon()
        layers.append(_layer(number, level, region, following, piece_mm, layers[-1] if layers else None))
    for layer in layers:  # last: a layer pierces the one under it
        for piece in layer.pieces:
            _place_label(piece)
    return layers


def _regions(ground: Ground, levels: list[float], mm_per_m: float) -> list[Area]:
    """Where the ground stands at or above each level, islands and holes kept, in mm."""
    from contourpy import FillType, contour_generator

    step = ground.step_m * mm_per_m
    x, y = np.arange(ground.columns) * step, np.arange(ground.rows - 1, -1, -1) * step
    z = np.ma.masked_invalid(ground.heights_m.astype(np.float64))
    generator = contour_generator(x, y, z, fill_type=FillType.OuterOffset)
    top = float(z.max()) + 1.0
    regions = [
        _joined(*generator.filled(level if index else float(z.min()) - 1.0, top)) for index, level in enumerate(levels)
    ]
    if ground.outline is None:
        return regions
    south = ground.north_m - ground.depth_m
    outline = shapely.transform(ground.outline, lambda at: (at - (ground.west_m, south)) * mm_per_m)
    return [areas_of(region.intersection(outline)) for region in regions]


def _joined(outlines: list[Floats], offsets: list[Floats]) -> Area:
    polygons = []
    for points, offset in zip(outlines, offsets, strict=True):
        rings = [points[offset[index] : offset[index + 1]] for index in range(len(offset) - 1)]
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    return areas_of(shapely.make_valid(shapely.MultiPolygon(polygons)).simplify(SMOOTH_MM))


def _layer(
    number: int, level: float, region: Area, following: Area, piece_mm: tuple[float, float], below: Layer | None
) -> Layer:
    shapes, dropped = _cuttable(region, number, piece_mm)
    named = sorted(shapes, key=lambda shape: -float(shape.area))
    pieces = [Piece(number, f"{number}{_letters(index)}", shape) for index, shape in enumerate(named)]
    for piece in pieces:
        shapely.prepare(piece.shape)
        covered = piece.covered = areas_of(following.intersection(piece.shape))
        piece.scores = _lines(following.boundary.intersection(piece.shape.buffer(-0.05)))
        inner = areas_of(covered.buffer(-GLUE_INSET_MM))
        piece.glue = [ring for part in polygons_of(inner) for ring in (part.exterior, *part.interiors)]
        if below is not None:
            _pin(piece, covered, below)
    return Layer(number, level, region, tuple(pieces), dropped)


def _cuttable(region: Area, number: int, piece_mm: tuple[float, float]) -> tuple[list[shapely.Polygon], float]:
    """Pieces no larger than a sheet, slivers dropped; joints shift from one layer to the next as in a brick wall."""
    kept, dropped = [], 0.0
    for polygon in polygons_of(region):
        for part in _split(_without_pinholes(polygon), number, piece_mm):
            is_thin = part.area < LEAST_PIECE_MM2 or part.buffer(-LEAST_WIDTH_MM / 2).is_empty
            if is_thin:
                dropped += float(part.area)
            else:
                kept.append(part)
    return kept, dropped


def _without_pinholes(polygon: shapely.Polygon) -> shapely.Polygon:
    holes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area >= LEAST_HOLE_MM2]
    return shapely.Polygon(polygon.exterior, holes)


def _split(polygon: shapely.Polygon, number: int, piece_mm: tuple[float, float]) -> list[shapely.Polygon]:
    left, low, right, high = polygon.bounds
    width, depth = right - left, high - low
    long, short = max(piece_mm), min(piece_mm)
    if max(width, depth) <= long and min(width, depth) <= short:
        return [polygon]
    size = (long, short) if width >= depth else (short, long)
    shift = 0.5 if number % 2 == 0 else 0.0
    parts = []
    for x in np.arange(left - shift * size[0], right, size[0]):
        for y in np.arange(low - shift * size[1], high, size[1]):
            parts += polygons_of(polygon.intersection(shapely.box(x, y, x + size[0], y + size[1])))
    return parts


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _lines(shape: BaseGeometry) -> list[shapely.LineString]:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString" and part.length > 0.3]
    merged = shapely.line_merge(shapely.MultiLineString(parts)) if parts else shapely.MultiLineString()
    return list(shapely.get_parts(merged))


def _place_label(piece: Piece) -> None:
    """The number goes off the holes, where the next layer hides it if there is room, else at the heart of the piece."""
    holes = shapely.union_all([shapely.Point(pin).buffer(PIN_MM * 0.7) for pin in piece.pins])
    for area, least in (
        (areas_of(piece.covered.difference(holes)), 3.0), (areas_of(piece.shape.difference(holes)), 2.0),
        (piece.shape, 0.0),
    ):  # fmt: skip
        if area.is_empty:
            continue
        largest = max(polygons_of(area), key=lambda part: float(part.area))
        circle = shapely.maximum_inscribed_circle(largest, tolerance=0.5)
        if circle.length > least:
            x, y = shapely.get_coordinates(circle)[0]
            piece.label_at, piece.label_mm = (float(x), float(y)), min(5.0, float(circle.length) * 0.8)
            return


def _pin(piece: Piece, covered: Area, below: Layer) -> None:
    """Two holes as far apart as can be, under the next layer if there is room; the same ones in the layer below."""
    supports = [part for part in below.pieces if part.shape.intersects(piece.shape)]
    taken = shapely.union_all([shapely.Point(pin).buffer(2 * PIN_MM) for part in supports for pin in part.pins])
    floor = shapely.union_all([part.shape.buffer(-PIN_EDGE_MM) for part in supports])
    for area in (covered, piece.shape):
        room = area.buffer(-PIN_EDGE_MM).intersection(floor).difference(taken)
        pins = _two_apart(room)
        if pins:
            break
    piece.pins += pins
    for support in supports:
        support.pins += [pin for pin in pins if shapely.contains_xy(support.shape, *pin)]


def _two_apart(room: BaseGeometry) -> list[tuple[float, float]]:
    points = shapely.get_coordinates(areas_of(room).simplify(0.5))
    if not len(points):
        return []
    middle = points.mean(axis=0)
    first = points[np.argmax(np.hypot(*(points - middle).T))]
    second = points[np.argmax(np.hypot(*(points - first).T))]
    ends = [first] if np.hypot(*(second - first)) < PIN_APART_MM else [first, second]
    return [(float(x), float(y)) for x, y in ends]
