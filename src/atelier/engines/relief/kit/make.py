"""From a ground to a kit: layers, sheets, files and instructions."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from atelier.engines.relief.ground import Ground
from atelier.engines.relief.kit.drawing import Drawn, drawn, sheet_svg
from atelier.engines.relief.kit.dxf import write_dxf
from atelier.engines.relief.kit.layers import Layer, layers_of
from atelier.engines.relief.kit.nesting import MARGIN_MM, Laid, nest
from atelier.engines.relief.kit.notice import write_notice
from atelier.engines.relief.notes import SLIVERS, Note
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused
from atelier.engines.relief.sheets import write_pdf
from atelier.engines.relief.stopwatch import Stopwatch
from atelier.engines.relief.words import FRENCH, Words, number, trimmed

LEAST_SHEET_MM, LEAST_SIZE_MM = 60.0, 5.0
MAX_PIECES, MAX_SHEETS = 4000, 400


@dataclass(frozen=True)
class KitOptions:
    """scale: 5000 for 1:5000. thickness_mm: of the cardboard. layers: how many, instead of the exaggeration."""

    scale: float
    thickness_mm: float = 2.0
    format_mm: tuple[float, float] = (600.0, 400.0)
    exaggeration: float = 1.0
    layers: int = 0
    is_sea_flat: bool = False
    title: str = ""
    words: Words = field(default=FRENCH)


@dataclass(frozen=True)
class Kit:
    """waste: share of the cardboard that is not in a piece, from 0 to 1."""

    files: tuple[Path, ...]
    layers: tuple[Layer, ...]
    laid: tuple[Laid, ...]
    interval_m: float
    exaggeration: float
    waste: float
    notes: tuple[str, ...]

    @property
    def sheets(self) -> int:
        return 1 + max(one.sheet for one in self.laid)


def make_kit(ground: Ground, options: KitOptions, out: Path, watch: Stopwatch | None = None) -> Kit:
    """Write the sheets (`out`; numbered when there are several SVG or DXF) and `…-notice.pdf`. Raises ReliefRefused."""
    watch = watch or Stopwatch()
    _checked(out, options)
    if options.is_sea_flat:
        ground = ground.with_flat_sea()
    check_size(ground, options)
    interval = _interval_m(ground, options)
    room = (options.format_mm[0] - 2 * MARGIN_MM, options.format_mm[1] - 2 * MARGIN_MM)
    with watch("cut the layers"):
        layers = layers_of(ground, scale=options.scale, interval_m=interval, piece_mm=room)
        pieces = [piece for layer in layers for piece in layer.pieces]
        if len(pieces) > MAX_PIECES:
            raise ReliefRefused(ReliefCode.TOO_MANY_PIECES, count=len(pieces), limit=MAX_PIECES)
        if not pieces:
            raise _too_small(ground, options)
        _room_for(sum(float(piece.shape.area) for piece in pieces), options)
    with watch("nest the pieces"):
        laid = nest(pieces, options.format_mm)
        count = 1 + max(one.sheet for one in laid)
        sheets = [drawn([one for one in laid if one.sheet == sheet]) for sheet in range(count)]
    used = sum(float(piece.shape.area) for piece in pieces)
    waste = 1 - used / (count * options.format_mm[0] * options.format_mm[1])
    with watch("write the sheets"):
        files = _written(out, sheets, options)
    exaggeration = options.thickness_mm * options.scale / 1000 / interval
    notice = out.with_name(f"{out.stem}-notice.pdf")
    with watch("write the instructions"):
        facts = _facts(ground, layers, count, interval, waste, options)
        title = options.title
        write_notice(notice, layers, sheets, options.format_mm, title=title, facts=facts, words=options.words)
    notes = (*ground.notes, *_notes(layers))
    return Kit((*files, notice), tuple(layers), tuple(laid), interval, exaggeration, waste, notes)


def _checked(out: Path, options: KitOptions) -> None:
    if out.suffix not in {".svg", ".dxf", ".pdf"}:
        raise ReliefRefused(ReliefCode.FORMAT, suffix=out.suffix or out.name, choices=".svg, .dxf, .pdf")
    if min(options.format_mm) < LEAST_SHEET_MM:
        least = f"{LEAST_SHEET_MM:g}"
        raise ReliefRefused(ReliefCode.BED_TOO_SMALL, bed=f"{min(options.format_mm):g}", least=least)


def check_size(ground: Ground, options: KitOptions) -> None:
    """Raises ReliefRefused, before anything is cut: no ground, too small for hands, or a warehouse of sheets."""
    if np.isnan(ground.span_m()[0]):
        raise ReliefRefused(ReliefCode.ALL_UNKNOWN)
    if min(ground.width_m, ground.depth_m) * 1000 / options.scale < LEAST_SIZE_MM:
        raise _too_small(ground, options)
    _room_for(float(ground.footprint.area) * (1000 / options.scale) ** 2, options)


def _too_small(ground: Ground, options: KitOptions) -> ReliefRefused:
    width, depth = (f"{side * 1000 / options.scale:.1f}" for side in (ground.width_m, ground.depth_m))
    return ReliefRefused(ReliefCode.TOO_SMALL, width=width, depth=depth)


def _room_for(area_mm2: float, options: KitOptions) -> None:
    count = math.ceil(area_mm2 / (options.format_mm[0] * options.format_mm[1]))
    if count > MAX_SHEETS:
        raise ReliefRefused(ReliefCode.TOO_MANY_SHEETS, count=count, limit=MAX_SHEETS)


def _interval_m(ground: Ground, options: KitOptions) -> float:
    """Metres of ground in one sheet of cardboard."""
    if not options.layers:
        return options.thickness_mm * options.scale / 1000 / options.exaggeration
    low, high = ground.span_m()
    span = high - low
    if span <= 0 or options.layers < 2:
        raise ReliefRefused(ReliefCode.FLAT)
    interval = span / options.layers
    while math.ceil((high - math.floor(low / interval) * interval) / interval - 1e-9) > options.layers:
        interval *= 1.002  # the base starts at a whole number of layers: a little thicker, and the count is right
    return interval


def _written(out: Path, sheets: list[Drawn], options: KitOptions) -> list[Path]:
    count, words = len(sheets), options.words
    titles = [words.sheet % {"number": index + 1, "count": count} for index in range(count)]
    if out.suffix == ".pdf":
        pages = [
            (sheet_svg(sheet, options.format_mm, title), *options.format_mm, title)
            for sheet, title in zip(sheets, titles, strict=True)
        ]
        write_pdf(out, pages, title=options.title or words.kit_title)
        return [out]
    paths = []
    for index, sheet in enumerate(sheets):
        path = out if count == 1 else out.with_name(f"{out.stem}-{index + 1:02d}{out.suffix}")
        if out.suffix == ".svg":
            path.write_text(sheet_svg(sheet, options.format_mm, titles[index]), encoding="utf-8")
        else:
            write_dxf(path, sheet)
        paths.append(path)
    return paths


def _facts(ground: Ground, layers: list[Layer], sheets: int, interval: float, waste: float, options: KitOptions) -> str:
    words = options.words
    to_mm = 1000 / options.scale
    return words.kit_facts % {
        "scale": number(options.scale, words), "width": f"{ground.width_m * to_mm:.0f}",
        "depth": f"{ground.depth_m * to_mm:.0f}", "layers": len(layers), "sheets": sheets,
        "thickness": trimmed(options.thickness_mm, words), "interval": trimmed(round(interval, 2), words),
        "format": " × ".join(trimmed(side, words) for side in options.format_mm), "waste": f"{100 * waste:.0f}",
    }  # fmt: skip


def _notes(layers: list[Layer]) -> tuple[str, ...]:
    dropped = sum(layer.dropped_mm2 for layer in layers)
    if dropped < 1:
        return ()
    return (Note(SLIVERS, area=f"{dropped:.0f}"),)
