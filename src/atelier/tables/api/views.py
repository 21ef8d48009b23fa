"""The addresses of the API. Each reads the question, asks for access (`api_page`), and answers with a document.

Features come with geometry libraries: they are loaded when a program asks for some.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from atelier.common.errors import NotSeen
from atelier.tables.api.answers import GEOJSON, OPENAPI, Call, Document, api_page
from atelier.tables.api.collections import (
    collection_document,
    collection_of,
    collections_document,
    collections_of,
)
from atelier.tables.api.openapi import openapi_document
from atelier.tables.api.parameters import ITEMS_PARAMETERS

CONFORMANCE = [
    f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "geojson", "oas30")
]


@api_page()
def landing(call: Call) -> Document:
    """Where a program starts: the address to give to QGIS."""
    return {
        "title": call.atelier.title,
        "description": _("What was drawn and written at the tables of this atelier."),
        "links": [
            *call.own_links(),
            call.link("service-desc", _("Definition of this API"), call.url("api"), OPENAPI),
            call.link("conformance", _("What this API conforms to"), call.url("conformance")),
            call.link("data", _("Collections"), call.url("collections")),
        ],
    }


@api_page()
def conformance(call: Call) -> Document:
    return {"conformsTo": CONFORMANCE, "links": call.own_links()}


@api_page(OPENAPI)
def api(call: Call) -> Document:
    return openapi_document(call, collections_of(call.atelier))


@api_page()
def collections(call: Call) -> Document:
    return collections_document(call)


@api_page()
def collection(call: Call, said: str) -> Document:
    return collection_document(call, collection_of(call.atelier, said))


@api_page(GEOJSON, parameters=ITEMS_PARAMETERS)
def items(call: Call, said: str) -> Document:
    from atelier.tables.api.features import items_document

    return items_document(call, collection_of(call.atelier, said))


@api_page(GEOJSON)
def item(call: Call, said: str, feature: str) -> Document:
    from atelier.tables.api.features import item_document

    return item_document(call, collection_of(call.atelier, said), feature)


@api_page()
def nothing(call: Call, rest: str) -> Document:
    """Any other address: nothing, said in the API's own way."""
    raise NotSeen
