"""The reference files of `data/national`, read into plain rows."""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

Box = tuple[float, float, float, float]
FILES = ("regions.csv", "departements.csv", "epci.csv", "communes.csv", "communes.geojson.gz", "epci.geojson.gz")
FORMAT = "1"  # to raise when the loader writes the same files differently


def national(data: Path) -> Path:
    return data / "national"


def fingerprint(data: Path) -> str:
    """What the files hold, in 64 characters."""
    digest = hashlib.sha256(FORMAT.encode())
    for name in FILES:
        digest.update((national(data) / name).read_bytes())
    return digest.hexdigest()


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def geometry_texts(path: Path) -> dict[str, str]:
    """GeoJSON geometries by code, as text, from a file with one feature a line."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [line for line in file if '"geometry":' in line]
    found = {}
    for line in lines:
        properties, _, geometry = line.partition('"geometry":')
        code = properties.partition('"code":')[2].split('"')[1]
        found[code] = geometry.rstrip().rstrip(",")[:-1]
    return found


def boxes_and_points(path: Path, *, points: bool = True) -> dict[str, tuple[Box, tuple[float, float]]]:
    """Bounds and a point inside, by code; without `points`, the centre of the bounds (faster)."""
    import numpy as np
    import shapely

    texts = geometry_texts(path)
    shapes = shapely.from_geojson(list(texts.values()))
    bounds = np.round(shapely.bounds(shapes), 5)
    inside = (
        shapely.get_coordinates(shapely.point_on_surface(shapes)) if points else bounds[:, :2] / 2 + bounds[:, 2:] / 2
    )
    return {
        code: ((box[0], box[1], box[2], box[3]), (point[0], point[1]))
        for code, box, point in zip(texts, bounds.tolist(), np.round(inside, 5).tolist(), strict=True)
    }
