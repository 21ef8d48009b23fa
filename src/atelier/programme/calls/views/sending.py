"""The page of an application: how far it is, its sending, its versions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotSeen
from atelier.common.files import file_response
from atelier.people.mandates import is_national
from atelier.programme.addresses import root_of
from atelier.programme.calls.enums import ApplicationState
from atelier.programme.calls.errors import ApplicationIncomplete, DeadlinePassed, NothingChanged, TextsWaiting
from atelier.programme.calls.forms import DelayForm
from atelier.programme.calls.freezing import content_of, facts_of, fingerprint, named
from atelier.programme.calls.models import Application, ApplicationVersion
from atelier.programme.calls.queries import version_numbered
from atelier.programme.calls.receipts import receipt_of, receipt_words
from atelier.programme.calls.rules import SETTLED, access_application, accompanies, can_write
from atelier.programme.calls.sections import progress_of
from atelier.programme.calls.sending import (
    deadline_of,
    give_delay,
    missing_of,
    submit_application,
    withdraw_application,
)
from atelier.programme.requests import signed_in
from atelier.territories.models import Commune, Epci


@login_required
@never_cache
@require_safe
def application(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    found = access_application(account, slug)
    deadline, versions = deadline_of(found), list(found.versions.select_related("submitted_by"))
    last = versions[0] if versions else None
    page = {
        "application": found,
        "call": found.call,
        "progress": progress_of(found.call.form, found.content),
        "missing": missing_of(found),
        "places": [*named(Epci, found.epcis), *named(Commune, found.communes)],
        "papers": found.papers.filter(removed_at=None).select_related("file"),
        "versions": versions,
        "last": last,
        "has_changed": last is not None and fingerprint(facts_of(found), content_of(found)) != last.sha256,
        "held": found.held_texts.select_related("account"),
        "deadline": deadline,
        "is_late": deadline is not None and timezone.now() >= deadline,
        "is_settled": found.state in SETTLED,
        "is_submitted": found.state == ApplicationState.SUBMITTED,
        "can_write": can_write(account, found),
        "can_steer": is_national(account),
        "can_begin": is_national(account) or accompanies(account, found),
        "decision": getattr(found, "decision", None) if found.state in SETTLED else None,
    }
    return render(request, "programme/calls/application.html", page)


@login_required
@require_POST
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze and send. What is refused is said on the application's page, which still holds every text."""
    account = signed_in(request)
    found = access_application(account, slug, to="write")
    try:
        version = submit_application(found, by=account, root=root_of(request))
    except (ApplicationIncomplete, DeadlinePassed, NothingChanged, TextsWaiting) as refusal:
        messages.error(request, refusal.sentence)
    else:
        words = {"number": version.number}
        messages.success(request, _("Sent: version %(number)s. A receipt leaves to all who carry it.") % words)
    return redirect("programme:application", slug=slug)


@login_required
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    account = signed_in(request)
    withdraw_application(access_application(account, slug, to="write"), by=account, root=root_of(request))
    messages.success(request, _("Withdrawn. Nothing was erased."))
    return redirect("programme:application", slug=slug)


@login_required
def delay(request: HttpRequest, slug: str) -> HttpResponse:
    """The national team lets one application be sent later."""
    account = signed_in(request)
    found = access_application(account, slug, to="steer")
    form = DelayForm(request.POST or None, initial={"until": found.may_submit_until, "reason": found.delay_reason})
    if request.method == "POST" and form.is_valid():
        give_delay(found, **form.cleaned_data, by=account)
        messages.success(request, _("The delay is given."))
        return redirect("programme:application", slug=slug)
    page = {"application": found, "form": form}
    return render(request, "programme/calls/delay.html", page, status=422 if form.errors else 200)


@login_required
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was sent, as it was sent."""
    found = _version(access_application(signed_in(request), slug), number)
    page = {"version": found, "application": found.application, "said": receipt_words(found)}
    return render(request, "programme/calls/version.html", page)


@login_required
@require_safe
def receipt(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _version(access_application(signed_in(request), slug), number)
    return file_response(receipt_of(found), is_shown=True)


def _version(application: Application, number: int) -> ApplicationVersion:
    found = version_numbered(application, number)
    if found is None:
        raise NotSeen
    return found
