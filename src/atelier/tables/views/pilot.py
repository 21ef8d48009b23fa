"""The facilitator's page of a workshop, its gestures, and who is there by name."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Workshop
from atelier.ateliers.rules import access_workshop
from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import NotSeen
from atelier.tables.facilitation.cockpit import cockpit_props, people_of
from atelier.tables.facilitation.forms import GestureForm
from atelier.tables.facilitation.gestures import GESTURES, Gesture
from atelier.tables.models import Table
from atelier.tables.queries import tables_in


@require_safe
def pilot(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """Every table at a glance: phase and clock, locks, who is here, what arrives."""
    workshop = access_workshop(viewer_of(request), workshop_pk, to="manage")
    return _page(request, workshop, GestureForm())


@require_POST
def gesture(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """One gesture, for one table or for all. Screens ask for JSON; a form without JavaScript comes back to the page."""
    viewer = viewer_of(request)
    workshop = access_workshop(viewer, workshop_pk, to="manage")
    wants_page = request.get_preferred_type(["text/html", "application/json"]) == "text/html"
    form = GestureForm(request.POST)
    if not form.is_valid():
        return _page(request, workshop, form) if wants_page else JsonResponse(_refusal(form), status=422)
    said = form.cleaned_data
    GESTURES[said["gesture"]](Gesture(workshop, _tables(workshop, said["table"]), viewer, said))
    return redirect("tables:pilot", workshop_pk=workshop_pk) if wants_page else JsonResponse({"done": said["gesture"]})


@require_safe
def people(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """Names, for keepers only, hidden from others or not."""
    workshop = access_workshop(viewer_of(request), workshop_pk, to="manage")
    return JsonResponse({"people": people_of(workshop)}, headers={"Cache-Control": "private, no-store"})


def _page(request: HttpRequest, workshop: Workshop, form: GestureForm) -> HttpResponse:
    tables = tables_in(workshop)
    page = {
        "workshop": workshop,
        "atelier": workshop.atelier,
        "form": form,
        "steps": workshop.steps.all(),
        "tables": tables,
        "props": cockpit_props(request, workshop, tables),
        "people": people_of(workshop),
    }
    answer = render(request, "tables/pilot.html", page, status=422 if form.errors else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _tables(workshop: Workshop, table_id: UUID | None) -> list[Table]:
    tables = tables_in(workshop)
    if table_id is None:
        return tables
    if not (found := [table for table in tables if table.pk == table_id]):
        raise NotSeen
    return found


def _refusal(form: GestureForm) -> dict[str, str]:
    sentences = [str(sentence) for errors in form.errors.values() for sentence in errors]
    return {"code": "gesture_wrong", "sentence": " ".join(sentences)}
