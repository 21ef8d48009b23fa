"""Demonstrators: the list and its map, the page of one, its pictures, its sheet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import DomainError
from atelier.common.files import file_response
from atelier.common.job_views import follow_job, unfinished_job
from atelier.common.jobs import start_job
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.contributions.lineage.steps import node_asked, steps_from
from atelier.synthesis.demonstrators.commands import (
    Planned,
    Shown,
    add_picture,
    allow_picture,
    change_demonstrator,
    demonstrator_node,
    move_demonstrator,
    remove_picture,
    write_demonstrator,
)
from atelier.synthesis.demonstrators.forms import DemonstratorForm, PictureForm, RightsForm, StateForm
from atelier.synthesis.demonstrators.models import Demonstrator
from atelier.synthesis.demonstrators.queries import (
    album_of,
    demonstrator_of,
    demonstrators_of,
    feature_of,
    picture_of,
    relatives_of,
)
from atelier.synthesis.demonstrators.sketch import sketch_of
from atelier.synthesis.prototypes.queries import solutions_of
from atelier.synthesis.vision.rules import abilities, access_shaping

SHEET_JOB = "atelier.synthesis.demonstrators.jobs.sheet_job"
GEOJSON = "application/geo+json"


@login_required
@require_safe
def demonstrators(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_shaping(viewer, slug)
    found = list(demonstrators_of(atelier))
    page = {
        "atelier": atelier,
        "can": abilities(viewer, atelier),
        "demonstrators": [(one, album_of(one.pictures.all())) for one in found],
        "sketch": sketch_of(found),
    }
    return render(request, "synthesis/demonstrators.html", page)


@login_required
@require_safe
def demonstrators_file(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them as GeoJSON, WGS 84; those without a place have no geometry."""
    atelier = access_shaping(viewer_of(request), slug)
    features = [
        feature_of(one, request.build_absolute_uri(reverse("synthesis:demonstrator", args=[slug, one.pk])))
        for one in Demonstrator.objects.of(atelier)
    ]
    response = JsonResponse({"type": "FeatureCollection", "features": features}, content_type=GEOJSON)
    response.headers["Content-Disposition"] = f'attachment; filename="demonstrateurs-{slug}.geojson"'
    return response


@login_required
def demonstrator_add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_shaping(viewer, slug, to="write_demonstrators")
    said = request.POST if request.method == "POST" else None
    begins = node_asked(request.GET)
    initial = {"sources": request.GET.getlist("carte"), **_begun(atelier, begins)}
    form = DemonstratorForm(said, atelier=atelier, initial=initial)
    if form.is_valid():
        words = form.cleaned_data
        planned = Planned(
            title=words["title"], text=words["text"], bearers=words["bearers"], place_name=words["place_name"],
            geometry=words["geometry"],
        )  # fmt: skip
        more = [begins] if begins and begins.kind != "card" else []  # a card may be unticked
        made = write_demonstrator(atelier, planned, by=viewer, sources=[*more, *form.origins])
        messages.success(request, _("%(name)s is written.") % {"name": made.name})
        return redirect("synthesis:demonstrator", slug=slug, pk=made.pk)
    return _form_page(request, atelier, form, None)


@login_required
@require_safe
def demonstrator(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    return _page(request, slug, pk)


@login_required
def demonstrator_change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_shaping(viewer, slug, to="write_demonstrators")
    one = demonstrator_of(atelier, pk)
    kept = ("title", "text", "bearers", "place_name", "revision")
    initial = {name: getattr(one, name) for name in kept}
    form = DemonstratorForm(request.POST if request.method == "POST" else None, atelier=atelier, initial=initial)
    if form.is_valid():
        words = form.cleaned_data
        wanted = {name: words[name] for name in ("title", "text", "bearers", "place_name")}
        if words["geometry"]:
            wanted["geometry"] = words["geometry"]
        try:
            change_demonstrator(one, revision=words["revision"], sources=form.origins, by=viewer, **wanted)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
            return _form_page(request, atelier, form, one)
        messages.success(request, _("Saved."))
        return redirect("synthesis:demonstrator", slug=slug, pk=pk)
    return _form_page(request, atelier, form, one)


@login_required
@require_POST
def demonstrator_move(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """How far it is."""
    viewer = viewer_of(request)
    one = demonstrator_of(access_shaping(viewer, slug, to="write_demonstrators"), pk)
    form = StateForm(request.POST)
    if form.is_valid():
        try:
            move_demonstrator(one, form.cleaned_data["state"], reason=form.cleaned_data["reason"], by=viewer)
        except DomainError as refused:
            form.add_error("reason", refused.sentence)
        else:
            return redirect("synthesis:demonstrator", slug=slug, pk=pk)
    return _page(request, slug, pk, state_form=form)


@login_required
@require_POST
def picture_add(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    one = demonstrator_of(access_shaping(viewer, slug, to="write_demonstrators"), pk)
    form = PictureForm(request.POST, request.FILES, pictures=one.pictures.all())
    if form.is_valid():
        words = dict(form.cleaned_data)
        try:
            add_picture(one, words.pop("photograph"), Shown(**words), by=viewer)
        except DomainError as refused:
            form.add_error("photograph", refused.sentence)
        else:
            messages.success(request, _("The picture is added."))
            return redirect("synthesis:demonstrator", slug=slug, pk=pk)
    return _page(request, slug, pk, picture_form=form)


@login_required
@require_safe
def picture(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """A picture, for whoever sees the atelier."""
    return file_response(picture_of(access_shaping(viewer_of(request), slug), pk).file, is_shown=True)


@login_required
def picture_rights(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Who took it, and whether everyone may see it."""
    viewer = viewer_of(request)
    found = picture_of(access_shaping(viewer, slug, to="write_demonstrators"), pk)
    known = {name: getattr(found, name) for name in ("credit", "people", "is_public")}
    form = RightsForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        try:
            allow_picture(found, **form.cleaned_data, by=viewer)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("synthesis:demonstrator", slug=slug, pk=found.demonstrator_id)
    page = {"atelier": found.demonstrator.atelier, "one": found.demonstrator, "picture": found, "form": form}
    return render(request, "synthesis/picture_rights.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def picture_remove(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = picture_of(access_shaping(viewer, slug, to="write_demonstrators"), pk)
    remove_picture(found, by=viewer)
    messages.info(request, _("The picture is shown no more."))
    return redirect("synthesis:demonstrator", slug=slug, pk=found.demonstrator_id)


@login_required
@require_POST
def sheet(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The one-page sheet (PDF), made by the worker: it carries a map of the ground."""
    one = demonstrator_of(access_shaping(viewer_of(request), slug), pk)
    arguments = {"demonstrator": str(one.pk), "lang": get_language() or "fr"}
    if job := unfinished_job(request, SHEET_JOB, **arguments):
        return redirect("job", pk=job.pk)
    back = reverse("synthesis:demonstrator", args=[slug, pk])
    title = _("One-page sheet of %(name)s") % {"name": one.name}
    return follow_job(request, start_job(SHEET_JOB, title, **arguments, back_url=back))


def _page(request: HttpRequest, slug: str, pk: UUID, **forms: Any) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_shaping(viewer, slug)
    one = demonstrator_of(atelier, pk)
    pictures = one.pictures.all()
    before, after = relatives_of(atelier, demonstrator_node(one))
    steps = steps_from(viewer, atelier, demonstrator_node(one))
    page = {
        "atelier": atelier,
        "can": abilities(viewer, atelier),
        "one": one,
        "album": album_of(pictures),
        "sketch": sketch_of([one]),
        "before": before,
        "after": after,
        "steps": steps,
        "solutions": solutions_of(one),
        "state_form": StateForm(initial={"state": one.state}),
        "picture_form": PictureForm(pictures=pictures),
        **forms,
    }
    return render(request, "synthesis/demonstrator.html", page, status=422 if forms else 200)


def _form_page(
    request: HttpRequest, atelier: Atelier, form: DemonstratorForm, one: Demonstrator | None
) -> HttpResponse:
    page = {"atelier": atelier, "form": form, "one": one}
    return render(request, "synthesis/demonstrator_form.html", page, status=422 if form.errors else 200)


def _begun(atelier: Atelier, begins: Node | None) -> dict[str, Any]:
    """What a form that begins from a thing says already: its words, and the card where it is one."""
    told = tell_nodes(atelier, [begins]).get(begins) if begins else None
    if begins is None or told is None:
        return {}
    return {"text": told.text, **({"sources": [str(begins.id)]} if begins.kind == "card" else {})}
