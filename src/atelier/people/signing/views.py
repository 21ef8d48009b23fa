"""The doors: address and password or link, the link itself, the second step."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from atelier.common.addresses import public_url
from atelier.people.forms import SignInForm
from atelier.people.models import Account
from atelier.people.signing.entering import PENDING_KEY, count_try, enter, open_session, pending_account
from atelier.people.signing.forms import StepForm
from atelier.people.signing.links import LinkOver, ask_link, find_link, use_link
from atelier.people.signing.steps import CodeWrong, pass_step


class SignIn(auth_views.LoginView):
    """The door of those who have an account: with their password, or a link sent to them. Old seats are kept."""

    template_name = "people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        next_url = self.get_redirect_url()
        account = form.get_user()
        if isinstance(account, Account):
            return enter(self.request, account, next_url=next_url)
        ask_link(
            form.cleaned_data["username"],
            base_url=public_url(self.request, "/"),
            place=self.request.META.get("REMOTE_ADDR", ""),
            next_url=next_url,
        )
        return redirect("people:link_sent")

    def form_invalid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        response = super().form_invalid(form)
        response.status_code = 422
        return response


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """The same words whether the address is known or not."""
    return render(request, "people/link_sent.html", {"has_mail_server": bool(settings.EMAIL_HOST)})


@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What a link opens: a page with one button, because programs that look at letters open their links too."""
    try:
        if request.method != "POST":
            return render(request, "people/link.html", {"link": find_link(token)})
        used = use_link(token)
    except LinkOver as over:
        return render(request, "people/link_over.html", {"sentence": over.sentence}, status=over.http_status)
    return enter(request, used.account, next_url=used.next_url)


@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """Six digits, for those who have the step."""
    account = pending_account(request)
    if account is None:
        return redirect("people:sign_in")
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count_try(request)
        try:
            pass_step(account, form.cleaned_data["code"])
        except CodeWrong as wrong:
            form.add_error("code", wrong.sentence)
        else:
            return open_session(request, account, next_url=request.session[PENDING_KEY]["next"])
    return render(request, "people/second_step.html", {"form": form}, status=422 if form.errors else 200)
