"""What other rooms ask of the territory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from heapq import merge

from django.db.models import F, Max

from atelier.territories.models import Commune, Department, Epci, ReferenceLoad
from atelier.territories.places import LonLat, Place, PlaceIndex
from atelier.territories.sites import Site, site, sites

__all__ = ["Place", "Site", "commune_at", "communes_in", "places_matching", "site", "sites", "warm_places"]

MOST_POPULATED = (F("population").desc(nulls_last=True), "pk")
_lock = threading.Lock()
_cached: tuple[object, PlaceIndex] | None = None


def places_matching(text: str, limit: int = 8, *, near: LonLat | None = None) -> list[Place]:
    """Communes and groupings whose name or postcode looks like `text`; typing mistakes are forgiven.

    near: places within 60 km of it come first among equals.
    """
    return _index().matching(text, limit, near=near)


def warm_places() -> None:
    """Build the index now (0.3 s for the country) rather than at the first search."""
    _index()


def communes_in(west: float, south: float, east: float, north: float) -> list[Commune]:
    """Current communes whose bounds meet the box, the most populated first."""
    meeting = Commune.objects.filter(
        is_current=True, west__lte=east, east__gte=west, south__lte=north, north__gte=south
    )
    return list(meeting.order_by("-population"))


def commune_at(lon: float, lat: float) -> Commune | None:
    """The commune that holds a point, within the 150 m of the simplified outlines; None at sea or abroad."""
    from shapely import Point

    from atelier.territories.outlines import outlines

    candidates = {commune.code: commune for commune in communes_in(lon, lat, lon, lat)}
    point = Point(lon, lat)
    holding = [code for code, outline in outlines(candidates).items() if outline.covers(point)]
    return candidates[holding[0]] if holding else None


def _index() -> PlaceIndex:
    """The index of this process, rebuilt after a load (one small query tells); none is kept of rows never loaded."""
    global _cached
    stamp = ReferenceLoad.objects.aggregate(stamp=Max("loaded_at"))["stamp"]
    if stamp is None:
        return PlaceIndex(_places())
    cached = _cached
    if cached is not None and cached[0] == stamp:
        return cached[1]
    with _lock:
        if _cached is None or _cached[0] != stamp:
            _cached = (stamp, PlaceIndex(_places()))
        return _cached[1]


def _places() -> Iterator[Place]:
    """The most populated first; never all of them at once in memory."""
    return merge(_communes(), _groupings(), key=lambda place: -place.population)


def _bounds(
    west: float | None, south: float | None, east: float | None, north: float | None
) -> tuple[float, float, float, float] | None:
    if west is None or south is None or east is None or north is None:
        return None
    return west, south, east, north


def _communes() -> Iterator[Place]:
    departments = dict(Department.objects.values_list("code", "name"))
    rows = Commune.objects.filter(is_current=True).values_list(
        "code", "name", "search_key", "population", "department_id", "postcodes",
        "lon", "lat", "west", "south", "east", "north",
    )  # fmt: skip
    return (
        Place(
            "commune", code, name, key, population or 0, department, departments[department], postcodes, 1,
            lon, lat, _bounds(west, south, east, north),
        )
        for code, name, key, population, department, postcodes, lon, lat, west, south, east, north
        in rows.order_by(*MOST_POPULATED).iterator(chunk_size=2_000)
    )  # fmt: skip


def _groupings() -> Iterator[Place]:
    rows = Epci.objects.filter(is_current=True).values_list(
        "code", "name", "search_key", "population", "communes_count", "lon", "lat", "west", "south", "east", "north"
    )
    return (
        Place("epci", code, name, key, population or 0, "", "", "", count, lon, lat, _bounds(west, south, east, north))
        for code, name, key, population, count, lon, lat, west, south, east, north in rows.order_by(
            *MOST_POPULATED
        ).iterator(chunk_size=2_000)
    )
