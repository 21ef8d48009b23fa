"""The map of the actions: numbered shapes over the ground of the site, as vectors, for pages and for paper."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from atelier.common.kept import kept_drawing
from atelier.engines.cartography.frame import LAMBERT_93, Frame, scale_that_holds
from atelier.engines.cartography.svg import document, path_data, tag
from atelier.roadmaps.inks import INKS
from atelier.territories.errors import SiteNotBuilt

ROOM, LEAST_M = 1.25, 900.0
GROUND_VERSION = 2  # of what is drawn: grounds kept are drawn again when it grows
MOST_GROUNDS = 200  # kept: a third of a megabyte each
BADGE_MM, STEP_MM, TURNS = 3.0, 1.6, 90
ROUND_BARS_M = (50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 50_000, 100_000)


@dataclass(frozen=True)
class Placed:
    """What is drawn of an action: its number, its place, the rank of its axis, where it leads.

    place: GeoJSON (WGS 84) written as text (geojson_text), so that a drawing already made can be known again.
    """

    label: str
    title: str
    place: str
    axis: int
    url: str = ""

    @property
    def number(self) -> str:
        """3 of A-3: what the disc on the map holds."""
        return self.label.removeprefix("A-")

    @property
    def ink(self) -> str:
        return INKS[self.axis % len(INKS)]


@dataclass(frozen=True)
class Mark:
    """A shape in mm, and where its number stands."""

    placed: Placed
    areas: str
    lines: str
    points: list[tuple[float, float]]
    x: float
    y: float
    anchor: tuple[float, float]

    @property
    def dots(self) -> str:
        """The points as one path of lines without length, round at both ends."""
        return "".join(f"M{x} {y}h0" for x, y in self.points)

    @property
    def is_apart(self) -> bool:
        """Whether its number had to move away from it."""
        return math.dist((self.x, self.y), self.anchor) > BADGE_MM


def geojson_text(place: Mapping[str, Any]) -> str:
    return msgspec.json.encode(place).decode()


def frame_of(places: Iterable[str], width_mm: float, height_mm: float) -> Frame | None:
    """The frame that holds them with room around, at a round scale; None where nothing has a place, or too far."""
    shapes = shapes_of(places)
    if not len(shapes):
        return None
    move = Transformer.from_crs(4326, LAMBERT_93, always_xy=True)
    west, south, east, north = move.transform_bounds(*shapely.total_bounds(shapes))
    if not all(map(math.isfinite, (west, south, east, north))):
        return None
    centre = ((west + east) / 2, (south + north) / 2)
    across, up = max((east - west) * ROOM, LEAST_M), max((north - south) * ROOM, LEAST_M)
    around = (centre[0] - across / 2, centre[1] - up / 2, centre[0] + across / 2, centre[1] + up / 2)
    try:
        return Frame.around(centre, scale_that_holds(around, width_mm, height_mm), width_mm, height_mm)
    except ValueError:
        return None


def marks_of(actions: Sequence[Placed], frame: Frame) -> list[Mark]:
    """Shapes in mm on the frame; each number at a free spot as near as can be to what it names."""
    move = Transformer.from_crs(4326, frame.crs, always_xy=True)
    taken = np.empty((0, 2))
    marks = []
    laid = shapely.transform(
        shapes_of(one.place for one in actions), lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1]))
    )
    for one, metres in zip(actions, laid, strict=True):
        placed: BaseGeometry = frame.to_mm(metres)
        parts = shapely.get_parts(placed).tolist()
        point = placed.representative_point()
        anchor = (float(point.x), float(point.y))
        x, y = _free_spot(anchor, taken, frame)
        taken = np.vstack([taken, (x, y)])
        marks.append(
            Mark(
                one,
                path_data([part for part in parts if part.geom_type == "Polygon"]),
                path_data([part for part in parts if part.geom_type == "LineString"]),
                [(round(part.x, 2), round(part.y, 2)) for part in parts if part.geom_type == "Point"],
                x,
                y,
                (round(anchor[0], 2), round(anchor[1], 2)),
            )
        )
    return marks


def marks_svg(marks: Sequence[Mark], frame: Frame, *, title: str) -> str:
    """The shapes alone as a document, to be laid over the ground on paper, with the scale bar."""
    parts = [_shape(one) for one in marks] + [_number(one) for one in marks] + [_bar(frame)]
    return document(frame.width_mm, frame.height_mm, parts, title=title)


def bar_m(frame: Frame) -> int:
    """The longest round length, in metres, that takes at most a quarter of the map."""
    most = frame.width_mm / 4 * frame.metres_per_mm
    return max((size for size in ROUND_BARS_M if size <= most), default=ROUND_BARS_M[0])


def bar_words(frame: Frame) -> str:
    size = bar_m(frame)
    return f"{size // 1000} km" if size >= 1000 and size % 1000 == 0 else f"{size} m"


def bar_box(frame: Frame) -> BaseGeometry:
    """Where the scale bar and its words are, in mm."""
    length = bar_m(frame) / frame.metres_per_mm
    return shapely.box(0, frame.height_mm - 10.5, 4 + max(length, 14) + 2, frame.height_mm)


def ground_svg(site: str, frame: Frame) -> str:
    """The ground under a frame, drawn once. Raises SiteUnknown, NothingToDraw."""
    said = f"{GROUND_VERSION} {site} {frame.bbox} {frame.width_mm} {frame.height_mm} {frame.crs}"
    return kept_drawing("roadmaps", said, lambda: _drawn(site, frame), most=MOST_GROUNDS).decode()


def _drawn(site: str, frame: Frame) -> bytes:
    from atelier.engines.cartography import draw_map
    from atelier.sheets.again import ground_kept
    from atelier.territories.page_ground import page_ground

    try:
        ground = page_ground(site, frame)
    except SiteNotBuilt:  # its data may be here all the same: six seconds, once
        ground = ground_kept(site)
    return draw_map(ground, frame, style="pale", kept_clear=[bar_box(frame)]).svg.encode()


def shapes_of(places: Iterable[str]) -> NDArray[np.object_]:
    """GeoJSON read at once: an action may lie where forty drawings do."""
    return np.asarray(shapely.from_geojson(list(places)), dtype=object)


def _free_spot(anchor: tuple[float, float], taken: NDArray[np.float64], frame: Frame) -> tuple[float, float]:
    """The first place of a spiral around `anchor` where a number hides no other."""
    turn = np.arange(TURNS)
    reach = STEP_MM * np.sqrt(turn) * 1.3
    x, y = anchor[0] + reach * np.cos(turn * 2.4), anchor[1] + reach * np.sin(turn * 2.4)
    is_free = (x > BADGE_MM) & (x < frame.width_mm - BADGE_MM) & (y > BADGE_MM) & (y < frame.height_mm - BADGE_MM)
    apart = np.hypot(x[:, np.newaxis] - taken[:, 0], y[:, np.newaxis] - taken[:, 1])
    is_free &= (apart > 2.15 * BADGE_MM).all(axis=1)
    if not is_free.any():
        return round(anchor[0], 2), round(anchor[1], 2)
    first = int(is_free.argmax())
    return round(float(x[first]), 2), round(float(y[first]), 2)


def _bar(frame: Frame) -> str:
    """A scale bar in the lower left corner, white under black so that it reads on any ground."""
    length, y = bar_m(frame) / frame.metres_per_mm, frame.height_mm - 3
    line = f"M4 {y - 1.2:.2f}V{y:.2f}H{4 + length:.2f}V{y - 1.2:.2f}"
    said: dict[str, str | float | None] = {
        "x": 4, "y": y - 2.2, "font-family": "Atkinson Hyperlegible Next", "font-size": 3.2,
    }  # fmt: skip
    words = bar_words(frame)
    halo = {**said, "fill": "none", "stroke": "#ffffff", "stroke-width": 0.9}
    return "".join(
        [
            tag("path", {"d": line, "fill": "none", "stroke": "#ffffff", "stroke-width": 1.4}),
            tag("path", {"d": line, "fill": "none", "stroke": "#2a2926", "stroke-width": 0.5}),
            tag("text", halo, words),
            tag("text", {**said, "fill": "#2a2926"}, words),
        ]
    )


def _shape(one: Mark) -> str:
    ink = one.placed.ink
    parts = []
    if one.areas:
        parts.append(
            tag("path", {"d": one.areas, "fill": ink, "fill-opacity": 0.2, "stroke": ink, "stroke-width": 0.7})
        )
    if one.lines:
        parts.append(tag("path", {"d": one.lines, "fill": "none", "stroke": ink, "stroke-width": 1.1}))
    parts += [
        tag("circle", {"cx": x, "cy": y, "r": 1.3, "fill": ink, "stroke": "#ffffff", "stroke-width": 0.3})
        for x, y in one.points
    ]
    return "".join(parts)


def _number(one: Mark) -> str:
    ink = one.placed.ink
    parts = []
    if one.is_apart:
        (x1, y1), x2, y2 = one.anchor, one.x, one.y
        parts.append(tag("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke": ink, "stroke-width": 0.4}))
    parts.append(
        tag("circle", {"cx": one.x, "cy": one.y, "r": BADGE_MM, "fill": ink, "stroke": "#ffffff", "stroke-width": 0.5})
    )
    said: dict[str, str | float | None] = {
        "x": one.x, "y": one.y + 1.15, "text-anchor": "middle", "font-family": "Atkinson Hyperlegible Next",
        "font-size": 3.2, "font-weight": "700", "fill": "#ffffff",
    }  # fmt: skip
    return "".join(parts) + tag("text", said, one.placed.number)
