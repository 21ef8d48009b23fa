"""Adapting the year: add, move, remove, rename, date stages; what differs from the pattern stays in sight."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.ateliers.year.commands import add_stage, change_stage, move_stage, remove_stage, restore_stage
from atelier.ateliers.year.forms import NewStageForm, ReasonForm, StageForm
from atelier.ateliers.year.pages import year_page
from atelier.ateliers.year.rules import abilities, access_stage, access_year
from atelier.common.errors import DomainError


@login_required
def adapt(request: HttpRequest, slug: str) -> HttpResponse:
    """The stages in order, and the pattern beside them. POST adds a stage."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug, to="plan")
    form = NewStageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_stage(atelier, **form.cleaned_data, by=viewer)
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("“%(stage)s” is in the year.") % {"stage": made.title})
            return redirect("ateliers:adapt", slug=slug)
    return _page(request, viewer, atelier, form)


@login_required
def stage_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    held = access_stage(viewer, slug, pk, to="plan")
    form = StageForm(request.POST or None, instance=held, atelier=held.atelier)
    if request.method == "POST" and form.is_valid():
        held.refresh_from_db()  # the form wrote on it; the command says what it was
        try:
            change_stage(held, **form.cleaned_data, by=viewer)
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            return redirect("ateliers:adapt", slug=slug)
    page = {"form": form, "stage": held, "atelier": held.atelier}
    return render(request, "ateliers/year/stage_edit.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def stage_move(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place earlier or later (`places`)."""
    viewer = viewer_of(request)
    held = access_stage(viewer, slug, pk, to="plan")
    move_stage(held, places=-1 if request.POST.get("places") == "-1" else 1, by=viewer)
    return redirect(f"{request.path.partition('/etapes/')[0]}/adapter/#stage-{pk}")


@login_required
@require_POST
def stage_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    held = access_stage(viewer, slug, pk, to="plan")
    form = ReasonForm(request.POST)
    form.is_valid()
    try:
        remove_stage(held, reason=form.cleaned_data.get("reason", ""), by=viewer)
    except DomainError as error:
        return _page(request, viewer, held.atelier, NewStageForm(), refusal=error.sentence)
    return redirect("ateliers:adapt", slug=slug)


@login_required
@require_POST
def stage_restore(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    restore_stage(access_stage(viewer, slug, pk, to="plan"), by=viewer)
    return redirect("ateliers:adapt", slug=slug)


def _page(
    request: HttpRequest, viewer: Viewer, atelier: Atelier, form: NewStageForm, refusal: str = ""
) -> HttpResponse:
    page = year_page(atelier)
    if not page:
        return redirect("ateliers:year", slug=atelier.slug)
    page |= {"atelier": atelier, "form": form, "can": abilities(viewer, atelier), "refusal": refusal}
    return render(request, "ateliers/year/adapt.html", page, status=422 if refusal or form.errors else 200)
