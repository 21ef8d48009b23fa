"""The facilitator's page of a table: who sits there, its sheets, its legend, its door."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from atelier.ateliers.commands import make_seat_key, remove_seat
from atelier.ateliers.rules import access_workshop
from atelier.ateliers.viewer import viewer_of
from atelier.people.enums import COLLEGE_COLORS
from atelier.tables.commands import lay_overlay, lock_overlay, open_table, set_table
from atelier.tables.forms import OverlayForm, TableForm
from atelier.tables.inbox_pages import waiting_count
from atelier.tables.links import join_url, spaced
from atelier.tables.models import Table
from atelier.tables.queries import overlay_of, seat_at, seats_at, steps_of
from atelier.tables.rules import access_table
from atelier.tables.screen import exports_of
from atelier.tables.views.door import key_page


def manage(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything a facilitator keeps at a table; POST lays a new sheet."""
    viewer = viewer_of(request)
    access = access_table(viewer, pk, to="manage")
    form = OverlayForm(request.POST or None)
    form.fields["step"].queryset = steps_of(access.table)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        lay_overlay(access.table, name=form.cleaned_data["name"], step=form.cleaned_data["step"], by=viewer)
        return redirect("tables:manage", pk=pk)
    page = _page(request, access.table) | {"form": form, "exports": exports_of(access)}
    return render(request, "tables/manage.html", page, status=422 if form.errors else 200)


def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A page to print and lay on the table: the way in, in large letters."""
    access = access_table(viewer_of(request), pk, to="manage")
    return render(request, "tables/sheet.html", _page(request, access.table))


@require_POST
def door(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open or close the table."""
    viewer = viewer_of(request)
    access = access_table(viewer, pk, to="manage")
    open_table(access.table, is_open=request.POST.get("is_open") == "yes", by=viewer)
    return redirect("tables:manage", pk=pk)


@require_POST
def overlay_lock(request: HttpRequest, pk: UUID, overlay_pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    access = access_table(viewer, pk, to="manage")
    is_locked = request.POST.get("is_locked") == "yes"
    lock_overlay(overlay_of(access.table, overlay_pk), is_locked=is_locked, by=viewer)
    return redirect("tables:manage", pk=pk)


@require_POST
def seat_give_back(request: HttpRequest, pk: UUID, seat_pk: int) -> HttpResponse:
    """A code for someone who lost their seat: they type it on their screen and sit down again."""
    viewer = viewer_of(request)
    access = access_table(viewer, pk, to="manage")
    seat = seat_at(access.table, seat_pk)
    page = {"table": access.table, "seat": seat, **key_page(request, make_seat_key(seat, by=viewer))}
    return render(request, "tables/seat.html", page)


@require_POST
def seat_remove(request: HttpRequest, pk: UUID, seat_pk: int) -> HttpResponse:
    """Someone leaves for good: no more rights, what they drew stays."""
    viewer = viewer_of(request)
    access = access_table(viewer, pk, to="manage")
    seat = seat_at(access.table, seat_pk)
    remove_seat(seat, by=viewer)
    messages.info(request, _("%(name)s has left the table. What they drew stays.") % {"name": seat.name})
    return redirect("tables:manage", pk=pk)


def table_create(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = access_workshop(viewer, workshop_pk, to="manage")
    form = TableForm(request.POST or None, initial={"name": f"Table {workshop.tables.count() + 1}"})
    if request.method == "POST" and form.is_valid():
        table = set_table(workshop, **form.cleaned_data, by=viewer)
        return redirect("tables:manage", pk=table.pk)
    page = {"form": form, "title": _("New table"), "atelier": workshop.atelier, "workshop": workshop}
    return render(request, "ateliers/table_form.html", page, status=422 if form.errors else 200)


def _page(request: HttpRequest, table: Table) -> dict[str, object]:
    scribes = set(table.sittings.filter(is_scribe=True).values_list("seat_id", flat=True))
    seats = [
        {"is_scribe": seat.pk in scribes, "is_voice": seat.is_voice, "opened_by": seat.opened_by, "seat": seat,
         "pk": seat.pk, "name": seat.name, "college_label": seat.get_college_display(),
         "college": seat.college, "color": COLLEGE_COLORS[seat.college]}
        for seat in seats_at(table).select_related("opened_by")
    ]  # fmt: skip
    return {
        "table": table,
        "workshop": table.workshop,
        "atelier": table.workshop.atelier,
        "code": spaced(table.code),
        "join_url": join_url(request, table),
        "qr_url": reverse("tables:qr", args=[table.code]),
        "seats": seats,
        "waiting_count": waiting_count(table),
        "overlays": table.overlays.select_related("step"),
        "pencils": table.pencils.all(),
    }
