"""From a ground to a block diagram on a sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.block.faces import (
    LEAST_SKIRT_MM,
    draw_distances,
    draw_faces,
    draw_ladder,
    faces_of,
    foot_m,
)
from atelier.engines.relief.block.furniture import draw_title, heading, north_arrow
from atelier.engines.relief.block.horizon import Picture, Scene, picture_of
from atelier.engines.relief.block.labels import ROW_MM, Label, draw_labels, place_labels
from atelier.engines.relief.block.options import BlockOptions
from atelier.engines.relief.block.relief_layer import draw_relief
from atelier.engines.relief.block.strokes import draped, laid, nice_interval
from atelier.engines.relief.block.styles import STYLES, Style, colour_of
from atelier.engines.relief.block.tones import overlay_areas
from atelier.engines.relief.block.view import View
from atelier.engines.relief.ground import Floats, Ground
from atelier.engines.relief.notes import FILLED, UNNAMED, Note
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.relief.shapes import Overlay, absent_from
from atelier.engines.relief.sheets import write_pdf, write_png
from atelier.engines.relief.stopwatch import Stopwatch
from atelier.engines.relief.svg import Group, area_d, document, line_d
from atelier.engines.relief.svg import Path as Drawn
from atelier.engines.terrain.blend import fill_unknown

PAGES = {"A3": (420.0, 297.0), "A4": (297.0, 210.0)}
MARGIN_MM, FOOT_MM, HEAD_MM = 12.0, 26.0, 26.0
LADDER_MM = 16.0
LEAST_SPAN_M = 1.0  # flatter ground is drawn with the rulings of a metre
MAX_LEVELS = 400  # more on a sheet are a grey


@dataclass(frozen=True)
class Block:
    """A drawing: its SVG, its size in mm, what it shows in one sentence, what to know of it."""

    svg: str
    width_mm: float
    height_mm: float
    title: str
    text: str
    notes: tuple[str, ...]


def make_block(ground: Ground, options: BlockOptions, out: Path, watch: Stopwatch | None = None) -> Block:
    """Write `out` (.svg, .pdf or .png). Raises ReliefRefused."""
    watch = watch or Stopwatch()
    if out.suffix not in {".svg", ".pdf", ".png"}:
        raise ReliefRefused(ReliefCode.FORMAT, suffix=out.suffix or out.name, choices=".svg, .pdf, .png")
    block = draw_block(ground, options, watch)
    sheet = (block.svg, block.width_mm, block.height_mm, block.text)
    with watch("write"):
        if out.suffix == ".svg":
            out.write_text(block.svg, encoding="utf-8")
        elif out.suffix == ".pdf":
            write_pdf(out, [sheet], title=block.title)
        else:
            write_png(out, sheet)
    return block


def draw_block(ground: Ground, options: BlockOptions, watch: Stopwatch) -> Block:
    style, (width, height) = STYLES[options.style], PAGES[options.page]
    bed, notes = _known(ground)
    has_sea = bool((bed.heights_m < options.sea_level_m - 0.5).any())
    sea_m = options.sea_level_m if has_sea else None
    surface = bed.with_flat_sea(options.sea_level_m) if has_sea else bed
    span = max(float(np.ptp(surface.heights_m)), LEAST_SPAN_M)
    interval, rung = _interval_m(options, span), nice_interval(span, 6)
    with watch("set up the view"):
        view, foot = _view(surface, bed, options, (width, height), rung)
        scene = Scene.of(surface, view)
        picture = picture_of(scene)
    with watch("draw the relief"):
        relief = draw_relief(scene, picture, bed, style, options, interval, sea_m)
        faces = faces_of(bed, view)
        cut = draw_faces(faces, view, style, foot, sea_m, rung / 2)
    with watch("drape the overlays"):
        draped_layers = [
            _overlay(scene, picture, overlay, style, colour_of(overlay, index, style))
            for index, overlay in enumerate(options.overlays)
        ]
    low = float(np.floor(float(bed.heights_m.min()) / rung) * rung)
    with watch("letter"):
        placed, left_out = place_labels(scene, _labels(options), (MARGIN_MM, MARGIN_MM, width - MARGIN_MM, height))
        scales = Group("scales").add(
            draw_ladder(faces, view, style, low, float(surface.heights_m.max()), rung, options.words),
            draw_distances(faces, view, style, foot, options.words),
            north_arrow(view, style, (width - MARGIN_MM - 14, height - MARGIN_MM - 10), options.words),
        )
        head = heading(view, options.words, interval if (options.lines or style.lines) == "contours" else 0.0)
        title = draw_title(options.title, head, options.credit, style, (MARGIN_MM, height - MARGIN_MM), width)
    notes = (*notes, *absent_from(ground.rectangle, options.overlays))
    if left_out:
        notes = (*notes, Note(UNNAMED, names=", ".join(left_out)))
    paper = Group("paper").add(Drawn(area_d([shapely.box(0, 0, width, height)]), fill=style.paper))
    layers = [paper, relief, cut, *draped_layers, draw_labels(placed, style), scales, title]
    with watch("write"):
        name = options.title or "Bloc-diagramme"
        svg = document(layers, width_mm=width, height_mm=height, title=name, text=head)
    return Block(svg, width, height, name, head, (*ground.notes, *notes))


def _interval_m(options: BlockOptions, span_m: float) -> float:
    """Between contours or rows of hachures. Raises ReliefRefused."""
    interval = options.interval_m or nice_interval(span_m, 18)
    if span_m / interval > MAX_LEVELS:
        raise ReliefRefused(ReliefCode.TOO_MANY_LINES, count=int(span_m / interval), limit=MAX_LEVELS)
    return interval


def _known(ground: Ground) -> tuple[Ground, tuple[str, ...]]:
    unknown = int(np.count_nonzero(np.isnan(ground.heights_m)))
    if unknown == ground.heights_m.size:
        raise ReliefRefused(ReliefCode.ALL_UNKNOWN)
    if not unknown:
        return ground, ()
    return replace(ground, heights_m=fill_unknown(ground.heights_m)), (Note(FILLED, count=unknown),)


def _view(
    surface: Ground, bed: Ground, options: BlockOptions, page: tuple[float, float], rung: float
) -> tuple[View, float]:
    """The view that fills the page, and the height of the underside: never thinner than LEAST_SKIRT_MM."""
    plain = View.of(surface, options.azimuth_deg, options.tilt_deg, options.exaggeration)
    foot = foot_m(bed, rung / 2)
    rows = 2.5 * ROW_MM if options.labels or any(overlay.names for overlay in options.overlays) else 0.0
    box = (MARGIN_MM + LADDER_MM, MARGIN_MM + rows, page[0] - MARGIN_MM - 6, page[1] - MARGIN_MM - FOOT_MM)
    for _ in range(3):
        view = plain.fitted(_extent(surface, foot), box)
        thin = LEAST_SKIRT_MM / (view.mm_per_m * view.rise)
        lower = float(np.floor((float(bed.heights_m.min()) - thin) / (rung / 2)) * rung / 2)
        if lower >= foot:
            break
        foot = lower
    return view, foot


def _extent(ground: Ground, foot: float) -> Floats:
    """Points whose drawing bounds that of the block: a coarse surface and the foot of the corners."""
    stride = max(1, max(ground.rows, ground.columns) // 160)
    rows = np.unique([*range(0, ground.rows, stride), ground.rows - 1])
    columns = np.unique([*range(0, ground.columns, stride), ground.columns - 1])
    places = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2).astype(np.float64)
    corners = np.array(ground.rectangle.exterior.coords)[:4]
    return np.concatenate([draped(ground, places), np.column_stack([corners, np.full(4, foot)])])


def _overlay(scene: Scene, picture: Picture, overlay: Overlay, style: Style, colour: str) -> Group:
    """Areas as a light wash with their outline, lines as lines; what the relief hides is left out."""
    ground = scene.ground
    cut = overlay.within(ground.rectangle)
    group = Group(f"overlay:{overlay.name}")
    if style.area_opacity:
        group.add(Drawn(area_d(overlay_areas(scene, picture, cut)), fill=colour, opacity=style.area_opacity))
    edges: list[BaseGeometry] = [ring for area in cut.areas for ring in (area.exterior, *area.interiors)]
    outlines = scene.seen(_laid(ground, edges))
    lines = scene.seen(_laid(ground, list(cut.lines)))
    group.add(Drawn(line_d(outlines), stroke=colour, width_mm=style.overlay_mm * 0.6, opacity=0.8))
    if lines:
        group.add(Drawn(line_d(lines), stroke=style.paper, width_mm=style.overlay_mm * 2.6, opacity=0.75))
        group.add(Drawn(line_d(lines), stroke=colour, width_mm=style.overlay_mm))
    return group


def _laid(ground: Ground, lines: list[BaseGeometry]) -> list[Floats]:
    """Lines of a plan laid on the ground, with a point every two thirds of a step."""
    kept = [line for line in lines if line.length > 0]
    dense = [shapely.segmentize(line, ground.step_m / 1.5) for line in kept]
    return laid(ground, [shapely.get_coordinates(line) for line in dense], in_metres=True)


def _labels(options: BlockOptions) -> list[Label]:
    """Those asked for, then the named points of the overlays."""
    found = list(options.labels)
    for overlay in options.overlays:
        for shape, name in zip(overlay.shapes, overlay.names or ("",) * len(overlay.shapes), strict=True):
            if name and isinstance(shape, shapely.Point):
                found.append(Label(name, shape.x, shape.y))
    return found
