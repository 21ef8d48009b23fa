"""The communes of the country and the drawings of a file, as the perimeter engine takes them."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.exchange.geojson import read_geojson
from atelier.engines.exchange.placing import place
from atelier.engines.perimeter.shapes import Commune, Country, Drawing
from atelier.territories.reference import geometry_texts, national, rows

FRANCE = (-63.2, -21.6, 55.9, 51.2)  # degrees, overseas included
MARGIN_DEGREES = 0.3
DEGREES_A_KM = 1 / 70  # of longitude, at the latitude of Lille


def drawings_of(path: Path) -> tuple[list[Drawing], dict[str, str]]:
    """Drawings in WGS 84, and why each of the others was left out, by its number. Raises FileRefused.

    A drawing is named by its property `id`, or by its number from 1; its property `action` joins it to others.
    """
    layer = read_geojson(path, path.stem)[0]
    geometries = np.array([feature.geometry for feature in layer.features], dtype=object)
    placed = place(geometries, layer.crs, area=FRANCE).geometries if len(geometries) else geometries
    drawings, left_out = [], {}
    for number, (feature, geometry) in enumerate(zip(layer.features, placed, strict=True), 1):
        if why := _trouble(geometry):
            left_out[str(number)] = why
            continue
        name = feature.attributes.get("id", "") or f"{number:06}"
        drawings.append(Drawing(name, shapely.force_2d(geometry), feature.attributes.get("action", "") or name))
    return drawings, left_out


def country_around(drawings: list[Drawing], data: Path, *, site: str = "") -> Country:
    """Outlines of the communes that may be near the drawings; all communes have their row.

    site: take its outlines, in full detail, instead of those of the country, simplified to 150 m.
    """
    communes, centres = {}, {}
    for row in rows(national(data) / "communes.csv"):
        surface = float(row["surface_km2"] or 0)
        known = Commune(row["code"], row["nom"], row["epci"], int(row["population"] or 0), surface)
        communes[known.code] = known
        centres[known.code] = (float(row["lon"] or 0), float(row["lat"] or 0), surface)
    texts = _site_texts(data, site) if site else geometry_texts(national(data) / "communes.geojson.gz")
    near = _near(drawings, centres)
    codes = sorted(code for code in texts if code in communes and (site or code in near))
    outlines = np.asarray(shapely.from_geojson([texts[code] for code in codes]), dtype=object)
    names = {row["code"]: row["nom"] for row in rows(national(data) / "epci.csv")}
    return Country(communes, codes, outlines, names)


def _trouble(geometry: object) -> str:
    if not isinstance(geometry, BaseGeometry) or geometry.is_empty:
        return "no place"
    points = shapely.get_coordinates(geometry)
    return "" if np.isfinite(points).all() else "a coordinate is no number"


def _site_texts(data: Path, site: str) -> dict[str, str]:
    body = json.loads((data / "sites" / site / "communes.geojson").read_text(encoding="utf-8"))
    return {one["properties"]["code"]: json.dumps(one["geometry"]) for one in body["features"]}


def _near(drawings: list[Drawing], centres: dict[str, tuple[float, float, float]]) -> set[str]:
    """Communes whose centre lies, one width of commune and a margin apart, in the box of some drawing."""
    boxes = shapely.bounds(np.array([drawing.geometry for drawing in drawings], dtype=object))
    if not len(boxes):
        return set()
    tree = shapely.STRtree(np.asarray(shapely.box(*boxes.T), dtype=object))
    codes = list(centres)
    places = np.array([centres[code] for code in codes])
    reach = MARGIN_DEGREES + 2 * np.sqrt(places[:, 2]) * DEGREES_A_KM
    around = shapely.box(*(places[:, :2] - reach[:, None]).T, *(places[:, :2] + reach[:, None]).T)
    return {codes[row] for row in np.unique(tree.query(around)[0])}


def as_json(found: object) -> bytes:
    """A report as people read it: indented, its numbers unrounded."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"
