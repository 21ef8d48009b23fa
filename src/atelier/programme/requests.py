"""Who asks for a page of the programme."""

from __future__ import annotations

from django.http import HttpRequest

from atelier.people.models import Account


def account_of(request: HttpRequest) -> Account | None:
    """The account that signed in, if any."""
    return request.user if isinstance(request.user, Account) else None


def signed_in(request: HttpRequest) -> Account:
    """The account of a request that passed `login_required`."""
    assert isinstance(request.user, Account)
    return request.user
