"""Where a thing of a table comes from, when it comes from paper."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.sheets.provenance import provenance_sentence
from atelier.sheets.queries import mark_behind
from atelier.tables.rules import access_table


@require_safe
def paper_behind(request: HttpRequest, pk: UUID, thing: UUID) -> JsonResponse:
    """`{"said": "Sheet …, photograph …"}` for whoever sees the table; an empty sentence where no paper is behind."""
    table = access_table(viewer_of(request), pk).table
    mark = mark_behind(table.workshop.atelier, thing)
    said = provenance_sentence(mark.reading) if mark is not None and mark.reading.table_id == table.pk else ""
    return JsonResponse({"said": said}, headers={"Cache-Control": "private, no-cache"})
