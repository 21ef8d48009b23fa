"""Where the installation asks the second step of State agents and administrators, they first make one."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from atelier.people.models import Account
from atelier.people.signing.steps import device_of, must_have_step

SEEN_KEY = "second-step-made"
FREE = ("people:second_step_make", "people:second_step_qr", "people:sign_out", "set_language", "health")


class SecondStepMiddleware:
    """Leads to the page that makes the step; says nothing to anyone else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECOND_STEP_REQUIRED and self._lacks_step(request):
            return redirect("people:second_step_make")
        return self.get_response(request)

    def _lacks_step(self, request: HttpRequest) -> bool:
        if request.path.startswith(settings.STATIC_URL) or request.path in {reverse(name) for name in FREE}:
            return False
        account = request.user
        if not isinstance(account, Account) or request.session.get(SEEN_KEY) == account.pk:
            return False
        if must_have_step(account) and device_of(account) is None:
            return True
        request.session[SEEN_KEY] = account.pk
        return False
