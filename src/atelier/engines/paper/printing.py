"""The page: what Typst is given. Vectors only, but for the relief and the photograph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from atelier.engines.cartography import DrawnMap, Ground, Overlay, draw_map
from atelier.engines.cartography.drawing import grid_lines_m
from atelier.engines.cartography.frame import LAMBERT_93
from atelier.engines.cartography.key import key_of
from atelier.engines.cartography.svg import document, group, number, path_data, tag
from atelier.engines.paper.assembly import assembly_plan
from atelier.engines.paper.markers import CELLS, dark_cells, marker_shape
from atelier.engines.paper.numbers import NO_BREAK, spaced
from atelier.engines.paper.sheets import Sheet
from atelier.engines.typesetting.letters import width_em
from atelier.engines.typesetting.typeset import typeset

LAYOUT = Path(__file__).with_name("sheet.typ")
BAR_STEPS_M = (10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 50_000, 100_000)
BAR_LEAST_MM = 11.0  # of one of the four parts of the scale bar, on an A3
EDGE_WORD_MM = 4.0  # half of a coordinate written along the frame
MM_PER_PT = 25.4 / 72


def print_sheet(sheet: Sheet, ground: Ground, *, overlays: Sequence[Overlay] = ()) -> bytes:
    """The PDF of one sheet."""
    return print_sheets([sheet], ground, overlays=overlays)


def print_sheets(sheets: Sequence[Sheet], ground: Ground, *, overlays: Sequence[Overlay] = ()) -> bytes:
    """One PDF for the sheet, or for all the tiles of a map, after their assembly plan.

    Raises cartography's NothingToDraw when the style wants a photograph the ground has not.
    """
    files: dict[str, str | bytes | Path] = {}
    pages = []
    for index, sheet in enumerate(sheets):
        strength = None if sheet.tile is None else 1.0
        drawn = draw_map(ground, sheet.frame, style=sheet.order.style, overlays=overlays, strength=strength)
        files[f"map-{index}.svg"] = drawn.svg
        files[f"markers-{index}.svg"] = markers_svg(sheet)
        files[f"qr-{index}.svg"] = qr_svg(sheet)
        pages.append(_page(index, sheet, ground, drawn))
    values: dict[str, Any] = {"title": sheets[0].order.title, "pages": pages, "plan": None}
    if len(sheets) > 1:
        values["plan"], files["plan.svg"] = assembly_plan(sheets, ground)
    return typeset(LAYOUT, values, files=files)[0]


def markers_svg(sheet: Sheet) -> str:
    """The eight tags on their whole page, in mm."""
    cell = sheet.order.paper.marker_mm / CELLS
    parts = []
    for (x, y, _, _), identity in zip(sheet.layout.markers, sheet.marker_ids, strict=True):
        place = f"translate({number(x)} {number(y)}) scale({cell:.6f})"
        parts.append(tag("path", {"d": path_data([marker_shape(identity)], tolerance_mm=0), "transform": place}))
    width, height = sheet.layout.page
    return document(width, height, [group("markers", parts, fill="#000000", fill_rule="evenodd")], title="Repères")


def qr_svg(sheet: Sheet) -> str:
    """The QR alone: the page keeps the white it needs."""
    import segno

    code = segno.make_qr(sheet.code.text(), error="m", boost_error=True)
    modules = [[bool(module) for module in row] for row in code.matrix_iter(border=0)]
    dark = tag("path", {"d": path_data([dark_cells(modules)], tolerance_mm=0), "fill-rule": "evenodd"})
    return document(len(modules), len(modules), [dark], title="QR")


def _page(index: int, sheet: Sheet, ground: Ground, drawn: DrawnMap) -> dict[str, Any]:
    order, layout = sheet.order, sheet.layout
    legend = order.legend
    return {
        "index": index, "page": layout.page, "size": layout.size, "frame": layout.frame, "boxes": {
            name: getattr(layout, name) for name in ("title", "table", "college", "legend", "facts", "qr")
        },
        "title": order.title, "subtitle": order.subtitle, "label": sheet.label,
        "scale": f"1:{spaced(sheet.scale)}", "bar": scale_bar(sheet), "north_deg": sheet.frame.convergence_deg,
        "legend": {"title": legend.title, "invitation": legend.invitation, "is_blank": legend.is_blank},
        "pens": [
            {"name": pen.name, "hex": pen.hex, "meaning": pen.meaning, "area": pen.area, "swatch": box}
            for pen, box in zip(legend.pens, layout.swatches, strict=True)
        ],
        "votes": [{"question": question, "box": box} for question, box in zip(order.votes, layout.votes, strict=True)],
        "key": [vars(entry) for entry in key_of(ground, sheet.frame, order.style)],
        "edges": _edges(sheet, drawn), "alt": alternative_text(sheet, drawn),
        "tile": _tile(sheet), "title_pt": _title_pt(sheet), "pen_room": _pen_room(sheet),
        "centimetre": f"1 cm = {_ground(sheet.scale / 100)}", "small_print": _small_print(sheet, ground, drawn),
    }  # fmt: skip


def _small_print(sheet: Sheet, ground: Ground, drawn: DrawnMap) -> str:
    """Projection, grid, contour lines, credits of the data: one paragraph."""
    crs = sheet.frame.crs
    said = [f"Projection {'Lambert-93 (EPSG:2154)' if crs == LAMBERT_93 else f'EPSG:{crs}'}"]
    said.append(f"croix tous les {spaced(drawn.grid_m)}{NO_BREAK}m, coordonnées en km")
    if drawn.interval_m:
        said.append(f"courbes de niveau tous les {drawn.interval_m}{NO_BREAK}m")
    return (
        ", ".join(said) + ". Données" + NO_BREAK + ": " + "; ".join(ground.credits).replace(";", NO_BREAK + ";") + "."
    )


def _title_pt(sheet: Sheet) -> float:
    """The title on one line: as large as the band allows, smaller when it is long."""
    x0, _, x1, _ = sheet.layout.title
    em_mm = (x1 - x0) / width_em(f"{sheet.order.title} · 10A", "bold")
    return round(min(15.0 * sheet.layout.size, em_mm / MM_PER_PT), 2)


def _pen_room(sheet: Sheet) -> float:
    """Room for the words beside a swatch, from its right side, in mm."""
    swatches, (_, _, x1, _) = sheet.layout.swatches, sheet.layout.legend
    columns = sorted({box[0] for box in swatches})
    step = columns[1] - columns[0] if len(columns) > 1 else x1 - columns[0]
    return step - (swatches[0][2] - swatches[0][0]) - 2


def _tile(sheet: Sheet) -> dict[str, Any] | None:
    if sheet.tile is None:
        return None
    tile = sheet.tile
    return {"name": tile.name, "column": tile.column, "row": tile.row, "columns": tile.columns, "rows": tile.rows,
            "overlap": tile.overlap_mm}  # fmt: skip


def _edges(sheet: Sheet, drawn: DrawnMap) -> dict[str, list[dict[str, Any]]]:
    """Where the lines of the grid meet the frame (mm on the page), with their coordinate in kilometres."""
    west, south, east, north = sheet.frame.bbox
    x0, y0, _, _ = sheet.layout.frame
    across = [(x0 + sheet.frame.point_mm(x, north)[0], x) for x in grid_lines_m(west, east, drawn.grid_m)]
    up = [(y0 + sheet.frame.point_mm(west, y)[1], y) for y in grid_lines_m(south, north, drawn.grid_m)]
    return {"x": [_edge(*one) for one in across if _is_clear(sheet, one[0], 0)],
            "y": [_edge(*one) for one in up if _is_clear(sheet, one[0], 1)]}  # fmt: skip


def _is_clear(sheet: Sheet, at_mm: float, axis: int) -> bool:
    """Whether a coordinate written there leaves the white around the markers above, or on the left, alone."""
    places = (1,) if axis == 0 else (0, 6, 7)
    air = sheet.order.paper.quiet_mm + EDGE_WORD_MM
    return all(not box[axis] - air < at_mm < box[axis + 2] + air for box in (sheet.layout.markers[at] for at in places))


def _edge(at_mm: float, metres: int) -> dict[str, Any]:
    kilometres = spaced(metres // 1000) + (f",{metres % 1000 // 100}" if metres % 1000 else "")
    return {"at": round(at_mm, 3), "text": kilometres}


def scale_bar(sheet: Sheet) -> dict[str, Any]:
    """Four parts of a round length; the words under its ends and its middle."""
    least = BAR_LEAST_MM * sheet.layout.size
    part_m = next((step for step in BAR_STEPS_M if step / sheet.frame.metres_per_mm >= least), BAR_STEPS_M[-1])
    whole = 4 * part_m
    unit, divisor = ("km", 1000) if whole >= 2000 else ("m", 1)
    words = [_figure(part_m * count / divisor) for count in (0, 2, 4)]
    return {"part_mm": part_m / sheet.frame.metres_per_mm, "words": words, "unit": unit}


def _ground(metres: float) -> str:
    return f"{_figure(metres / 1000)} km" if metres >= 1000 else f"{_figure(metres)} m"


def _figure(value: float) -> str:
    return spaced(int(value)) if value == int(value) else f"{value:g}".replace(".", ",")


def alternative_text(sheet: Sheet, drawn: DrawnMap) -> str:
    """What the map shows, for those who do not see it: scale, extent, names by kind."""
    frame = sheet.frame
    across, up = ((frame.bbox[axis + 2] - frame.bbox[axis]) / 1000 for axis in (0, 1))
    said = [f"Carte au 1:{spaced(sheet.scale)}, {_km(across)} km d’ouest en est, {_km(up)} km du nord au sud."]
    for kind, word in (("commune", "Communes"), ("stream", "Cours d’eau"), ("sea", "Mer")):
        names = sorted({_whole(name.lines) for name in drawn.names if name.kind == kind})
        if names:
            said.append(f"{word}{chr(0xA0)}: {', '.join(names)}.")
    return " ".join(said)


def _whole(lines: Iterable[str]) -> str:
    return " ".join(lines).replace("- ", "-")


def _km(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
