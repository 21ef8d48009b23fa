"""Shapes of the API's documents, as OpenAPI 3.0 schemas. The properties are the fields of the exports."""

from __future__ import annotations

from atelier.tables.api.answers import Document
from atelier.tables.exports.rows import FIELDS

TYPES: dict[str, Document] = {
    "text": {"type": "string"},
    "moment": {"type": "string", "format": "date-time"},
    "number": {"type": "number", "nullable": True},
}
TEXT: Document = {"type": "string"}
KINDS = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def schemas() -> dict[str, Document]:
    """By name, as `$ref` names them."""
    links = _list("Link")
    return {
        "Link": _thing({"href": TEXT, "rel": TEXT, "type": TEXT, "title": TEXT}, "href", "rel"),
        "Exception": _thing({"code": TEXT, "description": TEXT}, "code"),
        "Landing": _thing({"title": TEXT, "description": TEXT, "links": links}, "links"),
        "Conformance": _thing({"conformsTo": {"type": "array", "items": TEXT}, "links": links}, "conformsTo"),
        "Collections": _thing({"links": links, "collections": _list("Collection")}, "links", "collections"),
        "Collection": _collection(links),
        "FeatureCollection": _features(links),
        "Feature": _feature(links),
        "Properties": _thing({name: TYPES[kind] for name, kind in FIELDS.items()}),
        "Geometry": {
            "type": "object",
            "nullable": True,
            "required": ["type", "coordinates"],
            "properties": {"type": {**TEXT, "enum": list(KINDS)}, "coordinates": {"type": "array", "items": {}}},
        },
        "Anything": {"type": "object"},
    }


def _collection(links: Document) -> Document:
    fields = {
        "id": TEXT, "title": TEXT, "description": TEXT, "links": links, "extent": {"type": "object"},
        "itemType": TEXT, "crs": {"type": "array", "items": TEXT}, "storageCrs": TEXT,
    }  # fmt: skip
    return _thing(fields, "id", "links")


def _features(links: Document) -> Document:
    count = {"type": "integer", "minimum": 0}
    fields = {
        "type": {**TEXT, "enum": ["FeatureCollection"]}, "features": _list("Feature"), "links": links,
        "timeStamp": TYPES["moment"], "numberMatched": count, "numberReturned": count,
    }  # fmt: skip
    return _thing(fields, "type", "features")


def _feature(links: Document) -> Document:
    fields = {
        "type": {**TEXT, "enum": ["Feature"]}, "id": {**TEXT, "format": "uuid"}, "links": links,
        "geometry": {"$ref": "#/components/schemas/Geometry"},
        "properties": {"$ref": "#/components/schemas/Properties"},
    }  # fmt: skip
    return _thing(fields, "type", "geometry", "properties")


def _list(name: str) -> Document:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _thing(properties: Document, *required: str) -> Document:
    said: Document = {"type": "object", "properties": properties}
    return {**said, "required": list(required)} if required else said
