"""Where a team seals its tender, withdraws it, reads what it was told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import NotSeen
from atelier.common.files import file_response
from atelier.procurement.competition.errors import TooLate
from atelier.procurement.competition.forms import FILES, TenderForm
from atelier.procurement.competition.models import Consultation, ResultLetter, Tender
from atelier.procurement.competition.printing import receipt_pdf
from atelier.procurement.competition.queries import tender_of
from atelier.procurement.competition.sealing import deposit_tender, withdraw_tender
from atelier.procurement.competition.uploads import receive_in_memory
from atelier.procurement.dated import value_on
from atelier.procurement.document.printing import moment
from atelier.procurement.enums import DatedName
from atelier.procurement.rules import access_consultation, account_of, signed_in, tenderers_of


@csrf_exempt  # asked again below: handlers of uploads must be set before anything reads the form
@login_required
@never_cache
def tender(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, the sealing, and the receipt on the same page."""
    most_mb = int(value_on(DatedName.TENDER_MB))
    receive_in_memory(request, files=len(FILES), most_mb=most_mb)
    return _tender(request, pk, most_mb)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="tender")
    withdraw_tender(found, _own(request, found).organisation, by=account)
    messages.success(request, _("Your tender is withdrawn. Nobody can open it any more."))
    return redirect("procurement:tender", pk=pk)


@login_required
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_consultation(account_of(request.user), pk, to="tender")
    name = _("receipt") + f"-{found.pk}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(receipt_pdf(_own(request, found)), content_type="application/pdf", headers=headers)


@login_required
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The award or rejection letter of one's own tender."""
    found = access_consultation(account_of(request.user), pk, to="tender")
    written = ResultLetter.objects.filter(tender=_own(request, found)).select_related("pdf").first()
    if written is None:
        raise NotSeen
    return file_response(written.pdf, is_shown=True)


@csrf_protect
def _tender(request: HttpRequest, pk: int, most_mb: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_consultation(account, pk, to="tender")
    asked: dict[str, Any] = {
        "criteria": list(found.criteria.all()),
        "organisations": tenderers_of(account, found),
        "most_mb": most_mb,
    }
    is_sent = request.method == "POST"
    form = TenderForm(request.POST if is_sent else None, request.FILES if is_sent else None, **asked)
    if is_sent and form.is_valid():
        deposit_tender(found, form.organisation, form.content, by=account)
        messages.success(request, _("Your tender is sealed. The receipt was sent to you."))
        return redirect("procurement:tender", pk=pk)
    if is_sent and not found.takes_tenders:
        raise TooLate(deadline=moment(found.deadline_at), now=moment(timezone.now()))
    own = tender_of(account, found)
    page = {
        "consultation": found,
        "form": form if found.takes_tenders else None,
        "own": own,
        "letter": ResultLetter.objects.filter(tender=own).first() if own else None,
        "most_mb": most_mb,
    }
    return render(request, "procurement/tender.html", page, status=422 if is_sent else 200)


def _own(request: HttpRequest, found: Consultation) -> Tender:
    own = tender_of(account_of(request.user), found)
    if own is None:
        raise NotSeen
    return own
