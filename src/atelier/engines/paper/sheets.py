"""A sheet: what was asked, where it lies on the ground, what its description says."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from atelier.engines.cartography import Frame, Style
from atelier.engines.cartography.frame import LAMBERT_93, scale_that_holds
from atelier.engines.paper.layout import Layout, lay_out
from atelier.engines.paper.legends import Legend
from atelier.engines.paper.markers import PLACES, Box, group_of
from atelier.engines.paper.papers import Paper
from atelier.engines.paper.sheet_code import ID_LENGTH, ID_LETTERS, SheetCode

SCHEMA = "atelier.sheet/1"
SET_SCHEMA = "atelier.sheets/1"


@dataclass(frozen=True)
class Order:
    """What is asked of a sheet. votes: questions, each with its box for stickers; title: in the band above the map."""

    title: str
    paper: Paper
    legend: Legend
    style: Style = "pale"
    portrait: bool = False
    subtitle: str = ""
    votes: tuple[str, ...] = ()
    crs: int = LAMBERT_93

    def layout(self) -> Layout:
        return lay_out(self.paper, portrait=self.portrait, pens=len(self.legend.pens), votes=len(self.votes))


@dataclass(frozen=True)
class Tile:
    """One of the sheets of a map made of several; column and row from 1, from the north-west."""

    column: int
    row: int
    columns: int
    rows: int
    overlap_mm: float

    @property
    def name(self) -> str:
        """1A at the north-west: row, then column. Not A1, which is a format of paper."""
        return f"{self.row}{chr(ord('A') + self.column - 1)}"

    @property
    def index(self) -> int:
        return (self.row - 1) * self.columns + self.column - 1


@dataclass(frozen=True)
class Sheet:
    """A planned sheet: its order, its identifier, its page, its place on the ground."""

    order: Order
    sheet_id: str
    layout: Layout
    frame: Frame
    tile: Tile | None = None

    @property
    def scale(self) -> int:
        return round(self.frame.scale)

    @property
    def label(self) -> str:
        """The identifier as it is printed: that of the tile too."""
        return f"{self.sheet_id}/{self.tile.name}" if self.tile else self.sheet_id

    @property
    def marker_ids(self) -> tuple[int, ...]:
        first = group_of(self.sheet_id, tile=self.tile.index if self.tile else 0) * PLACES
        return tuple(range(first, first + PLACES))

    @property
    def code(self) -> SheetCode:
        legend = self.order.legend
        return SheetCode(
            self.sheet_id, self.frame.crs, self.frame.bbox, self.layout.page, self.layout.frame,
            self.order.paper.marker_mm, self.order.paper.quiet_mm, legend.key, legend.version,
            tuple(pen.hex for pen in legend.pens), (self.tile.column, self.tile.row) if self.tile else (0, 0),
        )  # fmt: skip


def new_sheet_id() -> str:
    """Eight letters read aloud without mistake, AAAA-AAAA: one in fifty thousand million."""
    letters = "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def plan_sheet(order: Order, centre_m: tuple[float, float], scale: int, *, sheet_id: str | None = None) -> Sheet:
    """A sheet at 1:`scale` around a point (metres of the order's projection)."""
    layout = order.layout()
    return Sheet(order, sheet_id or new_sheet_id(), layout, framed(layout, centre_m, scale, order.crs))


def plan_sheet_over(order: Order, bounds_m: Box, *, sheet_id: str | None = None) -> Sheet:
    """A sheet at the largest round scale that holds `bounds_m`. Raises ValueError when none does."""
    west, south, east, north = bounds_m
    x0, y0, x1, y1 = order.layout().frame
    scale = scale_that_holds(bounds_m, x1 - x0, y1 - y0)
    return plan_sheet(order, ((west + east) / 2, (south + north) / 2), scale, sheet_id=sheet_id)


def framed(layout: Layout, centre_m: tuple[float, float], scale: int, crs: int) -> Frame:
    """The ground under the frame of a page; corners are whole centimetres, as in the QR."""
    x0, y0, x1, y1 = layout.frame
    width, height = round(x1 - x0, 1), round(y1 - y0, 1)
    across, up = round(width * scale / 10) / 100, round(height * scale / 10) / 100
    west, south = round(centre_m[0] - across / 2, 2), round(centre_m[1] - up / 2, 2)
    return Frame((west, south, round(west + across, 2), round(south + up, 2)), width, height, crs)


def describe(sheet: Sheet) -> dict[str, Any]:
    """`sheet.json`: what a reader of photographs needs; mm from the page's top left corner, metres of `crs`."""
    order, layout, legend = sheet.order, sheet.layout, sheet.order.legend
    said: dict[str, Any] = {
        "schema": SCHEMA,
        "sheet_id": sheet.label,
        "title": order.title,
        "subtitle": order.subtitle,
        "page_mm": _rounded(layout.page),
        "map_frame_mm": _rounded(layout.frame),
        "bbox": list(sheet.frame.bbox),
        "crs": f"EPSG:{sheet.frame.crs}",
        "scale": sheet.scale,
        "style": order.style,
        "legend": {"key": legend.key, "version": legend.version},
        "pens": [
            {"key": pen.key, "name": pen.name, "hex": pen.hex, "meaning": pen.meaning, "area_meaning": pen.area}
            for pen in legend.pens
        ],
        "markers_mm": [_rounded(box) for box in layout.markers],
        "marker_family": "36h11",
        "marker_ids": list(sheet.marker_ids),
        "swatches_mm": [_rounded(box) for box in layout.swatches],
        "qr_mm": _rounded(layout.qr),
        "qr": sheet.code.text(),
        "table_mm": _rounded(layout.table),
        "college_mm": _rounded(layout.college),
        "votes_mm": [
            {"question": question, "box": _rounded(box)}
            for question, box in zip(order.votes, layout.votes, strict=True)
        ],
    }
    if sheet.tile:
        tile = sheet.tile
        said["tile"] = {"name": tile.name, "column": tile.column, "row": tile.row, "columns": tile.columns,
                        "rows": tile.rows, "overlap_mm": tile.overlap_mm}  # fmt: skip
    return said


def describe_all(sheets: Sequence[Sheet]) -> dict[str, Any]:
    """One sheet as itself, several as a list under `sheets`."""
    if len(sheets) == 1:
        return describe(sheets[0])
    return {"schema": SET_SCHEMA, "sheet_id": sheets[0].sheet_id, "sheets": [describe(sheet) for sheet in sheets]}


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(value, 3) for value in values]
