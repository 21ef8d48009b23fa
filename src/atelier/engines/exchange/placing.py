"""From the projection of a file, said, wrong or missing, to longitudes and latitudes in WGS 84."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from atelier.engines.exchange.refusals import FileCode, FileRefused, ProblemCode
from atelier.engines.measure.legal import LAMBERT_93, WGS84, legal_crs

Bounds = tuple[float, float, float, float]
Geometries = NDArray[np.object_]
MOST_DEGREES = 360
FRANCE_M = (0.0, 6_000_000.0, 1_300_000.0, 7_200_000.0)  # Lambert-93
AS_THE_FILE_SAYS = ""


@dataclass(frozen=True)
class Placed:
    """Geometries in WGS 84, longitude first; `crs` they came from; what had to be supposed, if anything."""

    geometries: Geometries
    crs: str
    supposed: ProblemCode | None = None
    is_swapped: bool = False


def place(geometries: Geometries, crs: str, *, area: Bounds, forced: str = AS_THE_FILE_SAYS) -> Placed:
    """area: where the site is (west, south, east, north in degrees), which settles doubts.

    forced: a projection somebody chose, believed whatever the file says. Raises FileRefused NO_PROJECTION.
    """
    typical = _typical(geometries)
    said = forced or crs
    supposed = None
    if typical is not None and not forced:
        if not _is_known(said):
            said, supposed = _guess(typical, area), ProblemCode.PROJECTION_GUESSED
        elif CRS(said).is_geographic and max(abs(typical)) > MOST_DEGREES:
            said, supposed = _guess(typical, area), ProblemCode.PROJECTION_WRONG
    if typical is None:
        return Placed(geometries, said or WGS84)
    try:
        in_degrees = _transformed(geometries, said)
    except ProjError:  # CRSError is one: a projection nobody knows, or of another planet
        raise FileRefused(FileCode.NO_PROJECTION, x=round(typical[0]), y=round(typical[1])) from None
    swapped = _swapped(in_degrees) if _is_swapped(in_degrees, area) else in_degrees
    return Placed(swapped, label_of(said), supposed, is_swapped=swapped is not in_degrees)


def label_of(crs: str) -> str:
    """EPSG:2154 (RGF93 v1 / Lambert-93), as short as can be."""
    known = CRS(crs)
    code = known.to_epsg()
    return f"EPSG:{code} ({known.name})" if code else known.name


def _is_known(crs: str) -> bool:
    try:
        return bool(crs) and not CRS(crs).is_engineering
    except CRSError:
        return False


def _typical(geometries: Geometries) -> NDArray[np.float64] | None:
    """The median position, None without any."""
    points = shapely.get_coordinates(geometries)
    points = points[np.isfinite(points).all(axis=1)]
    return np.median(points, axis=0) if len(points) else None


def _guess(typical: NDArray[np.float64], area: Bounds) -> str:
    """The projection that puts the file on the site; else degrees or Lambert-93 when the numbers may be that."""
    west, south, east, north = area
    local = f"EPSG:{legal_crs((west + east) / 2, (south + north) / 2)}"
    x, y = float(typical[0]), float(typical[1])
    for crs in dict.fromkeys((WGS84, local, f"EPSG:{LAMBERT_93}")):
        longitude, latitude = Transformer.from_crs(crs, WGS84, always_xy=True).transform(x, y)
        if west <= longitude <= east and south <= latitude <= north:
            return crs
    if abs(x) <= 180 and abs(y) <= 180:
        return WGS84
    if FRANCE_M[0] <= x <= FRANCE_M[2] and FRANCE_M[1] <= y <= FRANCE_M[3]:
        return f"EPSG:{LAMBERT_93}"
    raise FileRefused(FileCode.NO_PROJECTION, x=round(x), y=round(y))


def _transformed(geometries: Geometries, crs: str) -> Geometries:
    if CRS(crs) == CRS(WGS84):
        return geometries
    transformer = Transformer.from_crs(crs, WGS84, always_xy=True)

    def degrees(points: Any) -> Any:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return np.asarray(shapely.transform(geometries, degrees), dtype=object)


def _is_swapped(geometries: Geometries, area: Bounds) -> bool:
    """Whether the typical position is off the site as it stands, and on it with its numbers exchanged."""
    typical = _typical(geometries)
    if typical is None:
        return False
    west, south, east, north = area
    x, y = typical
    as_it_stands = west <= x <= east and south <= y <= north
    return not as_it_stands and west <= y <= east and south <= x <= north


def _swapped(geometries: Geometries) -> Geometries:
    return np.asarray(shapely.transform(geometries, lambda points: points[:, ::-1]), dtype=object)
