"""Rows as a CSV that a French spreadsheet opens as it is: semicolons, decimal commas, UTF-8 with its mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = object  # what `str` says, None for an empty cell


def csv_of(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The first row holds the headings; no cell of text is ever a formula."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([written(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def written(cell: Cell) -> str:
    """A number with its comma; text as it is, but never a formula: a spreadsheet would run what somebody typed."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
