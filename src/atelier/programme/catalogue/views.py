"""The catalogue: its filters and its map, the page of an atelier."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from atelier.programme.addresses import without_blanks
from atelier.programme.catalogue import queries
from atelier.programme.catalogue.enums import CatalogueKind
from atelier.programme.catalogue.filters import DIMENSIONS, WORDS, Asked, Found, find
from atelier.programme.catalogue.map import drawn, kinds_of
from atelier.programme.catalogue.readings import readings_of
from atelier.programme.library.queries import publications_of_entry
from atelier.programme.presentation.queries import public_sessions
from atelier.programme.rules import can_keep
from atelier.territories.france import france, france_version

ON_A_PAGE = 24
ASKED_ON_SCREEN = ("kind", "session", "theme", "situation", "region")


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """`catalogue/?type=flash&region=28&q=littoral`: values of one word widen, words narrow."""
    if address := without_blanks(request):
        return redirect(address)
    asked = Asked.read(dict(request.GET.lists()))
    found = find(queries.public_cards(), asked)
    names = _names()
    shown = Paginator(found.cards, ON_A_PAGE).get_page(request.GET.get("page"))
    picture = drawn(found.cards)
    page = {
        "asked": asked,
        "total": len(found.cards),
        "entries": queries.entries_of(shown.object_list),
        "page": shown,
        "page_address": asked.address(),
        "filters": _filters(asked, found, names),
        "chips": _chips(asked, names),
        "map": picture,
        "rounds": [
            (one, names["department"].get(one.department, ""), asked.address(department=[one.department]))
            for one in picture.rounds
        ],
        "kinds": [(kind.value, kind.label) for kind in CatalogueKind if kinds_of(found.cards)[kind.value]],
        "ground_url": f"{reverse('programme:france')}?v={france_version()}",
        "can_keep": can_keep(request.user),
    }
    return render(request, "programme/public/catalogue.html", page)


@require_safe
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    shown = queries.entry_seen(slug)
    page = {
        "entry": shown,
        "publications": publications_of_entry(shown),
        "readings": readings_of(shown.atelier_slug),
        "map": drawn([queries.card_of(shown)]),
        "ground_url": f"{reverse('programme:france')}?v={france_version()}",
        "can_keep": can_keep(request.user),
    }
    return render(request, "programme/public/entry.html", page)


@require_safe
@gzip_page
def france_svg(request: HttpRequest) -> HttpResponseBase:
    """The ground of the map, the same for every page; kept a year by browsers when its version is in the address."""
    response = HttpResponse(france(), content_type="image/svg+xml")
    response["ETag"] = f'"{france_version()}"'
    if request.GET.get("v") == france_version():
        patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response


def _names() -> dict[str, dict[str, str]]:
    """For each dimension, the name of each of its values, in reading order."""
    sessions = {one.slug: f"{one.years} · {one.title}" for one in public_sessions()}
    kinds = {kind.value: str(kind.label) for kind in CatalogueKind}
    return {**queries.labels(), "kind": kinds, "session": sessions}


def _filters(asked: Asked, found: Found, names: dict[str, dict[str, str]]) -> list[dict[str, Any]]:
    """What the form offers: of each dimension the values that would leave something, and those asked for."""
    return [
        {
            "name": name,
            "word": WORDS[name],
            "choices": [
                (value, label, found.counts[name][value], value in asked.chosen.get(name, ()))
                for value, label in names[name].items()
                if found.counts[name][value] or value in asked.chosen.get(name, ())
            ],
        }
        for name in ASKED_ON_SCREEN
    ]


def _chips(asked: Asked, names: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """What is asked, each with the address of the same question without it."""
    chips = [
        (names[name].get(value, value), asked.without(name, value) or "?")
        for name in DIMENSIONS
        for value in sorted(asked.chosen.get(name, ()))
    ]
    return [*chips, (f"« {asked.text} »", Asked(asked.chosen).address() or "?")] if asked.text else chips
