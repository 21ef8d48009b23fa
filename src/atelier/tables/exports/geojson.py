"""GeoJSON (RFC 7946): WGS 84, one feature a contribution; without a place, the geometry is null."""

from __future__ import annotations

import json

from shapely.geometry import mapping

from atelier.tables.exports.rows import CREDIT, rows_of
from atelier.tables.models import Table


def write_geojson(table: Table, *, with_names: bool) -> bytes:
    """The whole collection, UTF-8, one feature a line so that it can be compared and streamed."""
    features = [
        json.dumps(
            {
                "type": "Feature",
                "id": row.fields["identifiant"],
                "geometry": mapping(row.place) if row.place else None,
                "properties": row.fields,
            },
            ensure_ascii=False,
        )
        for row in rows_of(table, with_names=with_names)
    ]
    head = json.dumps({"type": "FeatureCollection", "name": table.name, "credit": CREDIT}, ensure_ascii=False)
    return (head[:-1] + ', "features": [\n' + ",\n".join(features) + "\n]}\n").encode()
