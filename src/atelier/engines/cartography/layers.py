"""The layers of the map, bottom to top, each a group of the SVG. Widths are mm on an A3 held in the hands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.cartography.frame import Frame
from atelier.engines.cartography.ground import Feature, Ground
from atelier.engines.cartography.hills import Contour, Hills, hills_under, rounded_line
from atelier.engines.cartography.inks import Inks
from atelier.engines.cartography.svg import group, path, picture, tag

BLEED_MM = 4.0  # drawn beyond the frame, so that strokes do not end on its edge
ROADS = {"motorway": 1.5, "main": 0.95, "secondary": 0.7, "street": 0.5, "track": 0.25}
ROAD_CLASS_OTHERWISE = "main"


@dataclass(frozen=True)
class Sheet:
    """What every layer needs: the ground, where it lies, with which inks, how strong lines are."""

    ground: Ground
    frame: Frame
    inks: Inks
    hills: Hills | None = None
    contours: list[Contour] = field(default_factory=list)
    strength: float = 1.0

    def features(self, layer: str) -> list[Feature]:
        """Features of a layer in mm, cut a little beyond the frame."""
        area = self.frame.ground.buffer(BLEED_MM * self.frame.metres_per_mm, join_style="mitre")
        found = self.ground.within(layer, area)
        if not found:
            return []
        shapes = self.frame.to_mm(np.asarray([shape for shape, _ in found], dtype=object))
        return [(shape, said) for shape, (_, said) in zip(shapes.tolist(), found, strict=True)]

    def shapes(self, layer: str) -> list[BaseGeometry]:
        return [shape for shape, _ in self.features(layer)]


def sheet_of(ground: Ground, frame: Frame, inks: Inks, *, strength: float) -> Sheet:
    hills = hills_under(frame, ground.relief) if ground.relief is not None else None
    return Sheet(ground, frame, inks, hills, hills.contours() if hills else [], strength)


def paper(sheet: Sheet) -> str:
    """The sheet itself, then the photograph or the shaded hills."""
    frame, inks = sheet.frame, sheet.inks
    width, height = frame.width_mm, frame.height_mm
    parts = [tag("rect", {"width": width, "height": height, "fill": inks.paper})]
    if not inks.fills and sheet.ground.photograph is not None:
        west, south, east, north = sheet.ground.photograph.bbox
        (x0, y0), (x1, y1) = frame.point_mm(west, north), frame.point_mm(east, south)
        veiled = 255 - inks.photograph_strength * (255 - sheet.ground.photograph.pixels.astype(np.float32))
        parts.append(picture(veiled.astype(np.uint8), x=x0, y=y0, width=x1 - x0, height=y1 - y0, quality=82))
    elif inks.hills and sheet.hills is not None:
        parts.append(picture(sheet.hills.picture(inks.hills, inks.paper), x=0, y=0, width=width, height=height))
    return group("paper", parts)


def tints(sheet: Sheet) -> str:
    """What covers the ground: neighbours under a veil, zones, woods, floods, built-up land."""
    inks = sheet.inks
    if not inks.fills:
        return ""
    veiled = [shape for shape, said in sheet.features("communes") if said.get("role") != "coeur"]
    zoned: dict[str, list[BaseGeometry]] = {}
    for shape, said in sheet.features("plu"):
        zoned.setdefault(str(said.get("zone")), []).append(shape)
    veil = inks.veil_strength * (0.5 if inks.hills else 1)
    parts = [path(veiled, fill=inks.veil, fill_opacity=veil)]
    parts += [
        path(zoned[zone], fill=colour, fill_opacity=inks.zone_strength, stroke=colour, stroke_width=0.15)
        for zone, colour in inks.zones.items()
        if zone in zoned
    ]
    soft = 0.5 if inks.hills else 1.0
    parts.append(path(sheet.shapes("woods"), fill=inks.woods, fill_opacity=soft, fill_rule="evenodd"))
    if inks.zones:
        parts.append(path(sheet.shapes("flood"), fill=inks.flood, fill_opacity=0.5, fill_rule="evenodd"))
    if not (inks.zones and zoned):  # the urban zones say it already
        parts.append(path(sheet.shapes("built"), fill=inks.built, fill_opacity=0.85 * soft, fill_rule="evenodd"))
    return group("tints", parts)


def protected(sheet: Sheet) -> str:
    """Protected land: a light green over the ground, a fine edge; never over water or roads."""
    shapes = sheet.shapes("protected")
    if not shapes or not (sheet.inks.zones or sheet.inks.hills):
        return ""
    ink = sheet.inks.protected
    return group(
        "protected",
        [path(shapes, fill=ink, fill_opacity=0.14, fill_rule="evenodd"),
         path(shapes, fill="none", stroke=ink, stroke_width=0.18 * sheet.strength, stroke_opacity=0.6)],
    )  # fmt: skip


def contour_lines(sheet: Sheet) -> str:
    thin = [line for contour in sheet.contours if not contour.is_index for line in contour.lines]
    strong = [line for contour in sheet.contours if contour.is_index for line in contour.lines]
    opacity = 0.75 if sheet.inks.hills else None
    return group(
        "contours",
        [path(thin, stroke=sheet.inks.contour, stroke_width=0.14 * sheet.strength),
         path(strong, stroke=sheet.inks.contour_index, stroke_width=0.26 * sheet.strength)],
        fill="none", stroke_linejoin="round", opacity=opacity,
    )  # fmt: skip


def sea(sheet: Sheet) -> str:
    """Strips that narrow towards the shore, like the water lines of old charts; depths; the shore itself."""
    inks, parts = sheet.inks, []
    if inks.fills:
        for shape, said in sorted(sheet.features("sea"), key=lambda feature: int(feature[1].get("band", 0))):
            band = min(int(said.get("band", 0)), len(inks.sea) - 1)
            parts.append(path([shape], fill=inks.sea[band], fill_rule="evenodd"))
        depths = [shape for shape, said in sheet.features("contours") if said.get("sea")]
        parts.append(path(depths, fill="none", stroke=inks.depth, stroke_width=0.14, stroke_dasharray="1.6 0.8"))
    width = 0.32 * sheet.strength
    parts.append(path(sheet.shapes("shore"), fill="none", stroke=inks.shore, stroke_width=width))
    return group("sea", parts, stroke_linejoin="round")


def streams(sheet: Sheet) -> str:
    """Rivers, named streams, ditches: three widths."""
    widths = {"river": 0.75, "named": 0.5, "ditch": 0.22}
    lines: dict[str, list[BaseGeometry]] = {kind: [] for kind in widths}
    for shape, said in sheet.features("streams"):
        kind = "river" if said.get("kind") == "river" else "named" if said.get("name") else "ditch"
        lines[kind] += [rounded_line(part) for part in shapely.get_parts(shape).tolist()]
    parts = [
        path(lines[kind], stroke=sheet.inks.water, stroke_width=width * sheet.strength)
        for kind, width in sorted(widths.items(), key=lambda entry: entry[1])
    ]
    return group("streams", parts, fill="none", stroke_linejoin="round", stroke_linecap="round")


def roads(sheet: Sheet) -> str:
    """All casings first, then all surfaces, so that crossings open into each other."""
    lines: dict[str, list[BaseGeometry]] = {}
    for shape, said in sheet.features("roads"):
        kind = str(said.get("kind"))
        lines.setdefault(kind if kind in ROADS else ROAD_CLASS_OTHERWISE, []).append(shape)
    fit = sheet.strength * float(np.clip((20_000 / sheet.frame.scale) ** 0.5, 0.55, 1.5))
    present = [(lines[kind], width * fit) for kind, width in reversed(ROADS.items()) if kind in lines]
    casings = [path(shapes, stroke=sheet.inks.road_casing, stroke_width=width) for shapes, width in present]
    surfaces = [
        path(shapes, stroke=sheet.inks.road, stroke_width=width - 0.36 * sheet.strength)
        for shapes, width in present
        if width > 0.45
    ]
    return group("roads", [*casings, *surfaces], fill="none", stroke_linejoin="round", stroke_linecap="round")


def defences(sheet: Sheet) -> str:
    parts = []
    for state, ink in sheet.inks.defence.items():
        lines = [shape for shape, said in sheet.features("defences") if said.get("state") == state]
        parts.append(path(lines, stroke=ink, stroke_width=0.45 * sheet.strength))
    return group("defences", parts, fill="none")


def limits(sheet: Sheet) -> str:
    """Communes, groupings, departments; a soft band along the limit of the site's own communes."""
    lines: dict[str, list[BaseGeometry]] = {}
    for shape, said in sheet.features("limits"):
        lines.setdefault(str(said.get("kind")), []).append(shape)
    ink, core, strength = sheet.inks.limit, sheet.inks.limit_core, sheet.strength
    between = lines.get("epci", []) + lines.get("department", [])
    own = _joined(lines.get("core", []))
    return group(
        "limits",
        [path(own, stroke=core, stroke_width=1.9 * strength, stroke_opacity=0.16),
         path(_joined(lines.get("commune", [])), stroke=ink, stroke_width=0.2 * strength,
              stroke_dasharray=_dashes(strength, 2.4, 0.7, 0.35, 0.7)),
         path(_joined(between), stroke=ink, stroke_width=0.3 * strength,
              stroke_dasharray=_dashes(strength, 3, 0.7, 0.4, 0.7, 0.4, 0.7)),
         path(own, stroke=core, stroke_width=0.42 * strength, stroke_dasharray=_dashes(strength, 3.4, 0.8, 0.5, 0.8))],
        fill="none", stroke_linejoin="round",
    )  # fmt: skip


def _joined(lines: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Long lines: dashes would start again at each piece."""
    parts = [part for line in lines for part in shapely.get_parts(line).tolist() if part.geom_type == "LineString"]
    return [shapely.line_merge(shapely.union_all(parts))] if parts else []


def _dashes(strength: float, *lengths_mm: float) -> str:
    return " ".join(f"{length * strength:.2f}" for length in lengths_mm)


DRAWN = (paper, tints, contour_lines, protected, sea, streams, roads, defences, limits)
