"""One's own account: name, address, password, second step, and the other screens where it is open."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.common.addresses import public_url
from atelier.common.qr import qr_svg
from atelier.people.commands import end_other_sessions, rename_account, set_password
from atelier.people.models import Account
from atelier.people.rules import PEOPLE_RULES
from atelier.people.signing.forms import AddressForm, NameForm, PasswordForm, StepForm
from atelier.people.signing.links import ask_new_address
from atelier.people.signing.steps import (
    CodeWrong,
    add_step,
    device_of,
    end_step,
    key_text,
    key_uri,
    must_have_step,
    new_key,
    pass_step,
    renew_codes,
)

KEY = "second-step-key"


@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """One's own account; POST says by `what` which of its forms is sent."""
    mine = account_of(request)
    what = request.POST.get("what", "")
    sent = request.POST if request.method == "POST" else None
    asked: dict[str, forms.BaseForm] = {
        "name": NameForm(sent if what == "name" else None, instance=Account.objects.get(pk=mine.pk), prefix="name"),
        "address": AddressForm(sent if what == "address" else None, prefix="address"),
        "password": PasswordForm(mine, sent if what == "password" else None, prefix="password"),
    }
    if what in asked and asked[what].is_valid():
        _changed(request, mine, what, asked[what])
        return redirect("people:account")
    page = {
        "account": mine,
        "forms": asked,
        "device": device_of(mine),
        "must_have_step": must_have_step(mine),
        "codes_left": mine.recovery_codes.filter(used_at=None).count(),
        "abilities": {name for name, rule in PEOPLE_RULES.items() if rule(mine)},
        "mandates": mine.mandates.current().select_related("organisation"),
    }
    return render(request, "people/account.html", page, status=422 if sent is not None else 200)


def _changed(request: HttpRequest, mine: Account, what: str, form: forms.BaseForm) -> None:
    words = form.cleaned_data
    if what == "name":
        rename_account(mine, words["name"])
        messages.success(request, _("Your name was changed."))
    elif what == "address":
        ask_new_address(mine, words["email"], base_url=public_url(request, "/"))
        messages.info(request, _("A letter leaves for the new address: it is yours once you open its link."))
    else:
        set_password(mine, words["new_password1"])
        update_session_auth_hash(request, mine)
        messages.success(request, _("Your password was changed; your other screens are signed out."))


@login_required
@require_POST
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    mine = account_of(request)
    end_other_sessions(mine)
    update_session_auth_hash(request, mine)
    messages.success(request, _("Your account is open on this screen only."))
    return redirect("people:account")


@login_required
@never_cache
def second_step_make(request: HttpRequest) -> HttpResponse:
    """Make the second step: a QR for the telephone, a first code to prove it, then the recovery codes, once."""
    mine = account_of(request)
    if request.method != "POST" or KEY not in request.session:
        request.session.setdefault(KEY, new_key())
    key, form, codes = request.session[KEY], StepForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        try:
            codes = add_step(mine, key, form.cleaned_data["code"])
            del request.session[KEY]
        except CodeWrong as wrong:
            form.add_error("code", wrong.sentence)
    page = {"form": form, "key": key_text(key), "codes": codes, "must_have_step": must_have_step(mine)}
    return render(request, "people/second_step_make.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def second_step_qr(request: HttpRequest) -> HttpResponse:
    """The key that waits in this session, as a QR code."""
    key = request.session.setdefault(KEY, new_key())
    headers = {"Cache-Control": "private, no-store"}
    body = qr_svg(key_uri(account_of(request), key))
    return HttpResponse(body, content_type="image/svg+xml", headers=headers)


@login_required
@require_POST
def second_step_end(request: HttpRequest) -> HttpResponse:
    """Whoever takes the step off shows once more that they hold it."""
    mine = account_of(request)
    pass_step(mine, request.POST.get("code", ""))
    end_step(mine)
    messages.info(request, _("The second step is asked no more."))
    return redirect("people:account")


@login_required
@never_cache
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown in the answer and nowhere else."""
    mine = account_of(request)
    if device_of(mine) is None:
        return redirect("people:second_step_make")
    return render(request, "people/second_step_make.html", {"codes": renew_codes(mine)})


def account_of(request: HttpRequest) -> Account:
    """Who signed in, for pages that ask it."""
    assert isinstance(request.user, Account)
    return request.user
