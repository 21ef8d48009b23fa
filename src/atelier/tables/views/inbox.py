"""The inbox of a table: the switch, what waits, and what becomes of it. Forms and the table's screen call the same."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from atelier.ateliers.viewer import viewer_of
from atelier.tables.forms import DecideForm
from atelier.tables.inbox import accept_note, let_all_notes_wait, let_notes_wait, set_note_aside
from atelier.tables.inbox_pages import notes_decided, notes_waiting
from atelier.tables.rules import access_table


def inbox(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What waits, oldest first, then what was decided; readable and decided without JavaScript."""
    table = access_table(viewer_of(request), pk, to="manage").table
    page = {
        "table": table,
        "workshop": table.workshop,
        "atelier": table.workshop.atelier,
        "waiting": notes_waiting(table),
        "decided": notes_decided(table),
    }
    answer = render(request, "tables/inbox.html", page)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let a note in, or set it aside with a reason."""
    viewer = viewer_of(request)
    table = access_table(viewer, pk, to="manage").table
    form = DecideForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"code": "malformed", "sentence": _("This was not understood.")}, status=422)
    words = form.cleaned_data
    if words["decision"] == "accept":
        accept_note(table, words["op"], by=viewer, seen=words["seen"])
        messages.success(request, _("The note is on the table."))
    else:
        set_note_aside(table, words["op"], reason=words["reason"], by=viewer)
        messages.info(request, _("The note is set aside. Its author reads why."))
    return _back(request, "tables:inbox", pk)


@require_POST
def notes_wait(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Turn the inbox on or off, at this table or at all those of the workshop."""
    viewer = viewer_of(request)
    table = access_table(viewer, pk, to="manage").table
    waits = request.POST.get("waits") == "yes"
    if request.POST.get("everywhere") == "yes":
        let_all_notes_wait(table.workshop, waits=waits, by=viewer)
    else:
        let_notes_wait(table, waits=waits, by=viewer)
    return _back(request, "tables:manage", pk)


def _back(request: HttpRequest, name: str, pk: UUID) -> HttpResponse:
    if request.get_preferred_type(["text/html", "application/json"]) != "application/json":
        return redirect(name, pk=pk)
    for _said in messages.get_messages(request):  # the screen says it in its own way
        pass
    return JsonResponse({})
