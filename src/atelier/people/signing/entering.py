"""From the proof that one is oneself to an open session: the second step in between, where there is one."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone

from atelier.people.models import Account
from atelier.people.signing.links import is_ours
from atelier.people.signing.steps import device_of

PENDING_KEY, PENDING_S, TRIES = "second-step", 600, 8
BACKEND = "django.contrib.auth.backends.ModelBackend"


def enter(request: HttpRequest, account: Account, *, next_url: str = "") -> HttpResponse:
    """Open the session, or ask for the second step first."""
    if device_of(account):
        request.session[PENDING_KEY] = {
            "account": account.pk,
            "next": next_url,
            "at": timezone.now().timestamp(),
            "tries": 0,
        }
        return redirect("people:second_step")
    return open_session(request, account, next_url=next_url)


def open_session(request: HttpRequest, account: Account, *, next_url: str = "") -> HttpResponse:
    request.session.pop(PENDING_KEY, None)
    login(request, account, backend=BACKEND)
    return redirect(next_url if is_ours(next_url) else resolve_url("ateliers:list"))


def pending_account(request: HttpRequest) -> Account | None:
    """Whose second step this session waits for; nobody after ten minutes or eight tries."""
    waiting = request.session.get(PENDING_KEY)
    if not waiting or waiting["tries"] >= TRIES or timezone.now().timestamp() - waiting["at"] > PENDING_S:
        return None
    account: Account | None = Account.objects.filter(pk=waiting["account"], is_active=True).first()
    return account


def count_try(request: HttpRequest) -> None:
    waiting = request.session[PENDING_KEY]
    request.session[PENDING_KEY] = {**waiting, "tries": waiting["tries"] + 1}
