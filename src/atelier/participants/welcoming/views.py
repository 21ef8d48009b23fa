"""The door: the list that is tapped, people nobody expected, the sheet at the entrance."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.guesses import count_miss, refuse_guesses
from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import NotSeen
from atelier.common.qr import qr_svg
from atelier.participants.consents import present_wording
from atelier.participants.contacts.commands import AddressOfAnother
from atelier.participants.contacts.models import ConsentKind, Contact
from atelier.participants.rules import access_gathering
from atelier.participants.welcoming.commands import arrive, note_arrival, welcome_walk_in
from atelier.participants.welcoming.forms import ArriveForm, WalkInForm
from atelier.participants.welcoming.models import Way
from atelier.participants.welcoming.queries import expected_at, gathering_with_door, here_count
from atelier.people.enums import COLLEGE_COLORS


@login_required
@never_cache
def welcome(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Everyone expected, one tap each; POST adds somebody nobody expected."""
    viewer = viewer_of(request)
    gathering = access_gathering(viewer, slug, pk, to="welcome")
    form = WalkInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            welcome_walk_in(gathering, form.values, by=viewer)
        except AddressOfAnother as taken:
            form.add_error("email", taken.sentence)
        else:
            messages.success(request, _("%(name)s is here.") % {"name": form.cleaned_data["name"]})
            return redirect("participants:welcome", slug=slug, pk=pk)
    lines = expected_at(gathering)
    page = {
        "atelier": gathering.atelier,
        "gathering": gathering,
        "lines": lines,
        "here_count": sum(line.is_here for line in lines),
        "form": form,
        "colors": COLLEGE_COLORS,
        "door_url": public_url(request, reverse("participants:arrive", args=[gathering.door])),
    }
    return render(request, "participants/welcome.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def note(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """One tap: `contact` is here, or (`is_here` 0) is not after all. JSON for the list that waits for the network."""
    viewer = viewer_of(request)
    gathering = access_gathering(viewer, slug, pk, to="welcome")
    contact = _contact(gathering.atelier_id, request.POST.get("contact", ""))
    way = Way.BADGE if request.POST.get("way") == Way.BADGE else Way.LIST
    attendance = note_arrival(gathering, contact, is_here=request.POST.get("is_here") == "1", way=way, by=viewer)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"is_here": attendance.is_here, "count": here_count(gathering)})
    if way == Way.BADGE:
        messages.success(request, _("%(name)s is here.") % {"name": contact.name})
    return redirect("participants:welcome", slug=slug, pk=pk)


@login_required
@require_safe
def door_qr(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The address of the entrance, to be hung there."""
    gathering = access_gathering(viewer_of(request), slug, pk, to="welcome")
    body = qr_svg(public_url(request, reverse("participants:arrive", args=[gathering.door])))
    return HttpResponse(body, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


@never_cache
def arrival(request: HttpRequest, code: str) -> HttpResponse:
    """At the entrance, one's own telephone: a name, a college, and one is noted."""
    refuse_guesses(request)
    try:
        gathering = gathering_with_door(code)
    except NotSeen:
        count_miss(request)
        raise
    form = ArriveForm(request.POST or None)
    page = {
        "gathering": gathering,
        "form": form,
        "wording": present_wording(ConsentKind.DATA).words,
        "colors": COLLEGE_COLORS,
    }
    if request.method == "POST" and form.is_valid():
        arrive(gathering, form.values, by=viewer_of(request))
        return render(request, "participants/arrived.html", {**page, "name": form.cleaned_data["name"]})
    return render(request, "participants/arrive.html", page, status=422 if form.errors else 200)


def _contact(atelier_id: int, pk: str) -> Contact:
    try:
        contact = Contact.objects.of(atelier_id).filter(pk=UUID(pk)).first()
    except ValueError:
        contact = None
    if contact is None:
        raise NotSeen
    return contact
