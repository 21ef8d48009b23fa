"""CSV that a French spreadsheet opens as it is: semicolons, decimal commas, UTF-8 with its mark."""

from __future__ import annotations

import csv
import io
from typing import Any

from atelier.tables.exports.rows import rows_of
from atelier.tables.models import Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(table: Table, *, with_names: bool) -> bytes:
    """A line a contribution; `geometrie` is WKT in WGS 84, longitude first."""
    file = io.StringIO()
    writer: Any = None
    for row in rows_of(table, with_names=with_names):
        cells = {name: _cell(value) for name, value in row.fields.items()}
        point = row.place.representative_point() if row.place else None
        cells["longitude"] = _cell(round(point.x, 7)) if point else ""
        cells["latitude"] = _cell(round(point.y, 7)) if point else ""
        cells["geometrie"] = row.place.wkt if row.place else ""
        if writer is None:
            writer = csv.DictWriter(file, list(cells), delimiter=";", lineterminator="\r\n")
            writer.writeheader()
        writer.writerow(cells)
    return file.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    """Text as it is, but never a formula: a spreadsheet would run what somebody typed at a table."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    return f"'{value}" if str(value).startswith(FORMULA) else str(value)
