"""The scale of the project: studies asked, read, compared, taken away."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import NotSeen
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.synthesis.perimeter.files import study_csv, study_geojson
from atelier.synthesis.perimeter.forms import StudyForm
from atelier.synthesis.perimeter.queries import compare, studies_of, study_of
from atelier.synthesis.perimeter.telling import told_study
from atelier.synthesis.vision.rules import abilities, access_shaping, name_of

STUDY_JOB = "atelier.synthesis.perimeter.jobs.study_job"
MAKERS = {"csv": (study_csv, "text/csv; charset=utf-8"), "geojson": (study_geojson, "application/geo+json")}


@login_required
def perimeters(request: HttpRequest, slug: str) -> HttpResponse:
    """Studies made, and the form of another. POST begins one."""
    viewer = viewer_of(request)
    is_asked = request.method == "POST"
    atelier = access_shaping(viewer, slug, to="study_perimeter" if is_asked else "read_shaping")
    form = StudyForm(request.POST if is_asked else None, atelier=atelier)
    if form.is_valid():
        return _begin(request, atelier, form)
    page = {
        "atelier": atelier,
        "can": abilities(viewer, atelier),
        "form": form,
        "studies": studies_of(atelier),
        "people_url": _people_url(slug),
    }
    return render(request, "synthesis/perimeters.html", page, status=422 if form.errors else 200)


@login_required
@require_safe
def perimeter(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_shaping(viewer, slug)
    study = study_of(atelier, pk)
    page = {
        "atelier": atelier,
        "study": study,
        "told": told_study(study),
        "others": studies_of(atelier).exclude(pk=pk),
        "people_url": _people_url(slug),
    }
    return render(request, "synthesis/perimeter.html", page)


@login_required
@require_safe
def perimeter_compare(request: HttpRequest, slug: str, pk: UUID, other: UUID) -> HttpResponse:
    """Two studies side by side."""
    atelier = access_shaping(viewer_of(request), slug)
    one, another = study_of(atelier, other), study_of(atelier, pk)
    page = {"atelier": atelier, "one": one, "other": another, "found": compare(one, another)}
    return render(request, "synthesis/perimeter_compare.html", page)


@login_required
@require_safe
def perimeter_file(request: HttpRequest, slug: str, pk: UUID, ending: str) -> HttpResponse:
    study = study_of(access_shaping(viewer_of(request), slug), pk)
    if ending not in MAKERS:
        raise NotSeen
    make, kind = MAKERS[ending]
    headers = {"Content-Disposition": f'attachment; filename="perimetre-{slug}-{study.number}.{ending}"'}
    return HttpResponse(make(study), content_type=kind, headers=headers)


def _begin(request: HttpRequest, atelier: Atelier, form: StudyForm) -> HttpResponse:
    viewer, pk = viewer_of(request), uuid4()
    arguments: dict[str, Any] = {
        "study": str(pk),
        "atelier": atelier.pk,
        "chosen": form.chosen().plain(),
        "study_title": form.cleaned_data["title"],
        "by": viewer.author_ref,
        "by_name": name_of(viewer),
        "back_url": reverse("synthesis:perimeters", args=[atelier.slug]),
        "next_url": reverse("synthesis:perimeter", args=[atelier.slug, pk]),
    }
    return follow_job(request, start_job(STUDY_JOB, _("The scale of the project"), **arguments))


def _people_url(slug: str) -> str:
    """Who is expected and who came is answered by another room, where it is there."""
    try:
        return reverse("participants:gatherings", kwargs={"slug": slug})
    except NoReverseMatch:
        return ""
