"""A facilitator brings a file: upload, preview, then laid or given up."""

from __future__ import annotations

from pathlib import PurePath
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.common.audit import record
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.contributions.enums import ContributionKind
from atelier.tables.commands import keeper_seat
from atelier.tables.forms import ImportForm, LayForm
from atelier.tables.importing.sentences import problem_sentence
from atelier.tables.importing.store import Pending, Preview
from atelier.tables.models import Table
from atelier.tables.rules import access_table

MOST_COLUMNS = 6
JOBS = "atelier.tables.importing.jobs"


@never_cache
def bring(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a file; POST starts its reading."""
    viewer = viewer_of(request)
    table = access_table(viewer, pk, to="manage").table
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        pending = Pending.start(table.pk, file.chunks())
        name = PurePath(file.name).stem[:60] or _("Import")
        record("table.import_read", table, by=viewer, name=name)
        job = start_job(
            f"{JOBS}.read_job",
            _("Reading %(file)s") % {"file": file.name[:100]},
            table=str(pk),
            pending=str(pending.import_id),
            name=name,
            crs=form.cleaned_data["crs"],
            back_url=reverse("tables:import", args=[pk]),
            next_url=reverse("tables:import_preview", args=[pk, pending.import_id]),
        )
        return follow_job(request, job)
    return render(request, "tables/import.html", _where(table) | {"form": form}, status=422 if form.errors else 200)


@never_cache
def preview(request: HttpRequest, pk: UUID, import_pk: UUID) -> HttpResponse:
    """What the file holds and what is wrong with it; POST lays it. Once laid, what was done."""
    viewer = viewer_of(request)
    table = access_table(viewer, pk, to="manage").table
    pending = Pending(pk, import_pk)
    seen = pending.preview()
    if outcome := pending.outcome():
        return render(request, "tables/import_done.html", _where(table) | {"outcome": outcome, "preview": seen})
    form = LayForm(request.POST or None, table=table, name=seen.name, shapes=seen.counts, fields=seen.fields)
    if request.method == "POST" and form.is_valid():
        here = reverse("tables:import_preview", args=[pk, import_pk])
        title = _("Laying %(file)s on %(table)s") % {"file": seen.name, "table": table.name}
        seat = keeper_seat(table, viewer)
        arguments = {"table": str(pk), "pending": str(import_pk), "seat": seat.pk, "wish": form.wish}
        return follow_job(request, start_job(f"{JOBS}.lay_job", title, **arguments, back_url=here, next_url=here))
    page = _where(table) | _told(seen) | {"form": form, "import_pk": import_pk}
    return render(request, "tables/import_preview.html", page, status=422 if form.errors else 200)


@require_safe
def picture(request: HttpRequest, pk: UUID, import_pk: UUID) -> HttpResponse:
    """The preview's map, an image."""
    access_table(viewer_of(request), pk, to="manage")
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(Pending(pk, import_pk).picture(), content_type="image/svg+xml", headers=headers)


@require_POST
def give_up(request: HttpRequest, pk: UUID, import_pk: UUID) -> HttpResponse:
    """The file is forgotten; the table never knew it."""
    access_table(viewer_of(request), pk, to="manage")
    Pending(pk, import_pk).forget()
    messages.info(request, _("The file was forgotten. Nothing was laid."))
    return redirect("tables:manage", pk=pk)


def _where(table: Table) -> dict[str, object]:
    return {"table": table, "atelier": table.workshop.atelier}


def _told(seen: Preview) -> dict[str, object]:
    """The preview in words: counts by shape, a table of the first features, problems with their sentences."""
    columns = seen.fields[:MOST_COLUMNS]
    rows = [
        (row.feature, ContributionKind(row.shape).label, [row.attributes.get(name, "") for name in columns])
        for row in seen.rows
    ]
    problems = [(one.feature, one.is_error, problem_sentence(one.code, one.values)) for one in seen.problems]
    return {
        "preview": seen,
        "objects": sum(seen.counts.values()),
        "counts": [(ContributionKind(shape).label, count) for shape, count in seen.counts.items()],
        "columns": columns,
        "rows": rows,
        "more_columns": len(seen.fields) - len(columns),
        "errors": [problem for problem in problems if problem[1]],
        "warnings": [problem for problem in problems if not problem[1]],
        "more_problems": sum(seen.totals.values()) - len(problems),
        "warned": sum(seen.totals.values()) - seen.left_out,
    }
