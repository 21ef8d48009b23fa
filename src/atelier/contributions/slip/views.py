"""The slip, for whoever holds its code: read, correct, take back, ask."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.codes import tidy_code
from atelier.ateliers.guesses import count_miss, refuse_guesses
from atelier.ateliers.models import Seat
from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import NotSeen
from atelier.common.qr import qr_svg
from atelier.contributions.cards.errors import CardChanged
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.contributions.slip.codes import is_code
from atelier.contributions.slip.commands import ask_removal, correct_words, give_code, withdraw_words
from atelier.contributions.slip.errors import SlipUnknown
from atelier.contributions.slip.forms import RemovalForm, SlipForm, WordsForm
from atelier.contributions.slip.queries import own_card, own_thing, seat_with_code
from atelier.contributions.slip.reading import slip_of


@never_cache
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Type the code; whoever holds seats in this browser opens theirs without it."""
    form = SlipForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        try:
            access_slip(request, form.cleaned_data["code"])
        except SlipUnknown as unknown:
            form.add_error("code", unknown.sentence)
        else:
            return redirect("contributions:slip", code=tidy_code(form.cleaned_data["code"]))
    viewer = viewer_of(request)
    # everywhere: the session says which seats
    seats = Seat.everywhere.filter(pk__in=viewer.seats.values()).select_related("workshop__atelier")
    page = {"form": form, "seats": seats}
    return render(request, "contributions/slip/door.html", page, status=422 if form.errors else 200)


@require_POST
def mine(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """The slip of the seat this browser holds there, removed or not."""
    pk = viewer_of(request).seats.get(workshop_pk, 0)
    # everywhere: the session says which seat
    seat = Seat.everywhere.filter(pk=pk, workshop_id=workshop_pk).select_related("workshop__atelier").first()
    if seat is None:
        raise NotSeen
    return redirect("contributions:slip", code=give_code(seat, by=seat))


@never_cache
@require_safe
def slip(request: HttpRequest, code: str) -> HttpResponse:
    """Everything this person said, and what became of it."""
    seat = access_slip(request, code)
    page = {"slip": slip_of(seat), "url": public_url(request, reverse("contributions:slip", args=[tidy_code(code)]))}
    return render(request, "contributions/slip/slip.html", page | _where(code, seat))


@require_safe
def slip_qr(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code of a slip's address; drawn for any code, so that it says nothing."""
    if not is_code(code):
        raise NotSeen
    body = qr_svg(public_url(request, reverse("contributions:slip", args=[tidy_code(code)])))
    return HttpResponse(body, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


@never_cache
def words(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """Say a card better."""
    seat = access_slip(request, code)
    card = own_card(seat, pk)
    form = WordsForm(request.POST or None, card=card)
    if request.method == "POST" and form.is_valid():
        try:
            correct_words(card, seat, **form.cleaned_data)
        except CardChanged as changed:
            form.add_error(None, changed.sentence)
            form.data = request.POST.copy()
            form.data["revision"] = str(card.revision)  # the page now shows those words
        else:
            messages.success(request, _("Your words are corrected; what they were before is kept in the history."))
            return redirect("contributions:slip", code=code)
    page = {"card": card, "form": form} | _where(code, seat)
    return render(request, "contributions/slip/words.html", page, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, code: str, pk: UUID) -> HttpResponse:
    """Take a card back."""
    seat = access_slip(request, code)
    withdraw_words(own_card(seat, pk), seat)
    messages.success(request, _("Withdrawn. Nobody else reads it any more."))
    return redirect("contributions:slip", code=code)


@never_cache
def ask(request: HttpRequest, code: str, kind: str, pk: UUID) -> HttpResponse:
    """Ask keepers to take away what went further."""
    seat = access_slip(request, code)
    thing = Node(kind, pk)
    own_thing(seat, thing)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_removal(seat, thing, **form.cleaned_data)
        messages.success(request, _("Your request was passed on. The answer will be on this page."))
        return redirect("contributions:slip", code=code)
    told = tell_nodes(seat.workshop.atelier, [thing])
    page = {"form": form, "told": told[thing]} | _where(code, seat)
    return render(request, "contributions/slip/ask.html", page, status=422 if form.errors else 200)


def access_slip(request: HttpRequest, typed: str) -> Seat:
    """The seat whose code this is. Raises SlipUnknown, and TooManyCodes before any code is looked up."""
    refuse_guesses(request)
    seat = seat_with_code(typed)
    if seat is None:
        count_miss(request)
        raise SlipUnknown
    return seat


def _where(code: str, seat: Seat) -> dict[str, object]:
    return {"code": tidy_code(code), "seat": seat, "workshop": seat.workshop, "atelier": seat.workshop.atelier}
