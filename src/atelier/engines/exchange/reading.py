"""A file read whole: what a table could draw of it, and every reason why the rest cannot be."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shapely
from msgspec import Struct, field

from atelier.engines.exchange.gdal_files import read_geopackage, read_shapefile
from atelier.engines.exchange.geojson import read_geojson
from atelier.engines.exchange.layers import Attributes, Layer
from atelier.engines.exchange.limits import MEGABYTE, MOST_BYTES, MOST_FEATURES, MOST_OBJECTS, MOST_POSITIONS_IN_ALL
from atelier.engines.exchange.placing import AS_THE_FILE_SAYS, Bounds, Placed, place
from atelier.engines.exchange.refusals import FileCode, FileRefused, Problem, ProblemCode
from atelier.engines.exchange.shaping import PartShape, Shaped, shape_feature
from atelier.engines.exchange.sniff import kind_of
from atelier.engines.exchange.tabular import read_csv
from atelier.engines.exchange.unzip import unzip
from atelier.engines.exchange.xml_files import read_gpx, read_kml

READERS: dict[str, Callable[[Path, str], list[Layer]]] = {
    "geojson": read_geojson,
    "kml": read_kml,
    "gpx": read_gpx,
    "csv": read_csv,
    "gpkg": read_geopackage,
    "shp": read_shapefile,
}
TOLD_EVERY = 2_000
Told = Callable[[int, int], None]


class Part(Struct, array_like=True, frozen=True):
    """Something to draw: the `part`-th piece (from 0) of the `feature`-th feature (from 1) of the file."""

    feature: int
    part: int
    shape: PartShape
    trace: list[int]


class Reading(Struct):
    """What a file holds. `sha256` names its content; `attributes` are those of features that can be drawn."""

    sha256: str
    kind: str
    features: int = 0
    crs: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    attributes: dict[int, Attributes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_file(
    path: Path, *, name: str, area: Bounds, forced_crs: str = AS_THE_FILE_SAYS, told: Told = lambda done, of: None
) -> Reading:
    """Read a file of any kind we know, recognised by its content.

    name: what its layer is called. area: the site's bounds in degrees: beyond, features are warned about, and
    doubts on the projection are settled. told: called now and then with (features done, of how many); may raise.
    Raises FileRefused when nothing can be read at all.
    """
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused(FileCode.TOO_LARGE, most=MOST_BYTES // MEGABYTE)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    kind = kind_of(path)
    with tempfile.TemporaryDirectory(prefix="atelier-import-") as folder:
        layers = _layers(path, kind, name, Path(folder))
    total = sum(len(layer.features) for layer in layers)
    if not total:
        raise FileRefused(FileCode.NO_FEATURE)
    if total > MOST_FEATURES:
        raise FileRefused(FileCode.TOO_MANY_FEATURES, most=MOST_FEATURES)
    reading = Reading(sha256, kind, features=total)
    before = 0
    for layer in layers:
        _read_layer(reading, layer, before, area=area, forced_crs=forced_crs, told=told)
        before += len(layer.features)
    reading.fields = list(dict.fromkeys(name for row in reading.attributes.values() for name in row))
    return reading


def _layers(path: Path, kind: str, name: str, folder: Path) -> list[Layer]:
    if kind == "shp":
        raise FileRefused(FileCode.SHP_ALONE)
    if kind != "zip":
        return READERS[kind](path, name)
    members = unzip(path, folder)
    layers: list[Layer] = []
    for member in members:
        inside = kind_of(member.path)
        if inside == "zip":
            raise FileRefused(FileCode.NOTHING_IN_ZIP, most=1)
        layers += READERS[inside](member.path, member.name)
    return layers


def _read_layer(reading: Reading, layer: Layer, before: int, *, area: Bounds, forced_crs: str, told: Told) -> None:
    if layer.passed_over:
        reading.problems.append(Problem(0, ProblemCode.LAYER_PASSED_OVER, {"layer": layer.name}))
        return
    if not layer.features:
        return
    geometries = np.array([feature.geometry for feature in layer.features], dtype=object)
    placed = place(geometries, layer.crs, area=area, forced=forced_crs)
    _tell_projection(reading, layer, placed)
    outside = ~_inside(placed, area)
    for number, (feature, geometry) in enumerate(zip(layer.features, placed.geometries, strict=True)):
        if number % TOLD_EVERY == 0:
            told(before + number, reading.features)
            _check_weight(reading)
        shaped = shape_feature(geometry, is_broken=feature.is_broken)
        if shaped.parts and outside[number]:
            shaped.problems[ProblemCode.OUTSIDE_THE_MAP] = {}
        _keep(reading, before + number + 1, shaped, feature.attributes)
    _check_weight(reading)


def _tell_projection(reading: Reading, layer: Layer, placed: Placed) -> None:
    if placed.crs not in reading.crs:
        reading.crs.append(placed.crs)
    if placed.supposed:
        reading.problems.append(Problem(0, placed.supposed, {"layer": layer.name, "crs": placed.crs}))
    if placed.is_swapped:
        reading.problems.append(Problem(0, ProblemCode.AXES_SWAPPED, {"layer": layer.name}))


def _inside(placed: Placed, area: Bounds) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each geometry touches the site's rectangle."""
    west, south, east, north = area
    bounds = shapely.bounds(placed.geometries)
    with np.errstate(invalid="ignore"):
        inside: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
            (bounds[:, 0] <= east) & (bounds[:, 2] >= west) & (bounds[:, 1] <= north) & (bounds[:, 3] >= south)
        )
    return inside


def _check_weight(reading: Reading) -> None:
    if sum(len(part.trace) for part in reading.parts) > 2 * MOST_POSITIONS_IN_ALL:
        raise FileRefused(FileCode.TOO_MANY_POSITIONS, most=MOST_POSITIONS_IN_ALL)


def _keep(reading: Reading, number: int, shaped: Shaped, attributes: Attributes) -> None:
    """Raises FileRefused when it becomes too much for a table."""
    reading.problems += [Problem(number, code, values) for code, values in shaped.problems.items()]
    if not shaped.parts:
        return
    reading.attributes[number] = attributes
    reading.parts += [Part(number, part, kind, trace) for part, (kind, trace) in enumerate(shaped.parts)]
    if len(reading.parts) > MOST_OBJECTS:
        raise FileRefused(FileCode.TOO_MANY_FEATURES, most=MOST_OBJECTS)
