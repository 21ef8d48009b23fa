"""Addresses: those one may read aloud, those that go out in letters."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from atelier.common.addresses import public_url


def without_blanks(request: HttpRequest) -> str:
    """The address of this page without the words left empty (a form without script sends them too); "" when none is."""
    query = request.GET.copy()
    for word, values in request.GET.lists():
        query.setlist(word, [value for value in values if value])
    said = query.urlencode()
    if said == request.GET.urlencode():
        return ""
    return f"{request.path}?{said}" if said else request.path


def root_of(request: HttpRequest) -> str:
    """Scheme and host to put before a path in a letter: the house's own where it is set, else those asked for.

    A letter is read later, by others: where ATELIER_ORIGINS names the house, no `Host` header leads them elsewhere.
    """
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    return origins[0].rstrip("/") if origins else public_url(request, "/").rstrip("/")
