"""The map of the whole country, drawn by us from `data/national`, made once a process."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

from atelier.common.kept import kept_drawing
from atelier.territories.outlines import outlines
from atelier.territories.reference import national, rows

DRAWING = "1"  # to raise when the same files are drawn differently
FILES = ("regions.geojson.gz", "departements.geojson.gz", "departements.csv", "cours_d_eau.geojson")
# Those one knows a country by; all the others would be hair on a map of this size.
RIVERS = frozenset({
    "La Seine", "La Loire", "La Garonne", "Le Rhône", "Le Rhin", "La Dordogne", "La Saône", "La Meuse", "La Moselle",
    "La Marne", "L'Allier", "Le Lot", "La Somme", "L'Adour", "La Durance", "Le Doubs", "La Charente", "La Vienne",
    "Le Cher",
})  # fmt: skip


@lru_cache(maxsize=1)
def france() -> str:
    """The ground of the map (`atelier.engines.country`) as an SVG document, about 30 kB compressed.

    Made once a machine: it takes a second or two.
    """
    return kept_drawing("france", france_version(), lambda: _drawn().encode(), most=1).decode()


def _drawn() -> str:
    import shapely

    from atelier.engines.country.frames import INSETS
    from atelier.engines.country.ground import ground

    folder = national(settings.DATA_DIR)
    overseas = {frame.code for frame in INSETS}
    listed = list(rows(folder / "departements.csv"))
    regions = {row["region"] for row in listed if row["code"] not in overseas}
    said = json.loads((folder / "cours_d_eau.geojson").read_text(encoding="utf-8"))
    rivers = [json.dumps(one["geometry"]) for one in said["features"] if one["properties"].get("nom") in RIVERS]
    return ground(
        outlines(regions, "regions"),
        outlines((row["code"] for row in listed), "departements"),
        shapely.from_geojson(rivers).tolist(),
        {row["code"]: row["nom"] for row in listed},
    )


@lru_cache(maxsize=1)
def france_version() -> str:
    """Changes when the drawing does: browsers may keep it for a year."""
    folder, digest = national(settings.DATA_DIR), sha256(DRAWING.encode())
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:12]
