"""A map too large for the printer at hand, on several sheets to assemble; each is a sheet of its own."""

from __future__ import annotations

import math
from dataclasses import replace

from atelier.engines.paper.markers import MOST_COLUMNS
from atelier.engines.paper.papers import Paper
from atelier.engines.paper.sheets import Sheet, Tile, framed

OVERLAP_MM = 10.0
MOST_TILES = 60


class TooManyTiles(ValueError):
    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def plan_tiles(whole: Sheet, paper: Paper, *, portrait: bool) -> list[Sheet]:
    """Sheets of `paper` that cover the map of `whole` at its scale, each overlapping its neighbours by 10 mm or more.

    The grid of tiles is centred on the map; what goes beyond it is drawn too. Raises TooManyTiles.
    """
    order = replace(whole.order, paper=paper, portrait=portrait, votes=())
    layout = order.layout()
    x0, y0, x1, y1 = layout.frame
    columns, across = _count(whole.frame.width_mm, x1 - x0)
    rows, up = _count(whole.frame.height_mm, y1 - y0)
    if columns * rows > MOST_TILES or columns > MOST_COLUMNS:
        raise TooManyTiles(columns * rows)
    x_m, y_m = whole.frame.centre_m
    step = whole.frame.metres_per_mm
    sheets = []
    for row in range(rows):
        for column in range(columns):
            centre = (x_m + (column - (columns - 1) / 2) * across * step, y_m - (row - (rows - 1) / 2) * up * step)
            tile = Tile(column + 1, row + 1, columns, rows, OVERLAP_MM)
            sheets.append(Sheet(order, whole.sheet_id, layout, framed(layout, centre, whole.scale, order.crs), tile))
    return sheets


def _count(whole_mm: float, tile_mm: float) -> tuple[int, float]:
    """How many tiles along a side, and the distance between their middles."""
    step = tile_mm - OVERLAP_MM
    return max(1, math.ceil((whole_mm - OVERLAP_MM) / step)), step
