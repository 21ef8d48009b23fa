"""The territory of an application: found by name, or pressed on the map of a department, or ticked in its list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from atelier.common.errors import NotSeen
from atelier.programme.calls.applying import set_territory
from atelier.programme.calls.department_map import department_drawing
from atelier.programme.calls.freezing import named
from atelier.programme.calls.models import Application
from atelier.programme.calls.rules import access_application
from atelier.programme.requests import signed_in
from atelier.territories.models import Commune, Department, Epci
from atelier.territories.queries import places_matching
from atelier.territories.views import place_detail

FOUND_AT_MOST = 12


@login_required
def territory(request: HttpRequest, slug: str) -> HttpResponse:
    """POST: `add` or `remove` one place (commune:76217, epci:247600786), or `listed`: those ticked of a department."""
    account = signed_in(request)
    application = access_application(account, slug, to="write")
    if request.method == "POST":
        communes, epcis = _asked(application, request)
        set_territory(application, communes=communes, epcis=epcis, by=account)
        messages.success(request, _("The territory is saved."))
        shown = request.POST.get("shown", "")
        return redirect(reverse("programme:territory", args=[slug]) + (f"?dep={shown}#carte" if shown else ""))
    return render(request, "programme/calls/territory.html", _page(application, request))


@require_safe
def department_svg(request: HttpRequest, code: str) -> HttpResponse:
    """The communes of a department; open data: no right is asked."""
    drawing = department_drawing(code)
    if not drawing:
        raise NotSeen
    response = HttpResponse(drawing, content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=86_400)
    return response


def _asked(application: Application, request: HttpRequest) -> tuple[list[str], list[str]]:
    places = {"commune": list(application.communes), "epci": list(application.epcis)}
    kind, _colon, code = (request.POST.get("add") or request.POST.get("remove") or "").partition(":")
    if "add" in request.POST and kind in places:
        places[kind].append(code)
    elif "remove" in request.POST and kind in places:
        places[kind] = [one for one in places[kind] if one != code]
    elif department := request.POST.get("listed"):
        listed = set(Commune.objects.filter(department=department, is_current=True).values_list("code", flat=True))
        elsewhere = [one for one in places["commune"] if one not in listed]
        places["commune"] = elsewhere + [one for one in request.POST.getlist("commune") if one in listed]
    return places["commune"], places["epci"]


def _page(application: Application, request: HttpRequest) -> dict[str, Any]:
    query = request.GET.get("q", "").strip()
    chosen = {*application.communes, *application.epcis}
    found = [(place, place_detail(place), place.code in chosen) for place in places_matching(query, FOUND_AT_MOST)]
    shown = request.GET.get("dep") or application.department
    department = Department.objects.filter(code=shown).first() if shown else None
    listed = (
        Commune.objects.filter(department=department, is_current=True).select_related("epci").order_by("search_key")
        if department
        else Commune.objects.none()
    )
    return {
        "application": application,
        "query": query,
        "found": found if query else [],
        "communes": named(Commune, application.communes),
        "epcis": named(Epci, application.epcis),
        "departments": Department.objects.all(),
        "department": department,
        "listed": [(one, one.code in chosen) for one in listed],
    }
