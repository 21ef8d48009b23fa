"""What the data folder says of a site, and its files read in metres (Lambert-93)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from atelier.territories.errors import SiteUnknown
from atelier.territories.reference import geometry_texts, rows

Bounds = tuple[float, float, float, float]
Properties = dict[str, Any]
Feature = tuple[BaseGeometry, Properties]
LEGAL_CRS = "EPSG:2154"
MARGIN_DEG = (0.14, 0.09)


@dataclass(frozen=True)
class Recipe:
    """One entry of `sites.json`, with its folder."""

    data: Path
    said: dict[str, Any]

    @property
    def slug(self) -> str:
        return str(self.said["slug"])

    @property
    def folder(self) -> Path:
        return self.data / "sites" / self.slug

    @property
    def bounds(self) -> Bounds:
        west, south, east, north = self.said["emprise_coeur"]
        return west, south, east, north

    @property
    def max_bounds(self) -> Bounds:
        """All the communes of the site with a margin, so that the ground goes on under the edge of the screen."""
        west, south, east, north = self.said["emprise"]
        across, up = MARGIN_DEG
        return round(west - across, 4), round(south - up, 4), round(east + across, 4), round(north + up, 4)

    @cached_property
    def frame(self) -> BaseGeometry:
        """The rectangle of `max_bounds`, in metres."""
        frame: BaseGeometry = to_metres(shapely.segmentize(shapely.box(*self.max_bounds), 0.05))
        return frame

    @property
    def inputs(self) -> list[Path]:
        """Every file the package is made from."""
        national = [self.data / "national" / name for name in ("communes.geojson.gz", "cours_d_eau.geojson")]
        own = [path for path in sorted(self.folder.iterdir()) if path.suffix in {".geojson", ".tif"}]
        return [*national, self.data / "national" / "communes.csv", self.data / "sites" / "sites.json", *own]

    def features(self, name: str) -> list[Feature]:
        """Features of `name`.geojson in metres; none when the site has no such file."""
        return read_features(self.folder / f"{name}.geojson")

    @cached_property
    def reliable(self) -> BaseGeometry | None:
        """Where the detailed layers were found to be true; None when they were not doubted."""
        shapes = [shape for shape, _ in self.features("emprise_fiable")]
        return shapely.union_all(shapes) if shapes else None

    def trusted(self, name: str) -> list[Feature]:
        """Features of a detailed layer, cut to where it is true."""
        return cut(self.features(name), self.reliable) if self.reliable is not None else self.features(name)

    @cached_property
    def surroundings(self) -> list[Feature]:
        """Communes of the country inside the frame but not of the site: `code`, `nom`, `pop`, `dep`, `epci`."""
        own = {properties["code"] for _, properties in self.features("communes")}
        around = [row for row in rows(self.data / "national" / "communes.csv") if self._is_around(row)]
        texts = geometry_texts(self.data / "national" / "communes.geojson.gz")
        kept = [row for row in around if row["code"] not in own and row["code"] in texts]
        shapes = to_metres(shapely.from_geojson([texts[row["code"]] for row in kept]))
        return [
            (shape, {"code": row["code"], "nom": row["nom"], "pop": int(row["population"] or 0),
                     "dep": row["departement"], "epci": row["epci"], "role": "ailleurs",
                     "point": (float(row["lon"]), float(row["lat"]))})
            for shape, row in zip(shapes, kept, strict=True)
        ]  # fmt: skip

    def _is_around(self, row: dict[str, str]) -> bool:
        west, south, east, north = self.max_bounds
        if not row["lon"]:
            return False
        lon, lat = float(row["lon"]), float(row["lat"])
        return west - 0.15 < lon < east + 0.15 and south - 0.1 < lat < north + 0.1


def known_sites(data: Path) -> list[str]:
    return [str(said["slug"]) for said in _sites(data)]


def recipe(slug: str, data: Path) -> Recipe:
    """The recipe of a site. Raises SiteUnknown."""
    for said in _sites(data):
        if said["slug"] == slug:
            return Recipe(data, said)
    raise SiteUnknown(slug=slug, known=", ".join(known_sites(data)))


def _sites(data: Path) -> list[dict[str, Any]]:
    sites: list[dict[str, Any]] = json.loads((data / "sites" / "sites.json").read_text(encoding="utf-8"))
    return sites


def read_features(path: Path) -> list[Feature]:
    """GeoJSON features in metres; an absent file has none."""
    if not path.exists():
        return []
    found = json.loads(path.read_text(encoding="utf-8"))["features"]
    shapes = to_metres(shapely.from_geojson([json.dumps(feature["geometry"]) for feature in found]))
    return [(shape, feature["properties"]) for shape, feature in zip(shapes, found, strict=True)]


def cut(features: list[Feature], area: BaseGeometry) -> list[Feature]:
    """Features inside `area`; those that lose everything, or only touch it, are dropped."""
    shapes = shapely.intersection(shapely.make_valid([shape for shape, _ in features]), area)
    kept = [(_of_dimension(cut_shape, shape), said) for cut_shape, (shape, said) in zip(shapes, features, strict=True)]
    return [(shape, said) for shape, said in kept if not shape.is_empty]


def _of_dimension(shape: BaseGeometry, whole: BaseGeometry) -> BaseGeometry:
    """`shape` without the points and lines that an area leaves where it only touches another."""
    if shape.geom_type != "GeometryCollection":
        return shape
    dimension = shapely.get_dimensions(whole)
    return shapely.union_all([part for part in shapely.get_parts(shape) if shapely.get_dimensions(part) == dimension])


def to_metres(shapes: Any) -> Any:
    """WGS 84 geometries (one or an array) in Lambert-93."""
    return shapely.transform(np.asarray(shapes), lambda xy: _moved(xy, "EPSG:4326", LEGAL_CRS))[()]


def to_degrees(shapes: Any) -> Any:
    """Lambert-93 geometries (one or an array) in WGS 84."""
    return shapely.transform(np.asarray(shapes), lambda xy: _moved(xy, LEGAL_CRS, "EPSG:4326"))[()]


def _moved(points: NDArray[np.float64], source: str, target: str) -> NDArray[np.float64]:
    return np.column_stack(_transformer(source, target).transform(points[:, 0], points[:, 1]))


@lru_cache(maxsize=8)
def _transformer(source: str, target: str) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)
