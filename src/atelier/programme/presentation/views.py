"""The démarche, the sessions, a session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from atelier.programme.catalogue.map import drawn
from atelier.programme.catalogue.queries import card_of, public_entries
from atelier.programme.library.queries import publications_of_session
from atelier.programme.presentation.queries import session_seen, sessions_with_counts
from atelier.programme.presentation.year import wheel
from atelier.programme.rules import can_keep
from atelier.territories.france import france_version

LISTED = 24  # of a session's ateliers; the catalogue has them all


@require_safe
def approach(request: HttpRequest) -> HttpResponse:
    """La démarche: its words, its calendar, its actors, its variants."""
    return render(request, "programme/public/approach.html", {"wheel": wheel()})


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    page = {"sessions": sessions_with_counts(), "can_keep": can_keep(request.user)}
    return render(request, "programme/public/sessions.html", page)


@require_safe
def session(request: HttpRequest, slug: str) -> HttpResponse:
    shown = session_seen(slug)
    entries = list(public_entries().filter(session=shown).prefetch_related("departments", "terms"))
    page = {
        "session": shown,
        "entries": entries[:LISTED],
        "more": len(entries) > LISTED,
        "total": len(entries),
        "publications": publications_of_session(shown),
        "map": drawn([card_of(one) for one in entries]),
        "ground_url": f"{reverse('programme:france')}?v={france_version()}",
        "can_keep": can_keep(request.user),
    }
    return render(request, "programme/public/session.html", page)
