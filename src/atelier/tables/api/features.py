"""The features of a collection: contributions as GeoJSON, page after page, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

import shapely
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from shapely.geometry import box, mapping, shape

from atelier.common.errors import NotSeen
from atelier.common.geometry import Bounds
from atelier.common.models import within
from atelier.contributions.models import Contribution
from atelier.contributions.queries import contributions_of_tables
from atelier.people.enums import College
from atelier.tables.api.answers import GEOJSON, Call, Document
from atelier.tables.api.collections import Collection
from atelier.tables.api.parameters import Asked, Place, asked
from atelier.tables.exports.rows import Row, rows_from

COLUMNS = {"legende": "meaning", "calque": "layer", "auteur": "said_by__name"}


def items_document(call: Call, collection: Collection) -> Document:
    """A page of features, and the address of the next."""
    query = asked(call.query)
    chosen = chosen_in(collection, query)
    page = list(_after(chosen, query.after)[: query.limit + 1])
    shown = page[: query.limit]
    links = [*call.own_links(GEOJSON), call.link("collection", collection.title, call.url("collection", collection.id))]
    if len(page) > query.limit:
        links.append(_next(call, collection, shown[-1]))
    rows = rows_from(collection.table, shown, with_names=_shows_names(collection))
    return {
        "type": "FeatureCollection",
        "features": [_feature(row, collection) for row in rows],
        "links": links,
        "timeStamp": f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        "numberMatched": chosen.count(),
        "numberReturned": len(shown),
    }


def item_document(call: Call, collection: Collection, said: str) -> Document:
    """One feature; 404 if it does not stand in this collection."""
    try:
        found = _standing_in(collection).filter(pk=UUID(said)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotSeen
    [row] = rows_from(collection.table, [found], with_names=_shows_names(collection))
    collection_link = call.link("collection", collection.title, call.url("collection", collection.id))
    return {**_feature(row, collection), "links": [*call.own_links(GEOJSON), collection_link]}


def chosen_in(collection: Collection, query: Asked) -> QuerySet[Contribution]:
    """What stands in the collection and answers the question, page apart."""
    chosen = _standing_in(collection)
    if query.since:
        chosen = chosen.filter(said_at__gte=query.since)
    if query.until:
        chosen = chosen.filter(said_at__lt=query.until)
    for name, value in query.properties.items():
        if name == "auteur" and not _shows_names(collection):  # a filter would tell what the answer hides
            chosen = chosen.none() if value else chosen
        else:
            chosen = chosen.filter(**_equal(name, value))
    return _touching(chosen, query.bounds) if query.bounds else chosen


def _shows_names(collection: Collection) -> bool:
    """A program has the token of an atelier, which says nothing of who reads: it is told what all are told."""
    return collection.table.workshop.shows_names


def _standing_in(collection: Collection) -> QuerySet[Contribution]:
    table = collection.table
    said = contributions_of_tables(table.workshop.atelier_id, [str(table.pk)])
    kinds = collection.family.kinds
    return said.filter(geometry__type__in=sorted(kinds)) if kinds else said.filter(west=None)


def _equal(name: str, value: str) -> dict[str, Any]:
    """A college is asked by the name it is written with."""
    if name == "college":
        return {"college__in": [college.value for college in College if str(college.label) == value]}
    return {COLUMNS[name]: value}


def _touching(chosen: QuerySet[Contribution], bounds: Bounds) -> QuerySet[Contribution]:
    """Those whose geometry meets the rectangle: bounds first, then an exact test of those that stick out of it."""
    parts = _parts(bounds)
    near, inside = Q(), Q()
    for west, south, east, north in parts:
        near |= within((west, south, east, north))
        inside |= Q(west__gte=west, south__gte=south, east__lte=east, north__lte=north)
    unsure = list(chosen.filter(near).exclude(inside).order_by().values_list("pk", "geometry"))
    rectangle = shapely.union_all([box(*part) for part in parts])
    met = shapely.intersects([shape(geometry) for _pk, geometry in unsure if geometry], rectangle)
    missed = [pk for (pk, _geometry), meets in zip(unsure, met, strict=True) if not meets]
    return chosen.filter(near).exclude(pk__in=missed)


def _parts(bounds: Bounds) -> list[Bounds]:
    """One rectangle, or two across the antimeridian."""
    west, south, east, north = bounds
    return [bounds] if west <= east else [(west, south, 180.0, north), (-180.0, south, east, north)]


def _after(chosen: QuerySet[Contribution], place: Place | None) -> QuerySet[Contribution]:
    if place is None:
        return chosen
    return chosen.filter(Q(said_at__gt=place.said_at) | Q(said_at=place.said_at, pk__gt=place.pk))


def _next(call: Call, collection: Collection, last: Contribution) -> dict[str, str]:
    kept = {name: value for name, value in call.query.items() if name not in {"after", "token"}}
    after = str(Place(last.said_at, last.pk))
    return call.link("next", _("Next page"), call.url("items", collection.id, **{**kept, "after": after}), GEOJSON)


def _feature(row: Row, collection: Collection) -> Document:
    place = collection.family.as_one_kind(row.place) if row.place else None
    return {
        "type": "Feature",
        "id": row.fields["identifiant"],
        "geometry": mapping(place) if place else None,
        "properties": row.fields,
    }
