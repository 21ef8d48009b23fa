"""The way in: a code, a first name, a college, a consent; and one's seat on another screen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from atelier.ateliers.commands import KEY_LIFE, SeatKeyWrong, make_seat_key, use_seat_key
from atelier.ateliers.guesses import count_miss, refuse_guesses
from atelier.ateliers.models import Seat
from atelier.ateliers.rules import is_keeper
from atelier.ateliers.viewer import hold_seat, viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import NotSeen
from atelier.common.qr import qr_svg
from atelier.tables.commands import join_table, sit_down
from atelier.tables.forms import CodeForm, JoinForm
from atelier.tables.links import spaced
from atelier.tables.models import Table
from atelier.tables.queries import table_with_code
from atelier.tables.rules import access_table


def enter(request: HttpRequest) -> HttpResponse:
    """Type the code of a table."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        refuse_guesses(request)
        if table := table_with_code(form.cleaned_data["code"]):
            return redirect("tables:join", code=table.code)
        count_miss(request)
        form.add_error("code", _("No table has this code. Read it again: letters and figures, no spaces needed."))
    return render(request, "tables/enter.html", {"form": form}, status=422 if form.errors else 200)


def join(request: HttpRequest, code: str) -> HttpResponse:
    """Sit down at a table, or go back to one's place there."""
    table = _table_of_code(request, code)
    viewer = viewer_of(request)
    if is_keeper(viewer, table.workshop.atelier):
        return redirect("tables:table", pk=table.pk)
    if seat := viewer.seat_in(table.workshop_id):
        sit_down(table, seat, by=seat)  # someone who changes tables keeps their seat
        return redirect("tables:table", pk=table.pk)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        hold_seat(request, join_table(table, name=words["name"], college=words["college"], by=viewer))
        return redirect("tables:table", pk=table.pk)
    page = {"table": table, "workshop": table.workshop, "atelier": table.workshop.atelier, "form": form}
    return render(request, "tables/join.html", page, status=422 if form.errors else 200)


def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code of a table's way in, as SVG."""
    table = _table_of_code(request, code)
    return _svg(qr_svg(public_url(request, reverse("tables:join", args=[table.code]))))


def seat(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A code to take one's own seat on another screen."""
    access = access_table(viewer_of(request), pk)
    if access.seat is None:
        raise NotSeen
    page: dict[str, object] = {"table": access.table, "seat": access.seat}
    if request.method == "POST":
        page |= key_page(request, make_seat_key(access.seat, by=access.seat))
    return render(request, "tables/seat.html", page)


def key_page(request: HttpRequest, key: str) -> dict[str, object]:
    """What a page needs to hand over the key of a seat: code, address, QR, minutes."""
    path = f"{reverse('tables:seat_key')}?code={key}"
    return {
        "code": spaced(key),
        "url": public_url(request, path),
        "qr_url": f"{reverse('tables:seat_key_qr')}?code={key}",
        "expires_minutes": int(KEY_LIFE.total_seconds() // 60),
    }


def seat_key(request: HttpRequest) -> HttpResponse:
    """Take a seat with the code shown on another screen or given by the facilitator."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        taken = _seat_of_key(request, form.cleaned_data["code"])
        hold_seat(request, taken)
        sitting = taken.sittings.order_by("-since").first()
        return redirect("tables:table", pk=sitting.table_id) if sitting else redirect("home")
    return render(request, "tables/seat_key.html", {"form": form}, status=422 if form.errors else 200)


def seat_key_qr(request: HttpRequest) -> HttpResponse:
    code = "".join(letter for letter in request.GET.get("code", "")[:16] if letter.isalnum())
    return _svg(qr_svg(public_url(request, f"{reverse('tables:seat_key')}?code={code}")))


def _svg(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


def _table_of_code(request: HttpRequest, code: str) -> Table:
    refuse_guesses(request)
    table = table_with_code(code)
    if table is None:
        count_miss(request)
        raise NotSeen
    return table


def _seat_of_key(request: HttpRequest, code: str) -> Seat:
    refuse_guesses(request)
    try:
        return use_seat_key(code, by=viewer_of(request))
    except SeatKeyWrong:
        count_miss(request)
        raise
