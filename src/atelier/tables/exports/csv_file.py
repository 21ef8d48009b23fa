"""CSV that a French spreadsheet opens as it is: semicolons, decimal commas, UTF-8 with its mark."""

from __future__ import annotations

import csv
import io
from typing import Any

from atelier.engines.lists.writing import written
from atelier.tables.exports.rows import rows_of
from atelier.tables.models import Table


def write_csv(table: Table, *, with_names: bool) -> bytes:
    """A line a contribution; `geometrie` is WKT in WGS 84, longitude first."""
    file = io.StringIO()
    writer: Any = None
    for row in rows_of(table, with_names=with_names):
        cells = {name: written(value) for name, value in row.fields.items()}
        point = row.place.representative_point() if row.place else None
        cells["longitude"] = written(round(point.x, 7)) if point else ""
        cells["latitude"] = written(round(point.y, 7)) if point else ""
        cells["geometrie"] = row.place.wkt if row.place else ""
        if writer is None:
            writer = csv.DictWriter(file, list(cells), delimiter=";", lineterminator="\r\n")
            writer.writeheader()
        writer.writerow(cells)
    return file.getvalue().encode("utf-8-sig")
