"""The page of a stage: its gate, what is brought to it, who validates, its workshops and groups."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Deliverable, Paper, Stage, ThematicGroup, Validation
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.ateliers.year.commands import date_workshop, place_workshop
from atelier.ateliers.year.enums import StageKind, Validator
from atelier.ateliers.year.forms import (
    DeliverableForm,
    GroupForm,
    PaperForm,
    ReasonForm,
    WordsForm,
    WorkshopPlaceForm,
)
from atelier.ateliers.year.gate import (
    ask_deliverable,
    bring_address,
    bring_file,
    drop_deliverable,
    give_validation,
    keep_group,
    pass_gate,
    remove_group,
    remove_paper,
    reopen_stage,
    take_validation_back,
)
from atelier.ateliers.year.queries import one_of, stage_with_all, state_of
from atelier.ateliers.year.rules import abilities, access_stage, access_year, can_validate
from atelier.common.errors import DomainError, NotForYou
from atelier.common.files import file_response


@login_required
@require_safe
def stage(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    return _page(request, viewer, access_stage(viewer, slug, pk))


@login_required
@require_POST
def gate_pass(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Pass the gate; what is missing comes back with the place for a reason."""
    viewer = viewer_of(request)
    held = stage_with_all(access_stage(viewer, slug, pk, to="pass"))
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            pass_gate(held, account=viewer.account, by=viewer, reason=form.cleaned_data["reason"])
        except DomainError as error:
            return _page(request, viewer, held, refusal=error, gate_form=form)
        messages.success(request, _("The gate of “%(stage)s” is passed.") % {"stage": held.title})
        return redirect("ateliers:stage", slug=slug, pk=pk)
    return _page(request, viewer, held, gate_form=form)


@login_required
@require_POST
def gate_reopen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    held = access_stage(viewer, slug, pk, to="pass")
    form = ReasonForm(request.POST)
    form.is_valid()
    try:
        reopen_stage(held, account=viewer.account, reason=form.cleaned_data.get("reason", ""), by=viewer)
    except DomainError as error:
        return _page(request, viewer, held, refusal=error)
    messages.info(request, _("“%(stage)s” is open again.") % {"stage": held.title})
    return redirect("ateliers:stage", slug=slug, pk=pk)


@login_required
@require_POST
def deliverable_ask(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    held = access_stage(viewer, slug, pk, to="plan")
    form = DeliverableForm(request.POST)
    if not form.is_valid():
        return _page(request, viewer, held, ask_form=form)
    ask_deliverable(held, **form.cleaned_data, by=viewer)
    return redirect("ateliers:stage", slug=slug, pk=pk)


@login_required
@require_POST
def deliverable_drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug, to="plan")
    asked: Deliverable = one_of(Deliverable.objects.of(atelier).select_related("stage"), pk)
    drop_deliverable(asked, by=viewer)
    return redirect("ateliers:stage", slug=slug, pk=asked.stage_id)


@login_required
@require_POST
def paper_bring(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A file or an address for a deliverable."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug, to="bring")
    asked: Deliverable = one_of(Deliverable.objects.of(atelier).select_related("stage"), pk)
    asked.stage.atelier = atelier
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, viewer, asked.stage, paper_form=form, paper_for=asked.pk)
    words = form.cleaned_data
    try:
        if words["file"]:
            bring_file(asked, words["file"], title=words["title"], account=viewer.account, by=viewer)
        else:
            bring_address(asked, words["address"], title=words["title"], account=viewer.account, by=viewer)
    except DomainError as error:
        return _page(request, viewer, asked.stage, refusal=error, paper_form=form, paper_for=asked.pk)
    messages.success(request, _("Brought for “%(what)s”.") % {"what": asked.title})
    return redirect("ateliers:stage", slug=slug, pk=asked.stage_id)


@login_required
@require_safe
def paper(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The file of a paper, for whoever may follow the year."""
    atelier = access_year(viewer_of(request), slug)
    papers = Paper.objects.of(atelier).filter(removed_at=None, file__isnull=False)
    return file_response(one_of(papers.select_related("file"), pk).file)


@login_required
@require_POST
def paper_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug, to="bring")
    brought: Paper = one_of(Paper.objects.of(atelier).select_related("deliverable"), pk)
    remove_paper(brought, by=viewer)
    return redirect("ateliers:stage", slug=slug, pk=brought.deliverable.stage_id)


@login_required
@require_POST
def validation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a validation, or take it back (`back`)."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug)
    asked: Validation = one_of(Validation.objects.of(atelier).select_related("stage"), pk)
    if not can_validate(viewer, atelier, asked.role):
        raise NotForYou(who=Validator(asked.role).label)
    form = WordsForm(request.POST)
    if "back" in request.POST:
        take_validation_back(asked, by=viewer)
    elif form.is_valid():
        give_validation(asked, account=viewer.account, words=form.cleaned_data["words"], by=viewer)
    return redirect("ateliers:stage", slug=slug, pk=asked.stage_id)


@login_required
@require_POST
def workshop_place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A workshop of the atelier belongs to this stage, on this day."""
    viewer = viewer_of(request)
    held = access_stage(viewer, slug, pk, to="plan")
    form = WorkshopPlaceForm(request.POST, atelier=held.atelier)
    if not form.is_valid():
        return _page(request, viewer, held, workshop_form=form)
    workshop = form.cleaned_data["workshop"]
    if workshop.stage_id != held.pk:
        place_workshop(workshop, held, by=viewer)
    if workshop.held_on != form.cleaned_data["held_on"]:
        date_workshop(workshop, form.cleaned_data["held_on"], by=viewer)
    return redirect("ateliers:stage", slug=slug, pk=pk)


@login_required
def group_edit(request: HttpRequest, slug: str, pk: int, group_pk: int = 0) -> HttpResponse:
    """A thematic group of an inter-workshop, new or changed."""
    viewer = viewer_of(request)
    held = access_stage(viewer, slug, pk, to="bring")
    group = one_of(held.groups.filter(removed_at=None), group_pk) if group_pk else ThematicGroup(stage=held)
    form = GroupForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid():
        keep_group(form.instance, by=viewer)
        return redirect("ateliers:stage", slug=slug, pk=pk)
    title = group.title if group_pk else _("New thematic group")
    page = {"form": form, "title": title, "stage": held, "atelier": held.atelier, "group": group if group_pk else None}
    return render(request, "ateliers/year/group.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def group_remove(request: HttpRequest, slug: str, pk: int, group_pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    held = access_stage(viewer, slug, pk, to="bring")
    remove_group(one_of(held.groups.filter(removed_at=None), group_pk), by=viewer)
    return redirect("ateliers:stage", slug=slug, pk=pk)


def _page(
    request: HttpRequest, viewer: Viewer, held: Stage, *, refusal: DomainError | None = None, **forms: Any
) -> HttpResponse:
    atelier, whole = held.atelier, stage_with_all(held)
    page = {
        "atelier": atelier,
        "stage": whole,
        "state": state_of(whole, timezone.localdate()),
        "can": abilities(viewer, atelier),
        "validations": [(one, can_validate(viewer, atelier, one.role)) for one in whole.validations.all()],
        "refusal": refusal.sentence if refusal else "",
        "holds_groups": whole.kind == StageKind.INTER,
        "gate_form": ReasonForm(),
        "paper_form": PaperForm(),
        "ask_form": DeliverableForm(),
        "workshop_form": WorkshopPlaceForm(atelier=atelier),
    }
    return render(request, "ateliers/year/stage.html", page | forms, status=422 if refusal or forms else 200)
