"""Kinds of geometry, one a layer: QGIS, and every tool that gives a layer one symbol, wants them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the API's list of collections has no use for it
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Family:
    """`kinds` are the GeoJSON types of its members, `kind` the one they are all written as; "" without a place."""

    name: str
    kind: str
    kinds: frozenset[str]

    def as_one_kind(self, place: BaseGeometry) -> BaseGeometry:
        """A line among multilines, a polygon among multipolygons; the rest as it is."""
        if place.geom_type == self.kind:
            return place
        import shapely

        gathered: BaseGeometry = getattr(shapely, self.kind)([place])
        return gathered


FAMILIES = {
    family.name: family
    for family in (
        Family("traits", "MultiLineString", frozenset({"LineString", "MultiLineString"})),
        Family("surfaces", "MultiPolygon", frozenset({"Polygon", "MultiPolygon"})),
        Family("points", "Point", frozenset({"Point"})),
        Family("sans_lieu", "", frozenset()),
    )
}


def family_of(place: BaseGeometry | None) -> Family:
    """The layer where something lies."""
    if place is None:
        return FAMILIES["sans_lieu"]
    return next(family for family in FAMILIES.values() if place.geom_type in family.kinds)
