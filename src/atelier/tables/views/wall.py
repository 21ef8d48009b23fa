"""The wall: all the tables of a workshop on a projector, and the code that opens it without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from atelier.ateliers.guesses import count_miss, refuse_guesses
from atelier.ateliers.rules import access_workshop
from atelier.ateliers.viewer import hold_wall, viewer_of
from atelier.common.addresses import public_url
from atelier.tables.forms import CodeForm
from atelier.tables.links import spaced
from atelier.tables.models import WallKey
from atelier.tables.rules import access_wall
from atelier.tables.wall_screen import wall_props, wall_summary, wall_version
from atelier.tables.walls import KEY_LIFE, WallKeyWrong, close_walls, make_wall_key, use_wall_key

READ_AGAIN_S = 30


def wall(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """The projector's page. `?lecture=oui` is in words only, and comes again by itself.

    Names are hidden where the workshop hides them; `?noms=non` hides them on this wall.
    """
    workshop = access_wall(viewer_of(request), workshop_pk)
    shows_names = workshop.shows_names and request.GET.get("noms") != "non"
    summary = wall_summary(workshop, shows_names=shows_names)
    page: dict[str, object] = {"workshop": workshop, "atelier": workshop.atelier, "summary": summary}
    if request.GET.get("lecture") == "oui":
        answer = render(request, "tables/wall_read.html", page)
        answer["Refresh"] = str(READ_AGAIN_S)
        return answer
    page["props"] = wall_props(request, workshop, shows_names=shows_names)
    return render(request, "tables/wall.html", page)


def version(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """What a wall that has been open for hours compares with its own."""
    workshop = access_wall(viewer_of(request), workshop_pk)
    return JsonResponse({"version": wall_version(workshop)}, headers={"Cache-Control": "private, no-store"})


def address(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """Keepers make the code to type on the projector's computer, or close what an earlier one opened."""
    viewer = viewer_of(request)
    workshop = access_workshop(viewer, workshop_pk, to="manage")
    page: dict[str, object] = {
        "workshop": workshop,
        "atelier": workshop.atelier,
        "url": public_url(request, reverse("tables:wall_open")),
        "hours": int(KEY_LIFE.total_seconds() // 3600),
    }
    if request.method == "POST" and request.POST.get("close") == "yes":
        close_walls(workshop, by=viewer)
        page["is_closed"] = True
    elif request.method == "POST":
        page["code"] = spaced(make_wall_key(workshop, by=viewer))
    answer = render(request, "tables/wall_address.html", page)
    answer["Cache-Control"] = "private, no-store"
    return answer


def open_wall(request: HttpRequest) -> HttpResponse:
    """Type the code of a wall on the projector's computer."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = _key_typed(request, form.cleaned_data["code"])
        hold_wall(request, key.workshop_id, key.pk)
        return redirect("tables:wall", workshop_pk=key.workshop_id)
    return render(request, "tables/wall_open.html", {"form": form}, status=422 if form.errors else 200)


def _key_typed(request: HttpRequest, code: str) -> WallKey:
    refuse_guesses(request)
    try:
        return use_wall_key(code, by=viewer_of(request))
    except WallKeyWrong:
        count_miss(request)
        raise
