"""Pictures of a table to take home: a page with three wishes, each starting a job."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from atelier.ateliers.viewer import viewer_of
from atelier.common.audit import record
from atelier.common.job_views import follow_job, unfinished_job
from atelier.common.jobs import start_job
from atelier.tables.pictures.forms import FORMS, wish_of
from atelier.tables.rules import access_table

PICTURE_JOB = "atelier.tables.pictures.jobs.picture_job"


def pictures(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for a sheet, a strip or a film; POST starts its making, or goes on following the same one."""
    viewer = viewer_of(request)
    table = access_table(viewer, pk, to="take").table
    asked = request.POST.get("what", "") if request.method == "POST" else ""
    forms = {what: form(request.POST if what == asked else None, prefix=what) for what, form in FORMS.items()}
    if asked in forms and forms[asked].is_valid():
        wish = wish_of(forms[asked])
        arguments = {
            "table": str(pk),
            "wish": wish,
            "lang": get_language() or "fr",
            "back_url": reverse("tables:pictures", args=[pk]),
        }
        job = unfinished_job(request, PICTURE_JOB, **arguments)
        if job is None:
            record("table.exported", table, by=viewer, kind=wish["what"])
            job = start_job(PICTURE_JOB, _("%(table)s in pictures") % {"table": table.name}, **arguments)
        return follow_job(request, job)
    page = {"table": table, "atelier": table.workshop.atelier, "forms": forms}
    return render(request, "tables/pictures.html", page, status=422 if asked else 200)
