"""Where several tables draw the same thing, or things that contradict each other: areas with the tables named.

All is measured in metres of the legal projection. A line or a point counts as drawn as far as `reach_m` around it: a
felt pen at 1:25 000 is 25 m wide, and a hand misses by as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.measure.legal import legal_crs, project, unproject

SMALLEST_M2 = 100.0
GRID_M = 0.01  # positions are rounded to it, so that edges that touch do not leave splinters
Tables = tuple[str, ...]


class DrawingsCode(StrEnum):
    """Each has its line in docs/reference/agreement.md."""

    NOT_DRAWINGS = "not_drawings"
    NOT_SAID = "not_said"
    NOT_ON_EARTH = "not_on_earth"
    ONE_TABLE = "one_table"
    NOT_A_PAIR = "not_a_pair"
    UNKNOWN_MEANING = "unknown_meaning"


class DrawingsRefused(ValueError):
    """Nothing was computed."""

    def __init__(self, code: DrawingsCode, **values: str | int) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Drawing:
    """What a table drew with a meaning. place: WGS 84, longitude first."""

    table: str
    meaning: str
    place: BaseGeometry


@dataclass(frozen=True)
class Zone:
    """One polygon (WGS 84) that all of `tables` cover with `meaning`; and, in tension, `against` with `opposite`."""

    meaning: str
    tables: Tables
    place: BaseGeometry
    area_m2: float
    opposite: str = ""
    against: Tables = ()


def zones_of(drawings: Sequence[Drawing], opposites: Iterable[tuple[str, str]], *, reach_m: float) -> list[Zone]:
    """Agreement (two tables or more, one meaning), then tension (opposite meanings, not of one same table).

    The largest number of tables first, then the largest area; under 100 m² is passed over. Pieces of a meaning do not
    overlap: each is named by all the tables that cover it. Raises DrawingsRefused.
    """
    if len({drawing.table for drawing in drawings}) < 2:
        raise DrawingsRefused(DrawingsCode.ONE_TABLE)
    epsg = _projection(drawings)
    covered = {meaning: _pieces(tables) for meaning, tables in _by_meaning(drawings, epsg, reach_m).items()}
    found = [
        zone
        for meaning, pieces in covered.items()
        for tables, place in pieces.items()
        if len(tables) > 1
        for zone in _zones(place, epsg, meaning, tables)
    ]
    for first, second in opposites:
        found += _tensions(covered, first, second, epsg)
    return sorted(found, key=_importance)


def _tensions(
    covered: Mapping[str, Mapping[Tables, BaseGeometry]], first: str, second: str, epsg: int
) -> Iterable[Zone]:
    for meaning in (first, second):
        if meaning not in covered:
            raise DrawingsRefused(DrawingsCode.UNKNOWN_MEANING, meaning=meaning, known=", ".join(sorted(covered)))
    for tables, place in covered[first].items():
        for against, other in covered[second].items():
            if len({*tables, *against}) > 1 and place.intersects(other):
                both = _common(place, other)
                yield from _zones(both, epsg, first, tables, second, against)


def _projection(drawings: Sequence[Drawing]) -> int:
    """The legal one where the first drawing lies, whichever comes first by name."""
    for drawing in drawings:
        west, south, east, north = drawing.place.bounds
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
            raise DrawingsRefused(DrawingsCode.NOT_ON_EARTH, table=drawing.table)
    middle = min(drawings, key=lambda drawing: (drawing.table, drawing.place.bounds)).place.centroid
    return legal_crs(middle.x, middle.y)


def _by_meaning(drawings: Sequence[Drawing], epsg: int, reach_m: float) -> dict[str, dict[str, BaseGeometry]]:
    """What each table covers with each meaning, in metres; names in order."""
    drawn: dict[str, dict[str, list[BaseGeometry]]] = {}
    for drawing in sorted(drawings, key=lambda one: (one.meaning, one.table)):
        place = shapely.make_valid(project(drawing.place, epsg))
        place = _ground(place) if place.area else place.buffer(reach_m)
        drawn.setdefault(drawing.meaning, {}).setdefault(drawing.table, []).append(place)
    return {
        meaning: {table: shapely.union_all(places, grid_size=GRID_M) for table, places in tables.items()}
        for meaning, tables in drawn.items()
    }


def _pieces(tables: Mapping[str, BaseGeometry]) -> dict[Tables, BaseGeometry]:
    """The ground cut by who covers it: {(tables): what exactly these cover}, without overlap."""
    pieces: dict[Tables, BaseGeometry] = {}
    for table, cover in tables.items():
        cut: dict[Tables, BaseGeometry] = {}
        rest = cover
        for names, piece in pieces.items():
            cut[(*names, table)] = _common(piece, cover)
            cut[names] = _without(piece, cover)
            rest = _without(rest, piece)
        cut[(table,)] = rest
        pieces = {names: piece for names, piece in cut.items() if piece.area > 0}
    return pieces


def _common(first: BaseGeometry, second: BaseGeometry) -> BaseGeometry:
    return _ground(shapely.intersection(first, second, grid_size=GRID_M))


def _without(place: BaseGeometry, taken: BaseGeometry) -> BaseGeometry:
    return _ground(shapely.difference(place, taken, grid_size=GRID_M))


def _ground(geometry: BaseGeometry) -> BaseGeometry:
    """Its surfaces alone: those that only touch also share lines and points."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2], grid_size=GRID_M)


def _zones(
    place: BaseGeometry, epsg: int, meaning: str, tables: Tables, opposite: str = "", against: Tables = ()
) -> Iterable[Zone]:
    for part in shapely.get_parts(place):
        if part.area >= SMALLEST_M2:
            ring = shapely.orient_polygons(part.normalize())  # the same input, the same bytes; RFC 7946's winding
            yield Zone(meaning, tables, unproject(ring, epsg), part.area, opposite, against)


def _importance(zone: Zone) -> tuple[int, float, str, str, Tables]:
    return (-len({*zone.tables, *zone.against}), -round(zone.area_m2, 1), zone.meaning, zone.opposite, zone.tables)
