"""A machine that guesses codes is slowed down; a whole hall behind one address that types right ones is not."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError

MISSES, PAUSE_S = 60, 60


class TooManyCodes(DomainError):
    code = "too_many_codes"
    message = _("Too many codes tried from here. Wait a minute, then read the code again.")


def refuse_guesses(request: HttpRequest) -> None:
    """Raises TooManyCodes when this address has missed too often, before any code is looked up."""
    if cache.get(_key(request), 0) >= MISSES:
        raise TooManyCodes


def count_miss(request: HttpRequest) -> None:
    """One wrong code more from this address; forgotten after a minute without any."""
    cache.set(_key(request), cache.get(_key(request), 0) + 1, PAUSE_S)


def _key(request: HttpRequest) -> str:
    return f"codes-missed:{request.META.get('REMOTE_ADDR', '')}"
