"""Geometry kept as GeoJSON in WGS 84 (longitude, latitude), without any system library."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Bounds = tuple[float, float, float, float]
KINDS = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}


class GeometryField(models.JSONField):
    """A GeoJSON geometry object; refuses other types, NaN and positions out of the world."""

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value is not None:
            check_geometry(value)


def check_geometry(geometry: Any) -> None:
    """Raises ValidationError with a sentence when `geometry` is not a GeoJSON geometry on the globe."""
    if not isinstance(geometry, dict) or geometry.get("type") not in KINDS:
        raise ValidationError(_("This is not a GeoJSON geometry."), code="geometry_kind")
    points = list(positions_of(geometry.get("coordinates")))
    if not points:
        raise ValidationError(_("This geometry has no position."), code="geometry_empty")
    for longitude, latitude in points:
        if not (math.isfinite(longitude) and math.isfinite(latitude)):
            raise ValidationError(_("A position is not a number."), code="geometry_nan")
        if abs(longitude) > 180 or abs(latitude) > 90:
            raise ValidationError(_("A position is out of the world."), code="geometry_out")


def positions_of(coordinates: Any) -> Iterator[tuple[float, float]]:
    """Every (longitude, latitude) of a coordinates array of any depth."""
    if not isinstance(coordinates, list | tuple):
        return
    if len(coordinates) >= 2 and all(isinstance(value, int | float) for value in coordinates[:2]):
        yield float(coordinates[0]), float(coordinates[1])
        return
    for part in coordinates:
        yield from positions_of(part)


def bounds_of(geometry: dict[str, Any]) -> Bounds:
    """(west, south, east, north) in degrees."""
    is_line = geometry["type"] == "LineString"  # nearly everything that is drawn: nothing to search in its array
    positions = geometry["coordinates"] if is_line else positions_of(geometry["coordinates"])
    longitudes, latitudes, *_ = zip(*positions, strict=False)  # some have a height, or not everywhere
    return float(min(longitudes)), float(min(latitudes)), float(max(longitudes)), float(max(latitudes))
