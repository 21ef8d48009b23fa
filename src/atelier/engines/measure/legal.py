"""Legal projections of France (decree 2000-1276 as amended): which one, and measures made in it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from pyproj.enums import TransformDirection
from shapely.geometry.base import BaseGeometry

WGS84 = "EPSG:4326"
LAMBERT_93 = 2154
# (west, south, east, north) in degrees → EPSG code of the legal projection
OVERSEAS: tuple[tuple[tuple[float, float, float, float], int], ...] = (
    ((-63.2, 14.2, -60.7, 18.2), 5490),  # Guadeloupe, Martinique: RGAF09 / UTM 20N
    ((-54.7, 2.0, -51.5, 6.0), 2972),  # Guyane: RGFG95 / UTM 22N
    ((55.0, -21.6, 56.0, -20.7), 2975),  # La Réunion: RGR92 / UTM 40S
    ((44.9, -13.1, 45.4, -12.5), 4471),  # Mayotte: RGM04 / UTM 38S
    ((-56.6, 46.6, -56.0, 47.2), 4467),  # Saint-Pierre-et-Miquelon: RGSPM06 / UTM 21N
)


def legal_crs(longitude: float, latitude: float) -> int:
    """EPSG code of the legal projection at a place; Lambert-93 when it is none of the overseas ones."""
    for (west, south, east, north), code in OVERSEAS:
        if west <= longitude <= east and south <= latitude <= north:
            return code
    return LAMBERT_93


def project(geometry: BaseGeometry, epsg: int) -> BaseGeometry:
    """A geometry in WGS 84 (longitude, latitude) as metres (easting, northing) of the projection."""
    return shapely.transform(geometry, lambda points: in_metres(points, epsg))


def in_metres(degrees: NDArray[np.float64], epsg: int) -> NDArray[np.float64]:
    """(positions, 2) longitudes and latitudes in WGS 84 as eastings and northings of the projection."""
    return np.column_stack(_transformer(epsg).transform(degrees[:, 0], degrees[:, 1]))


def unproject(geometry: BaseGeometry, epsg: int) -> BaseGeometry:
    """The way back: from metres of the projection to longitude, latitude."""
    transformer = _transformer(epsg)

    def moved(points: Any) -> Any:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1], direction=TransformDirection.INVERSE))

    return shapely.transform(geometry, moved)


@cache
def _transformer(epsg: int) -> Transformer:
    return Transformer.from_crs(WGS84, f"EPSG:{epsg}", always_xy=True)
