"""The page that says how to put the tiles of a map together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from atelier.engines.cartography import Frame, Ground, draw_map
from atelier.engines.paper.markers import Box
from atelier.engines.paper.numbers import spaced
from atelier.engines.paper.sheets import Sheet

SIDE_MM, HEAD_MM, FOOT_MM = 14.0, 25.0, 42.0  # around the plan, on an A3


def assembly_plan(sheets: Sequence[Sheet], ground: Ground) -> tuple[dict[str, Any], str]:
    """What the page needs, and its small map as an SVG. The tiles are drawn where they lie."""
    first = sheets[0]
    bbox = _around(sheets)
    box = _room(first, bbox)
    frame = Frame(bbox, box[2] - box[0], box[3] - box[1], first.frame.crs)
    drawn = draw_map(ground, frame, style=first.order.style, title="Plan d’assemblage", strength=0.8, has_names=False)
    tile = first.tile
    assert tile is not None
    step = first.frame.metres_per_mm
    return {
        "page": first.layout.page, "size": first.layout.size, "map": box, "label": first.sheet_id,
        "columns": tile.columns, "rows": tile.rows, "overlap": round(tile.overlap_mm),
        "names": [sheet.tile.name for sheet in sheets if sheet.tile], "scale": f"1:{spaced(first.scale)}",
        "tiles": [{"name": sheet.tile.name, "box": _placed(sheet, frame, box)} for sheet in sheets if sheet.tile],
        "whole_cm": [round((bbox[axis + 2] - bbox[axis]) / step / 10) for axis in (0, 1)],
    }, drawn.svg  # fmt: skip


def _around(sheets: Sequence[Sheet]) -> Box:
    boxes = [sheet.frame.bbox for sheet in sheets]
    west, south = (min(box[axis] for box in boxes) for axis in (0, 1))
    east, north = (max(box[axis] for box in boxes) for axis in (2, 3))
    return west, south, east, north


def _room(first: Sheet, bbox: Box) -> Box:
    """The largest box of the map's proportions between the title and the instructions."""
    width, height = first.layout.page
    size = first.layout.size
    across, up = width - 2 * SIDE_MM * size, height - (HEAD_MM + FOOT_MM) * size
    fit = min(across / (bbox[2] - bbox[0]), up / (bbox[3] - bbox[1]))
    x0, y0 = SIDE_MM * size, HEAD_MM * size
    return x0, y0, x0 + (bbox[2] - bbox[0]) * fit, y0 + (bbox[3] - bbox[1]) * fit


def _placed(sheet: Sheet, frame: Frame, box: Box) -> Box:
    west, south, east, north = sheet.frame.bbox
    (x0, y0), (x1, y1) = frame.point_mm(west, north), frame.point_mm(east, south)
    return box[0] + x0, box[1] + y0, box[0] + x1, box[1] + y1
