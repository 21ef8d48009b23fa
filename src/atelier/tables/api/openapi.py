"""The definition of the API, OpenAPI 3.0, made from what the code knows: collections, parameters, fields.

Each collection has its own paths: that is where QGIS looks for the properties it may filter by on the server.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from atelier import __version__
from atelier.tables.api.answers import EVERYWHERE, FORMATS, GEOJSON, JSON, OPENAPI, Call, Document
from atelier.tables.api.collections import Collection
from atelier.tables.api.parameters import CRS84, CRS_PARAMETERS, DEFAULT_LIMIT, ITEMS_PARAMETERS, MAX_LIMIT, PROPERTIES
from atelier.tables.api.schemas import schemas

REFUSALS = {"400": "Refused", "401": "Unauthorised", "404": "Unseen"}


def openapi_document(call: Call, collections: Iterable[Collection]) -> Document:
    return {
        "openapi": "3.0.3",
        "info": {
            "title": call.atelier.title,
            "version": __version__,
            "description": _("What was drawn and written at the tables of this atelier."),
        },
        "servers": [{"url": call.request.build_absolute_uri(call.request.path).removesuffix("/api")}],
        "security": [{"bearer": []}, {"basic": []}, {"address": []}],
        "paths": {**_fixed_paths(), **_collection_paths(collections)},
        "components": {
            "schemas": schemas(),
            "parameters": parameters(),
            "responses": _responses(),
            "securitySchemes": _security(),
        },
    }


def parameters() -> dict[str, Document]:
    """Every query parameter by its name. Those of `PROPERTIES` do not explode: QGIS knows them by that."""
    whole = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    numbers = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
    text = {"type": "string"}
    said = {
        "limit": _parameter("limit", _("How many features at most."), whole),
        "bbox": _parameter("bbox", _("Rectangle: west,south,east,north in degrees."), numbers, explode=False),
        "datetime": _parameter(
            "datetime", _("When it was said: an instant, a day, or an interval open or closed."), text
        ),
        "after": _parameter("after", _("Where a page stopped; given by the link “next”."), text),
        "f": _parameter("f", _("json for programs, pretty for persons."), {**text, "enum": list(FORMATS)}),
        "token": _parameter("token", _("Access token, where it cannot be given in a header."), text),
    }
    for name in CRS_PARAMETERS:
        said[name] = _parameter(name, _("Longitude and latitude, WGS 84, and no other."), {**text, "enum": [CRS84]})
    for name in PROPERTIES:
        described = _("Only what has this value for “%(name)s”.") % {"name": name}
        said[name] = _parameter(name, described, text, explode=False)
    return said


def _parameter(name: str, description: str, schema: Document, *, explode: bool = True) -> Document:
    return {
        "name": name, "in": "query", "description": description, "required": False,
        "schema": schema, "style": "form", "explode": explode,
    }  # fmt: skip


def _fixed_paths() -> dict[str, Document]:
    pages = {
        "/": ("landing", _("Where to start"), JSON, "Landing"),
        "/conformance": ("conformance", _("What this API conforms to"), JSON, "Conformance"),
        "/api": ("api", _("Definition of this API"), OPENAPI, "Anything"),
        "/collections": ("collections", _("Collections"), JSON, "Collections"),
    }
    return {path: _page(*page) for path, page in pages.items()}


def _collection_paths(collections: Iterable[Collection]) -> dict[str, Document]:
    paths: dict[str, Document] = {}
    for one in collections:
        root, suffix = f"/collections/{one.id}", one.id.replace("-", "_")
        items = _page(f"items_{suffix}", one.title, GEOJSON, "FeatureCollection", ITEMS_PARAMETERS)
        item = _page(f"item_{suffix}", one.title, GEOJSON, "Feature")
        item["parameters"] = [
            {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
        ]
        paths[root] = _page(f"collection_{suffix}", one.title, JSON, "Collection")
        paths[f"{root}/items"] = items
        paths[f"{root}/items/{{featureId}}"] = item
    return paths


def _page(identifier: str, summary: str, kind: str, schema: str, names: Iterable[str] = ()) -> Document:
    """A path that is read with GET."""
    answers = {kind: {"schema": _reference("schemas", schema)}}
    if kind != JSON:
        answers[JSON] = answers[kind]
    refusals = {status: _reference("responses", name) for status, name in REFUSALS.items()}
    return {
        "get": {
            "operationId": identifier,
            "summary": summary,
            "parameters": [_reference("parameters", name) for name in sorted({*EVERYWHERE, *names})],
            "responses": {"200": {"description": summary, "content": answers}, **refusals},
        }
    }


def _responses() -> Mapping[str, Document]:
    sentences = {
        "Refused": _("A parameter is unknown or cannot be read."),
        "Unauthorised": _("The access token is missing or wrong."),
        "Unseen": _("Nothing is there, or not for this token."),
    }
    content = {JSON: {"schema": _reference("schemas", "Exception")}}
    return {name: {"description": sentence, "content": content} for name, sentence in sentences.items()}


def _security() -> Mapping[str, Any]:
    return {
        "bearer": {"type": "http", "scheme": "bearer"},
        "basic": {"type": "http", "scheme": "basic", "description": _("Any name; the token as the password.")},
        "address": {"type": "apiKey", "in": "query", "name": "token"},
    }


def _reference(part: str, name: str) -> Document:
    return {"$ref": f"#/components/{part}/{name}"}
