"""The preview's map: what will be drawn over the outlines of the communes, as an SVG without script or style."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from shapely.geometry.base import BaseGeometry

from atelier.common.geometry import Bounds
from atelier.engines.exchange.reading import Part
from atelier.engines.journal.trace import positions

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 960, 420, 900
MOST_DRAWN = 6_000
PAPER, GROUND, EDGE, INK = "#e9f0f1", "#fbf7ec", "#b9ae97", "#5d574c"
LEAST_DEG, MARGIN = 0.02, 0.15


@dataclass(frozen=True)
class Frame:
    """Degrees to pixels: Mercator's shape is near enough at the size of a site (a cosine)."""

    bounds: Bounds
    height: float

    @classmethod
    def of(cls, bounds: Bounds) -> Frame:
        west, south, east, north = bounds
        shape = (north - south) / ((east - west) * math.cos(math.radians((south + north) / 2)))
        return cls(bounds, min(max(WIDTH * shape, LEAST_HEIGHT), MOST_HEIGHT))

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        west, south, east, north = self.bounds
        across = (east - west) * math.cos(math.radians((south + north) / 2))
        scale = min(WIDTH / across, self.height / (north - south))
        x = WIDTH / 2 + (longitude - (west + east) / 2) * math.cos(math.radians((south + north) / 2)) * scale
        return x, self.height / 2 + ((south + north) / 2 - latitude) * scale


def draw_picture(
    parts: Sequence[Part], *, colors: Mapping[str, str], communes: Iterable[tuple[str, BaseGeometry]], bounds: Bounds
) -> tuple[bytes, int]:
    """(SVG, how many parts it shows): all, or evenly chosen ones when there are more than MOST_DRAWN.

    colors: shape → #rrggbb. communes: (name, outline), the most populated first. bounds: what to show, in degrees.
    """
    frame = Frame.of(bounds)
    step = max(1, math.ceil(len(parts) / MOST_DRAWN))
    shown = parts[::step]
    outlines = list(communes)
    body = [_outline(frame, outline) for _, outline in outlines]
    for shape in ("area", "stroke", "mark"):
        body += [_part(frame, part, colors[shape]) for part in shown if part.shape == shape]
    body += [_name(frame, name, outline) for name, outline in outlines[:12]]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {frame.height:.0f}" '
        f'width="{WIDTH}" height="{frame.height:.0f}"><rect width="100%" height="100%" fill="{PAPER}"/>'
    )
    return (head + "".join(body) + "</svg>").encode(), len(shown)


def bounds_to_show(parts: Iterable[Part], site: Bounds, most: Bounds) -> Bounds:
    """Around what lies on the map, with room; the site where nothing does. Degrees."""
    west, south, east, north = most
    places = [pair for part in parts for pair in list(positions(part.trace))[:: max(1, len(part.trace) // 100)]]
    near = [(x, y) for x, y in places if west <= x <= east and south <= y <= north]
    if not near:
        return site
    longitudes, latitudes = [x for x, _ in near], [y for _, y in near]
    across = max((max(longitudes) - min(longitudes)) * MARGIN, LEAST_DEG)
    along = max((max(latitudes) - min(latitudes)) * MARGIN, LEAST_DEG)
    return min(longitudes) - across, min(latitudes) - along, max(longitudes) + across, max(latitudes) + along


def _outline(frame: Frame, outline: BaseGeometry) -> str:
    polygons = getattr(outline, "geoms", [outline])
    path = "".join(_path(frame, polygon.exterior.coords) + "Z" for polygon in polygons)
    return f'<path d="{path}" fill="{GROUND}" stroke="{EDGE}" stroke-width="1"/>'


def _part(frame: Frame, part: Part, color: str) -> str:
    places = list(positions(part.trace))
    if part.shape == "mark":
        x, y = frame.pixel(*places[0])
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{color}" stroke="#fff" stroke-width="1"/>'
    path = _path(frame, places)
    if part.shape == "area":
        return f'<path d="{path}Z" fill="{color}" fill-opacity=".22" stroke="{color}" stroke-width="2"/>'
    return f'<path d="{path}" fill="none" stroke="{color}" stroke-width="2.5" stroke-linecap="round"/>'


def _path(frame: Frame, places: Iterable[Sequence[float]]) -> str:
    """Positions that fall on the same pixel are said once."""
    words: list[str] = []
    last = ""
    for place in places:
        x, y = frame.pixel(place[0], place[1])
        word = f"{x:.0f} {y:.0f}"
        if word != last:
            words.append(word)
        last = word
    if len(words) == 1:
        words *= 2  # a dot is a line to itself
    return "M" + "L".join(words)


def _name(frame: Frame, name: str, outline: BaseGeometry) -> str:
    place = outline.representative_point()
    x, y = frame.pixel(place.x, place.y)
    if not (60 < x < WIDTH - 60 and 20 < y < frame.height - 20):
        return ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="middle" font-family="sans-serif" font-size="15" fill="{INK}" '
        f'stroke="{GROUND}" stroke-width="3" paint-order="stroke">{escape(name)}</text>'
    )
