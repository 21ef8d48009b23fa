"""Scribes and those they write for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from atelier.ateliers.viewer import viewer_of
from atelier.tables.commands import keeper_seat
from atelier.tables.forms import VoiceForm
from atelier.tables.queries import seat_at
from atelier.tables.rules import access_table
from atelier.tables.scribes import name_scribe, seat_voice


@require_POST
def voices(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Someone without a screen sits down: a first name, a college, their consent said aloud before the scribe."""
    viewer = viewer_of(request)
    access = access_table(viewer, pk, to="capture")
    form = VoiceForm(request.POST)
    if not form.is_valid():
        sentence = next(iter(form.errors.values()))[0]
        return JsonResponse({"code": "malformed", "sentence": str(sentence)}, status=422)
    words, scribe = form.cleaned_data, access.seat or keeper_seat(access.table, viewer)
    seat = seat_voice(
        access.table, name=words["name"], college=words["college"], consents=words["consent"], scribe=scribe
    )
    return JsonResponse({"seat": seat.pk, "name": seat.name, "college": seat.college}, status=201)


@require_POST
def scribe(request: HttpRequest, pk: UUID, seat_pk: int) -> HttpResponse:
    """This seat writes for others from now on, or no more."""
    viewer = viewer_of(request)
    access = access_table(viewer, pk, to="manage")
    seat, is_scribe = seat_at(access.table, seat_pk), request.POST.get("is_scribe") == "yes"
    name_scribe(access.table, seat, is_scribe=is_scribe, by=viewer)
    said = _("%(name)s may write for others.") if is_scribe else _("%(name)s writes for themselves only.")
    messages.success(request, said % {"name": seat.name})
    return redirect("tables:manage", pk=pk)
