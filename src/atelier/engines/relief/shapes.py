"""Layers laid over a relief (roads, zones, a perimeter), brought to the ground's projection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.notes import ABSENT, Note
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused

WGS84 = "EPSG:4326"
NAME_COLUMNS = ("nom", "name", "title", "titre", "libelle", "label", "toponyme")
Area = shapely.Polygon | shapely.MultiPolygon


@dataclass(frozen=True)
class Overlay:
    """Shapes of one layer, in the projection they were asked in. names: one a shape, "" when it has none.

    colour: #rrggbb of its pencil; "" lets the drawing choose.
    """

    name: str
    shapes: tuple[BaseGeometry, ...]
    names: tuple[str, ...] = ()
    colour: str = ""

    @property
    def lines(self) -> list[shapely.LineString]:
        return [shape for shape in self._parts() if isinstance(shape, shapely.LineString)]

    @property
    def areas(self) -> list[shapely.Polygon]:
        return [shape for shape in self._parts() if isinstance(shape, shapely.Polygon)]

    def _parts(self) -> list[BaseGeometry]:
        return list(shapely.get_parts(shapely.get_parts(list(self.shapes))))

    def within(self, area: Area) -> Overlay:
        """The parts that lie in `area`; a shape cut in two keeps one name."""
        cut = [shape.intersection(area) for shape in self.shapes]
        kept = [index for index, shape in enumerate(cut) if not shape.is_empty]
        names = tuple(self.names[index] for index in kept) if self.names else ()
        return Overlay(self.name, tuple(cut[index] for index in kept), names, self.colour)


def read_overlay(path: Path, crs: str) -> Overlay:
    """A GeoJSON, GeoPackage or any vector file GDAL reads, in `crs`. Raises ReliefRefused."""
    from pyogrio.errors import DataLayerError, DataSourceError
    from pyogrio.raw import read

    try:
        meta, _, geometries, columns = read(path)
    except (DataSourceError, DataLayerError) as error:
        raise ReliefRefused(ReliefCode.OVERLAY_UNREADABLE, file=path.name) from error
    if geometries is None:
        raise ReliefRefused(ReliefCode.OVERLAY_UNREADABLE, file=path.name)
    shapes = shapely.make_valid(shapely.force_2d(shapely.from_wkb(geometries)))
    present = [index for index, shape in enumerate(shapes) if shape is not None and not shape.is_empty]
    names = _names(meta["fields"], columns, len(shapes))
    moved = reprojected(shapes[present], meta["crs"] or WGS84, crs)
    return Overlay(path.stem, tuple(moved), tuple(names[index] for index in present))


def absent_from(area: Area, overlays: Iterable[Overlay]) -> tuple[str, ...]:
    """A sentence for each overlay with nothing to show in `area`."""
    shapely.prepare(area)
    return tuple(
        Note(ABSENT, name=overlay.name)
        for overlay in overlays
        if not np.any(shapely.intersects(area, list(overlay.shapes)))
    )


def read_area(path: Path) -> Area:
    """The areas of a file as one, in WGS 84."""
    areas = read_overlay(path, WGS84).areas
    if not areas:
        raise ReliefRefused(ReliefCode.OVERLAY_EMPTY, file=path.name)
    return areas_of(shapely.union_all(areas))


def reprojected(shape: Any, source: str, target: str) -> Any:
    """A shape, or an array of them, from one projection to another (x east, y north in both)."""
    transformer = _transformer(source, target)
    if transformer is None:
        return shape

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.stack(transformer.transform(points[:, 0], points[:, 1]), axis=-1)

    return shapely.transform(shape, move)


@cache
def _transformer(source: str, target: str) -> Any:
    from pyproj import CRS, Transformer

    if CRS.from_user_input(source) == CRS.from_user_input(target):
        return None
    return Transformer.from_crs(source, target, always_xy=True)


def areas_of(shape: BaseGeometry) -> Area:
    """The polygons of any geometry, lines and points left out."""
    if isinstance(shape, shapely.Polygon | shapely.MultiPolygon):
        return shape
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def polygons_of(shape: BaseGeometry) -> list[shapely.Polygon]:
    """The polygons of any geometry, one by one, empty ones left out."""
    return [part for part in shapely.get_parts(areas_of(shape)) if not part.is_empty]


def _names(fields: Sequence[str], columns: Sequence[Any], count: int) -> list[str]:
    by_name = {str(field).lower(): column for field, column in zip(fields, columns, strict=True)}
    for wanted in NAME_COLUMNS:
        if wanted in by_name:
            return ["" if value is None else str(value) for value in by_name[wanted]]
    return [""] * count
