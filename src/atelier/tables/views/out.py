"""What comes out of a table."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from atelier.ateliers.viewer import viewer_of
from atelier.common.audit import record
from atelier.common.errors import NotSeen
from atelier.common.job_views import follow_job, unfinished_job
from atelier.common.jobs import start_job
from atelier.tables.exports.files import EXPORTS, file_name
from atelier.tables.rules import access_table

EXPORT_JOB = "atelier.tables.exports.files.export_job"


def export(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """The table as a file: geojson and csv at once; gpkg by a job that has the heavy libraries, started by POST."""
    viewer = viewer_of(request)
    access = access_table(viewer, pk, to="take")
    table, with_names = access.table, access.sees_names
    if kind not in EXPORTS:
        raise NotSeen
    title = _("%(table)s as %(kind)s") % {"table": table.name, "kind": EXPORTS[kind].title}
    if EXPORTS[kind].is_heavy and request.method != "POST":
        return render(request, "tables/export.html", {"table": table, "title": title})
    record("table.exported", table, by=viewer, kind=kind)
    if EXPORTS[kind].is_heavy:
        back_url = reverse("tables:table", args=[pk])
        asked = {"table": str(pk), "kind": kind, "with_names": with_names, "back_url": back_url}
        job = unfinished_job(request, EXPORT_JOB, **asked) or start_job(EXPORT_JOB, title, **asked)
        return follow_job(request, job)
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(table, kind)}"',
        "Cache-Control": "private, no-store",
    }
    file = EXPORTS[kind].write(table, with_names=with_names)
    return HttpResponse(file, content_type=EXPORTS[kind].content_type, headers=headers)
