"""The replay of a table: its page, and the journal it plays."""

from __future__ import annotations

import zlib
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import NotSeen
from atelier.contributions.queries import contributions_of_table
from atelier.tables.replay_screen import replay_props
from atelier.tables.replaying import Page, moments_of
from atelier.tables.rules import access_table


@require_safe
def replay(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The day of a table again, from the first stroke; without JavaScript, its moments and what stands."""
    access = access_table(viewer_of(request), pk, to="take")
    table = access.table
    page = {
        "table": table,
        "atelier": table.workshop.atelier,
        "moments": moments_of(table),
        "thing_count": contributions_of_table(table.workshop.atelier_id, str(pk)).count(),
        "props": replay_props(access),
    }
    return render(request, "tables/replay.html", page)


@require_safe
def journal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A page of the journal, after entry number `apres`: gzip-compressed JSON, sent again only when it changed."""
    after = request.GET.get("apres", "0")
    if not after.isascii() or not after.isdigit() or len(after) > 15:
        raise NotSeen
    page = Page(access_table(viewer_of(request), pk, to="take").table, int(after))
    headers = {"ETag": page.etag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Encoding"}
    if request.headers.get("If-None-Match") == page.etag:
        return HttpResponseNotModified(headers=headers)
    packed = page.packed()
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(packed, content_type="application/json", headers={**headers, "Content-Encoding": "gzip"})
    return HttpResponse(zlib.decompress(packed, 31), content_type="application/json", headers=headers)
