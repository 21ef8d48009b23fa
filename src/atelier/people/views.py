"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from atelier.people.forms import SignInForm


class SignIn(auth_views.LoginView):
    """The door of those who have an account; the session is renewed, old seats are kept."""

    template_name = "people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@login_required
def account(request: HttpRequest) -> HttpResponse:
    """One's own account."""
    return render(request, "people/account.html", {"account": request.user})
