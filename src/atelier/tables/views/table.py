"""The table itself: its page, and the snapshot its screens start from."""

from __future__ import annotations

import zlib
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render

from atelier.ateliers.viewer import Viewer, hold_seat, viewer_of
from atelier.common.errors import NotSeen
from atelier.contributions.queries import contributions_of_table
from atelier.tables.commands import keeper_seat
from atelier.tables.journal import packed_snapshot
from atelier.tables.models import Table
from atelier.tables.rules import TableAccess, access_table, sits_at
from atelier.tables.screen import exports_of, table_props

MOST_ROWS = 100  # every screen receives them, and hides them as soon as it draws


def table(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The table, readable without JavaScript, drawn on with it."""
    try:
        access = _seated(request, pk)
    except NotSeen:
        # everywhere: a stranger at a table's address is shown to its door, which tells nothing more
        found = Table.everywhere.filter(pk=pk).first()
        if found is None:
            raise
        return redirect("tables:join", code=found.code)
    said = contributions_of_table(access.table.workshop.atelier_id, str(pk))
    page = {
        "table": access.table,
        "atelier": access.table.workshop.atelier,
        "contributions": Paginator(said, MOST_ROWS).get_page(request.GET.get("page")),
        "exports": exports_of(access),
        "props": table_props(request, access),
        "can_manage": access.is_keeper,
        "sees_names": access.sees_names,
    }
    return render(request, "tables/table.html", page)


def snapshot(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The table at a recent entry: gzip-compressed JSON, as stored."""
    access = access_table(viewer_of(request), pk)
    seq, packed = packed_snapshot(access.table)
    etag = f'"{access.table.epoch}-{seq}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(packed, content_type="application/json", headers={**headers, "Content-Encoding": "gzip"})
    return HttpResponse(zlib.decompress(packed, 31), content_type="application/json", headers=headers)


def _has_own_seat(access: TableAccess, viewer: Viewer) -> bool:
    """Whether the facilitator's own seat is taken: never a participant's whose key was typed on this browser."""
    seat, account = access.seat, viewer.account
    return bool(seat and account and seat.account_id == account.pk and sits_at(seat, access.table))


def _seated(request: HttpRequest, pk: UUID) -> TableAccess:
    """The viewer's access; a facilitator who comes to a table gets a seat there."""
    viewer = viewer_of(request)
    access = access_table(viewer, pk)
    if access.is_keeper and not _has_own_seat(access, viewer):
        hold_seat(request, keeper_seat(access.table, viewer))
        access = access_table(viewer_of(request), pk)
    return access
