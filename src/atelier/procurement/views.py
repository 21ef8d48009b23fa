"""The door of procurement: what is published, what one carries; and the dated values."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from atelier.common.errors import NotForYou
from atelier.people.mandates import is_national, organisations_of
from atelier.procurement.competition.queries import commissions_of, consultations_open_to, tenders_of
from atelier.procurement.dated import set_value
from atelier.procurement.document.queries import applications_waiting
from atelier.procurement.forms import DatedValueForm
from atelier.procurement.models import DatedValue
from atelier.procurement.rules import BUYERS_SAID, RUNNERS_SAID, account_of, dossiers_seen_by, is_buyer


def home(request: HttpRequest) -> HttpResponse:
    """Competitions for everybody; dossiers for services; commissions and tenders for those who have some."""
    account = account_of(request.user)
    buyer = is_buyer(account)
    organisations_of(account)
    page = {
        "consultations": consultations_open_to(account),
        "is_buyer": buyer,
        "is_national": is_national(account),
        "dossiers": dossiers_seen_by(account)[:100] if buyer else [],
        "waiting": applications_waiting(account)[:50] if buyer else [],
        "commissions": commissions_of(account),
        "tenders": tenders_of(account),
    }
    return render(request, "procurement/home.html", page)


@login_required
def dated_values(request: HttpRequest) -> HttpResponse:
    """Services read them, the national team adds some."""
    account = account_of(request.user)
    if not is_buyer(account) or (request.method == "POST" and not is_national(account)):
        raise NotForYou(who=RUNNERS_SAID if is_buyer(account) else BUYERS_SAID)
    assert account
    form = DatedValueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_value(**form.cleaned_data, by=account)
        return redirect("procurement:dated_values")
    page = {"values": DatedValue.objects.all(), "form": form, "may_change": is_national(account)}
    return render(request, "procurement/dated_values.html", page, status=422 if request.method == "POST" else 200)
