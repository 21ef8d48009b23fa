"""What comes out of a table."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify

from atelier.ateliers.viewer import viewer_of
from atelier.common.audit import record
from atelier.common.errors import NotSeen
from atelier.tables.exports import EXPORTS
from atelier.tables.rules import access_table


def export(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """The table as a file: geojson, gpkg or csv."""
    viewer = viewer_of(request)
    table = access_table(viewer, pk).table
    if kind not in EXPORTS:
        raise NotSeen
    writer = EXPORTS[kind]
    record("table.exported", table, by=viewer, kind=kind)
    name = f"{slugify(table.workshop.atelier.title)}-{slugify(table.name)}.{writer.extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(writer.write(table), content_type=writer.content_type, headers=headers)
