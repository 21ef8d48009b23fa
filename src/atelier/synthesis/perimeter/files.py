"""A study as files: a CSV that a French spreadsheet opens, a GeoJSON of the communes it names."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from atelier.synthesis.perimeter.models import PerimeterStudy

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def study_csv(study: PerimeterStudy) -> bytes:
    """A line a commune: semicolons, decimal commas, UTF-8 with its mark."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        ("code_insee", "commune", "epci", "part", "longueur_m", "surface_m2", "points", "plus_petit_ensemble")
    )
    names, smallest = _epci_names(study), set(study.smallest_codes)
    for row in study.result["communes"]:
        numbers = (row["share"], row["length_m"], row["area_m2"], row["points"])
        cells = [
            row["code"],
            row["name"],
            names.get(row["epci"], ""),
            *(f"{one:.6g}".replace(".", ",") for one in numbers),
        ]
        writer.writerow([*map(_cell, cells[:3]), *cells[3:], "oui" if row["code"] in smallest else "non"])
    return file.getvalue().encode("utf-8-sig")


def study_geojson(study: PerimeterStudy) -> bytes:
    """A feature a commune that is drawn upon or in the smallest set; WGS 84."""
    import shapely

    from atelier.territories.outlines import outlines

    rows: dict[str, dict[str, Any]] = {row["code"]: row for row in study.result["communes"]}
    names, smallest = _epci_names(study), set(study.smallest_codes)
    shapes = outlines(sorted({*rows, *smallest}))
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(shape)),
            "properties": {
                "code_insee": code,
                "commune": rows[code]["name"] if code in rows else "",
                "epci": names.get(rows[code]["epci"], "") if code in rows else "",
                "part": rows[code]["share"] if code in rows else 0.0,
                "plus_petit_ensemble": code in smallest,
            },
        }
        for code, shape in shapes.items()
    ]
    whole = {"type": "FeatureCollection", "name": study.name, "features": features}
    return json.dumps(whole, ensure_ascii=False).encode()


def _epci_names(study: PerimeterStudy) -> dict[str, str]:
    return {row["code"]: row["name"] for row in study.result["epcis"]}


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
