"""Pages that belong to no room: the door, the look, what the law asks, and the state of health."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from atelier import __version__
from atelier.common.charte import charte_page

View = Callable[[HttpRequest], HttpResponse]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The door: a code for those at a table, a sign-in for those who prepare it."""
    return render(request, "home.html", {"demo": _has_demo()})


@require_safe
def charte(request: HttpRequest) -> HttpResponse:
    """Every component and token in use."""
    return render(request, "charte.html", charte_page())


def plain_page(name: str) -> View:
    """A page of text alone, `templates/pages/<name>.html`."""

    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, f"pages/{name}.html", {"version": __version__})

    return page


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """For whoever watches the server: it answers, and so does its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "ok"})


def _has_demo() -> bool:
    """Whether invented demonstration ateliers are here. `common` stands below the rooms: asked by name."""
    atelier = apps.get_model("ateliers", "Atelier")
    return bool(atelier._default_manager.filter(is_demo=True).exists())
