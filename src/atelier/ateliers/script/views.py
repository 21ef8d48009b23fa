"""The script of a workshop: written, ordered, copied, printed; and the steps its tables work in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Script, Sequence, Step, Workshop
from atelier.ateliers.script.clock import timed
from atelier.ateliers.script.commands import (
    begin_script,
    copy_model,
    copy_script,
    keep_script,
    keep_sequence,
    move_sequence,
    name_step,
    order_sequences,
    remove_sequence,
    rename_step,
)
from atelier.ateliers.script.forms import CopyForm, ScriptForm, SequenceForm, StepForm
from atelier.ateliers.script.library import script_model, script_models
from atelier.ateliers.script.material import needed
from atelier.ateliers.script.printing import script_pdf
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.ateliers.year.queries import one_of
from atelier.ateliers.year.rules import abilities, access_year
from atelier.common.errors import DomainError, NotSeen


def access_script(viewer: Viewer, workshop_pk: int, *, to: str = "follow") -> tuple[Workshop, Script]:
    """A workshop and its script, begun in memory where there is none; 404 if unseen, 403 if forbidden."""
    # everywhere: the atelier is found through the workshop, then asked
    workshop = Workshop.everywhere.select_related("atelier__year", "stage").filter(pk=workshop_pk).first()
    if workshop is None:
        raise NotSeen
    workshop.atelier = access_year(viewer, workshop.atelier.slug, to=to)
    script = Script.objects.of(workshop.atelier_id).filter(workshop=workshop).first()
    return workshop, script or Script(workshop=workshop)


@login_required
def script(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """The script. POST changes its hour, place, aim and numbers."""
    viewer = viewer_of(request)
    workshop, held = access_script(viewer, workshop_pk, to="follow" if request.method == "GET" else "script")
    form = ScriptForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        if held.pk is None:
            held.pk = begin_script(workshop, by=viewer).pk
            held._state.adding = False
        keep_script(form.instance, by=viewer)
        return redirect("ateliers:script", workshop_pk=workshop_pk)
    return _page(request, viewer, workshop, held, form=form)


@login_required
@require_POST
def script_copy(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """A model's sequences, or another workshop's, take the place of these."""
    viewer = viewer_of(request)
    workshop, held = access_script(viewer, workshop_pk, to="script")
    form = CopyForm(request.POST, sources=_sources(workshop))
    if not form.is_valid():
        return _page(request, viewer, workshop, held, copy_form=form)
    kind, _colon, key = form.cleaned_data["source"].partition(":")
    if kind == "model":
        copy_model(workshop, script_model(key), by=viewer)
    else:
        other: Script = one_of(Script.objects.of(workshop.atelier_id).select_related("workshop"), int(key))
        copy_script(workshop, other, by=viewer)
    messages.success(request, _("The script is copied: change it as you like."))
    return redirect("ateliers:script", workshop_pk=workshop_pk)


@login_required
def sequence_edit(request: HttpRequest, workshop_pk: int, pk: int = 0) -> HttpResponse:
    """A sequence, new or changed."""
    viewer = viewer_of(request)
    workshop, held = access_script(viewer, workshop_pk, to="script")
    if pk:
        sequence = _sequence(workshop, pk)
    else:
        last = held.sequences.last() if held.pk else None
        sequence = Sequence(day=last.day if last else 1)
    form = SequenceForm(request.POST or None, instance=sequence, workshop=workshop)
    if request.method == "POST" and form.is_valid():
        made = form.instance
        made.material = form.cleaned_data["material_lines"]
        if not pk:
            made.script = begin_script(workshop, by=viewer)
        keep_sequence(made, by=viewer)
        return redirect(f"{_address(workshop_pk)}#sequence-{made.pk}")
    title = sequence.title if pk else _("New sequence")
    page = {"form": form, "title": title, "workshop": workshop, "atelier": workshop.atelier}
    return render(request, "ateliers/script/sequence.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def sequence_move(request: HttpRequest, workshop_pk: int, pk: int) -> HttpResponse:
    """One place earlier or later: what the keyboard has where a mouse drags."""
    viewer = viewer_of(request)
    workshop, _held = access_script(viewer, workshop_pk, to="script")
    move_sequence(_sequence(workshop, pk), places=-1 if request.POST.get("places") == "-1" else 1, by=viewer)
    return redirect(f"{_address(workshop_pk)}#sequence-{pk}")


@login_required
@require_POST
def sequence_remove(request: HttpRequest, workshop_pk: int, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    workshop, _held = access_script(viewer, workshop_pk, to="script")
    remove_sequence(_sequence(workshop, pk), by=viewer)
    return redirect("ateliers:script", workshop_pk=workshop_pk)


@login_required
@require_POST
def script_order(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """The whole order (`order`: numbers, commas), as a drag leaves it."""
    viewer = viewer_of(request)
    workshop, held = access_script(viewer, workshop_pk, to="script")
    order = [int(word) for word in request.POST.get("order", "").split(",") if word.strip().isdecimal()]
    try:
        if held.pk:
            order_sequences(held, order, by=viewer)
    except DomainError as error:
        return _page(request, viewer, workshop, held, refusal=error.sentence)
    return redirect("ateliers:script", workshop_pk=workshop_pk)


@login_required
@require_POST
def step_add(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """A step more, or (`step`) another name for one."""
    viewer = viewer_of(request)
    workshop, held = access_script(viewer, workshop_pk, to="script")
    form = StepForm(request.POST)
    if not form.is_valid():
        return _page(request, viewer, workshop, held, step_form=form)
    title, pk = form.cleaned_data["title"], request.POST.get("step", "")
    try:
        if pk.isdecimal():
            rename_step(
                one_of(Step.objects.of(workshop.atelier_id).filter(workshop=workshop), int(pk)), title=title, by=viewer
            )
        else:
            name_step(workshop, title=title, by=viewer)
    except DomainError as error:
        return _page(request, viewer, workshop, held, refusal=error.sentence)
    return redirect(f"{_address(workshop_pk)}#steps")


@login_required
@require_safe
def script_print(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """The script on A4, as a tagged PDF."""
    workshop, held = access_script(viewer_of(request), workshop_pk)
    if held.pk is None:
        raise NotSeen
    content = script_pdf(workshop, held)
    headers = {"Content-Disposition": f'inline; filename="deroule-{workshop.pk}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _page(
    request: HttpRequest, viewer: Viewer, workshop: Workshop, held: Script, *, refusal: str = "", **forms: Any
) -> HttpResponse:
    sequences = list(held.sequences.select_related("step")) if held.pk else []
    lines = timed(held, sequences)
    material = [thing for one in sequences for thing in one.material]
    page = {
        "workshop": workshop,
        "atelier": workshop.atelier,
        "script": held,
        "lines": lines,
        "minutes": sum(one.sequence.minutes for one in lines),
        "steps": workshop.steps.all(),
        "needed": needed(material, tables=held.tables, people=held.people),
        "can": abilities(viewer, workshop.atelier),
        "refusal": refusal,
        "form": ScriptForm(instance=held),
        "step_form": StepForm(),
        "copy_form": CopyForm(sources=_sources(workshop)),
    }
    status = 422 if refusal or any(one.errors for one in forms.values()) else 200
    return render(request, "ateliers/script/script.html", page | forms, status=status)


def _sequence(workshop: Workshop, pk: int) -> Sequence:
    sequences = Sequence.objects.of(workshop.atelier_id).filter(script__workshop=workshop)
    found: Sequence = one_of(sequences.select_related("script__workshop"), pk)
    return found


def _sources(workshop: Workshop) -> list[tuple[str, str]]:
    models = [(f"model:{one.key}", _("Model: %(title)s") % {"title": one.title}) for one in script_models()]
    others = Script.objects.of(workshop.atelier_id).exclude(workshop=workshop).select_related("workshop")
    return [*models, *((f"workshop:{one.pk}", one.workshop.title) for one in others)]


def _address(workshop_pk: int) -> str:
    return f"/seances/{workshop_pk}/deroule/"
