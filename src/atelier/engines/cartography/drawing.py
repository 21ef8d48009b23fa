"""The map as one SVG: layers, grid crosses, drawings, names; all inside the frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from atelier.engines.cartography.frame import Frame
from atelier.engines.cartography.ground import Ground
from atelier.engines.cartography.inks import INKS, Inks, Style
from atelier.engines.cartography.layers import DRAWN, sheet_of
from atelier.engines.cartography.names import names_of
from atelier.engines.cartography.overlays import Overlay, overlay_group
from atelier.engines.cartography.placing import Written
from atelier.engines.cartography.svg import document, group, number, path_data, tag, text_of
from atelier.engines.typesetting.letters import FAMILY

A3_DIAGONAL_MM = 515.0
CROSS_MM = 2.2
GRID_STEPS_M = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)
GRID_APART_MM = 38.0
Said = dict[str, str | float | None]


@dataclass(frozen=True)
class DrawnMap:
    """svg: the whole document, in mm; names: what was written and where (mm); grid_m: step of the crosses;
    has_relief: whether heights are known somewhere under the frame; interval_m: between contour lines."""

    svg: str
    frame: Frame
    names: tuple[Written, ...]
    grid_m: int
    has_relief: bool
    interval_m: int | None


class NothingToDraw(ValueError):
    """The style needs something the ground does not hold."""


def draw_map(
    ground: Ground, frame: Frame, *, style: Style = "pale", overlays: Iterable[Overlay] = (), title: str = "Carte",
    strength: float | None = None, has_names: bool = True, kept_clear: Sequence[BaseGeometry] = (),
) -> DrawnMap:  # fmt: skip
    """The map of a frame. strength: 1 for a sheet held in the hands; larger sheets are read from further away.
    kept_clear: where something else is laid over the map, in mm: no name is written there.

    Raises NothingToDraw for the style photo when the ground has no photograph.
    """
    if style == "photo" and ground.photograph is None:
        raise NothingToDraw("photo")
    inks = INKS[style]
    sheet = sheet_of(ground, frame, inks, strength=strength or strength_for(frame))
    names = names_of(sheet, kept_clear) if has_names else []
    grid_m = grid_step_m(frame)
    inside = [layer(sheet) for layer in DRAWN]
    inside += [_crosses(frame, inks, grid_m), overlay_group(overlays, frame), _names(names, inks)]
    clip = tag("clipPath", {"id": "frame"}, tag("path", {"d": path_data([frame.paper])}))
    svg = document(
        frame.width_mm, frame.height_mm,
        [tag("defs", {}, clip), group("map", inside, clip_path="url(#frame)")], title=title,
    )  # fmt: skip
    return DrawnMap(
        svg, frame, tuple(names), grid_m, sheet.hills is not None, sheet.hills.interval_m if sheet.hills else None
    )


def strength_for(frame: Frame) -> float:
    """Lines and letters grow half as fast as the sheet."""
    return max(math.sqrt(math.hypot(frame.width_mm, frame.height_mm) / A3_DIAGONAL_MM), 0.8)


def grid_step_m(frame: Frame) -> int:
    """Metres between two crosses of the grid: a round number, far enough apart on paper."""
    least = GRID_APART_MM * frame.metres_per_mm
    return next((step for step in GRID_STEPS_M if step >= least), GRID_STEPS_M[-1])


def grid_lines_m(low_m: float, high_m: float, step_m: int) -> list[int]:
    """Multiples of the step between two coordinates."""
    return list(range(math.ceil(low_m / step_m) * step_m, math.floor(high_m) + 1, step_m))


def _crosses(frame: Frame, inks: Inks, step_m: int) -> str:
    """A small cross at each round coordinate: the map can be laid back exactly, by hand too."""
    west, south, east, north = frame.bbox
    arms = []
    for x_m in grid_lines_m(west, east, step_m):
        for y_m in grid_lines_m(south, north, step_m):
            x, y = frame.point_mm(x_m, y_m)
            arms.append(f"M{number(x - CROSS_MM)} {number(y)}h{number(2 * CROSS_MM)}")
            arms.append(f"M{number(x)} {number(y - CROSS_MM)}v{number(2 * CROSS_MM)}")
    if not arms:
        return ""
    cross = tag("path", {"d": "".join(arms), "fill": "none", "stroke": inks.text_soft, "stroke-width": 0.15})
    return group("grid", [cross], opacity=0.7)


def _names(names: list[Written], inks: Inks) -> str:
    """All the halos first, so that none bites its neighbour's letters.

    Twice rather than `paint-order`: PDF writers draw the stroke of a text over its fill.
    """
    halos = [_name(one, _halo(one, inks)) for one in names if one.letters.halo_mm]
    inked = [_name(one, {"fill": one.letters.ink}) + _dot(one) for one in names]
    return group("halos", halos, font_family=FAMILY, stroke_linejoin="round") + group(
        "names", inked, font_family=FAMILY
    )


def _halo(one: Written, inks: Inks) -> Said:
    width = one.letters.halo_mm * 2
    return {"fill": inks.halo, "stroke": inks.halo, "stroke-width": width, "opacity": inks.halo_strength}


def _name(one: Written, ink: Said) -> str:
    letters = one.letters
    said: Said = {
        "font-size": letters.size_mm,
        "font-style": "italic" if letters.face == "italic" else None,
        "font-weight": "700" if letters.face == "bold" else None,
        **ink,
    }
    if one.is_curved:
        return _curved(one, said)
    said |= {"letter-spacing": letters.spacing_em * letters.size_mm or None, "text-anchor": "middle"}
    turn = one.angles_deg[0]
    parts = []
    for line, (x, y) in zip(one.lines, one.places, strict=False):
        middle = x + letters.spacing_em * letters.size_mm / 2  # the last letter carries its space too
        turned = f"rotate({number(turn)} {number(x)} {number(y)})" if turn else None
        parts.append(tag("text", {**said, "x": middle, "y": y, "transform": turned}, text_of(line)))
    return "".join(parts)


def _dot(one: Written) -> str:
    if one.kind != "summit":
        return ""
    x, y = one.places[-1]
    return tag("circle", {"cx": x, "cy": y, "r": 0.32, "fill": one.letters.ink})


def _curved(one: Written, said: Said) -> str:
    """A letter at each place, turned with the line."""
    where = {
        "x": " ".join(number(x) for x, _ in one.places),
        "y": " ".join(number(y) for _, y in one.places),
        "rotate": " ".join(number(angle) for angle in one.angles_deg),
    }
    return tag("text", {**said, **where}, text_of(one.lines[0]))
