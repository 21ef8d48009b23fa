"""The reliefs of an atelier: those that were made, and the page where one asks for another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import DomainError, NotSeen
from atelier.common.files import file_response
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.reliefs.commands import ask_relief, ask_relief_again, delete_relief
from atelier.reliefs.enums import KINDS, PATHS, FileRole, ReliefKind
from atelier.reliefs.forms import FORMS, PlaceForm, initial_of
from atelier.reliefs.grounds import TITLES, ready_ground
from atelier.reliefs.measures import measures_of
from atelier.reliefs.models import Relief
from atelier.reliefs.presets import Preset, presets_of
from atelier.reliefs.queries import file_of, reliefs_visible_to, tables_with_drawings
from atelier.reliefs.refusals import GroundPreparing
from atelier.reliefs.rules import ReliefAccess, access_relief, access_reliefs, tables_to_take
from atelier.reliefs.screen import card_of, facts_of, place_props
from atelier.reliefs.wishes import read_wish
from atelier.territories.sites import site

RELIEF_JOB = "atelier.reliefs.jobs.relief_job"
SHOWN = {FileRole.PICTURE}


@require_safe
def relief_list(request: HttpRequest, slug: str) -> HttpResponse:
    access = access_reliefs(viewer_of(request), slug)
    page = {
        "atelier": access.atelier,
        "cards": [card_of(relief) for relief in reliefs_visible_to(access)],
        "kinds": [(kind, PATHS[kind]) for kind in ReliefKind],
        "can_make": access.can_make,
    }
    return render(request, "reliefs/list.html", page)


def relief_create(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """Choose a place and ask. `?lieu=` opens on a preset, `?comme=` on a relief already made."""
    access = access_reliefs(viewer_of(request), slug, to="make")
    kind, presets = _kind(path), presets_of(access.atelier)
    chosen = next((one for one in presets if one.key == request.GET.get("lieu")), presets[0])
    form = _form(access, kind, request.POST if request.method == "POST" else None, _initial(request, access, chosen))
    if request.method == "POST" and form.is_valid():
        wish = form.wish()
        tables_to_take(access, wish.tables)
        return _make(request, ask_relief(access.atelier, wish, account=access.viewer.account, by=access.viewer))
    page = {
        "atelier": access.atelier,
        "kind": kind,
        "kinds": [(one, PATHS[one]) for one in ReliefKind],
        "form": form,
        "presets": presets,
        "chosen": chosen,
        "props": place_props(access.atelier, form, presets, reverse("reliefs:measure", args=[slug, path])),
    }
    return render(request, "reliefs/create.html", page, status=422 if form.errors else 200)


@require_safe
def measure(request: HttpRequest, slug: str, path: str) -> JsonResponse:
    """What the form would give, in sentences; `errors` says what keeps it from being made."""
    access = access_reliefs(viewer_of(request), slug, to="make")
    form = _form(access, _kind(path), request.GET, {})
    form.fields["title"].required = False
    if not form.is_valid():
        return JsonResponse({"lines": [], "errors": [str(line) for lines in form.errors.values() for line in lines]})
    try:
        found = measures_of(form.wish(), ready_ground(access.atelier.site))
    except GroundPreparing as wait:
        return JsonResponse({"lines": [], "errors": [wait.sentence]}, status=wait.http_status)
    except DomainError as refusal:
        return JsonResponse({"lines": [], "errors": [refusal.sentence]})
    lines = [{"label": one.label, "value": one.value, "isWarning": one.is_warning} for one in found]
    return JsonResponse({"lines": lines, "errors": []})


@require_safe
def relief_detail(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    relief, access = access_relief(viewer_of(request), slug, pk)
    page = {
        "atelier": access.atelier,
        "relief": relief,
        "card": card_of(relief),
        "facts": facts_of(relief),
        "can_make": access.can_make,
    }
    return render(request, "reliefs/detail.html", page)


@require_safe
def relief_file(request: HttpRequest, slug: str, pk: UUID, ordinal: int) -> HttpResponse:
    """A file to save; the picture is shown in the page."""
    relief, _access = access_relief(viewer_of(request), slug, pk)
    one = file_of(relief, ordinal)
    return file_response(one.file, is_shown=one.role in SHOWN)


@require_POST
def relief_again(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The same wish, on the drawings of today."""
    relief, access = access_relief(viewer_of(request), slug, pk, to="make")
    ask_relief_again(relief, by=access.viewer)
    return _make(request, relief)


@require_POST
def relief_delete(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    relief, access = access_relief(viewer_of(request), slug, pk, to="make")
    delete_relief(relief, by=access.viewer)
    messages.info(request, _("“%(title)s” and its files are deleted.") % {"title": relief.title})
    return redirect("reliefs:list", slug=slug)


def _make(request: HttpRequest, relief: Relief) -> HttpResponse:
    page = reverse("reliefs:detail", args=[relief.atelier.slug, relief.pk])
    title = f"{relief.get_kind_display()} · {relief.title}"[:160]
    arguments = {"relief": str(relief.pk), "lang": get_language() or "fr", "back_url": page, "next_url": page}
    return follow_job(request, start_job(RELIEF_JOB, title, **arguments))


def _kind(path: str) -> ReliefKind:
    if path not in KINDS:
        raise NotSeen
    return KINDS[path]


def _form(access: ReliefAccess, kind: ReliefKind, said: Any, initial: dict[str, Any]) -> PlaceForm:
    atelier = access.atelier
    place = site(atelier.site)
    known = {key: title for key, title in TITLES.items() if key in place.layers or key in {"woods", "built"}}
    tables = {str(table.pk): f"{table.workshop} · {table.name}" for table in tables_with_drawings(atelier)}
    return FORMS[kind](said, initial=initial, within=place.max_bounds, layers=known, tables=tables)


def _initial(request: HttpRequest, access: ReliefAccess, chosen: Preset) -> dict[str, Any]:
    if like := request.GET.get("comme"):
        try:
            relief, _access = access_relief(access.viewer, access.atelier.slug, UUID(like))
        except ValueError:
            raise NotSeen from None
        return initial_of(read_wish(relief.wish))
    given = {name: request.GET[name] for name in ("lon", "lat", "width_km", "depth_km") if name in request.GET}
    return {**chosen.place, "title": chosen.name, **given}
