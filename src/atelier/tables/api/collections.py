"""The collections of an atelier: four a table, one a kind of geometry, empty or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.contributions.queries import contributions_of_tables
from atelier.tables.api.answers import GEOJSON, Call, Document
from atelier.tables.api.parameters import CRS84
from atelier.tables.exports.families import FAMILIES, Family
from atelier.tables.exports.rows import CREDIT
from atelier.tables.models import Table
from atelier.tables.queries import tables_of
from atelier.territories.errors import SiteNotBuilt
from atelier.territories.sites import site

GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
Extents = dict[tuple[str, str], dict[str, Any]]


@dataclass(frozen=True)
class Collection:
    """What lies on a table as one kind of geometry: `K7M2PX-traits`."""

    table: Table
    family: Family

    @property
    def id(self) -> str:
        return f"{self.table.code}-{self.family.name.replace('_', '-')}"

    @property
    def title(self) -> str:
        titles = {
            "traits": _("%(table)s: lines"),
            "surfaces": _("%(table)s: areas"),
            "points": _("%(table)s: dot stickers and notes"),
            "sans_lieu": _("%(table)s: notes without a place"),
        }
        return titles[self.family.name] % {"table": self.table.name}


def collections_of(atelier: Atelier) -> list[Collection]:
    return [Collection(table, family) for table in tables_of(atelier) for family in FAMILIES.values()]


def collection_of(atelier: Atelier, said: str) -> Collection:
    """The collection with this id; 404 if the atelier has none."""
    code, _dash, name = said.partition("-")
    family = FAMILIES.get(name.replace("-", "_"))
    table = tables_of(atelier).filter(code=code).first()
    if table is None or family is None or Collection(table, family).id != said:
        raise NotSeen
    return Collection(table, family)


def collections_document(call: Call) -> Document:
    collections = collections_of(call.atelier)
    extents = extents_of(call.atelier, {collection.table for collection in collections})
    return {
        "links": call.own_links(),
        "collections": [_described(call, collection, extents) for collection in collections],
    }


def collection_document(call: Call, collection: Collection) -> Document:
    document = _described(call, collection, extents_of(call.atelier, [collection.table]))
    return {**document, "links": [*call.own_links(), *document["links"]]}


def extents_of(atelier: Atelier, tables: Iterable[Table]) -> Extents:
    """By table and family: bounds and hours of what stands there. One query, whatever the number of tables."""
    said = contributions_of_tables(atelier, [str(table.pk) for table in tables]).order_by()
    rows = said.values("origin_ref", form=KT("geometry__type")).annotate(
        west=Min("west"), south=Min("south"), east=Max("east"), north=Max("north"),
        first=Min("said_at"), last=Max("said_at"),
    )  # fmt: skip
    extents: Extents = {}
    for row in map(dict[str, Any], rows):
        name = next((one.name for one in FAMILIES.values() if row["form"] in one.kinds), "sans_lieu")
        key = (row["origin_ref"], name)
        extents[key] = _widest(extents[key], row) if key in extents else row
    return extents


def _widest(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    least, most = ("west", "south", "first"), ("east", "north", "last")
    return {
        **{name: min(one[name], other[name]) for name in least},
        **{name: max(one[name], other[name]) for name in most},
    }


def _described(call: Call, collection: Collection, extents: Extents) -> Document:
    workshop = collection.table.workshop
    items, title = call.url("items", collection.id), collection.title
    document = {
        "id": collection.id,
        "title": title,
        "description": f"{call.atelier.title}, {workshop.title}. {CREDIT}.",
        "extent": _extent(call.atelier, collection, extents.get((str(collection.table.pk), collection.family.name))),
        "itemType": "feature",
        "crs": [CRS84],
        "links": [
            call.link("items", title, items, GEOJSON),
            call.link("collection", title, call.url("collection", collection.id)),
        ],
    }
    if collection.family.kind:
        document["storageCrs"] = CRS84
    return document


def _extent(atelier: Atelier, collection: Collection, found: dict[str, Any] | None) -> Document:
    """Where and when; the whole site while nothing is drawn, so that a map opens on the right ground."""
    hours = [_hour(found["first"]), _hour(found["last"])] if found else [None, None]
    extent: Document = {"temporal": {"interval": [hours], "trs": GREGORIAN}}
    if collection.family.kind and (bounds := _bounds(atelier, found)):
        extent["spatial"] = {"bbox": [bounds], "crs": CRS84}
    return extent


def _bounds(atelier: Atelier, found: dict[str, Any] | None) -> list[float]:
    if found:
        return [found[name] for name in ("west", "south", "east", "north")]
    try:
        return list(site(atelier.site).bounds)
    except SiteNotBuilt:  # its data come out even where its map is not
        return []


def _hour(moment: Any) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
