"""Pages of framework agreements and purchase orders."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.common.errors import DomainError, NotSeen
from atelier.common.files import file_response
from atelier.engines.scoring.prices import with_tax
from atelier.people.mandates import is_national
from atelier.procurement.agreements.commands import (
    add_awardee,
    cancel_order,
    conclude_agreement,
    issue_order,
    set_unit_price,
)
from atelier.procurement.agreements.errors import CeilingReached, NothingOrdered
from atelier.procurement.agreements.forms import AgreementForm, AwardeeForm, OrderForm, UnitPriceForm
from atelier.procurement.agreements.models import FrameworkAgreement
from atelier.procurement.agreements.queries import (
    agreements_with_use,
    awardees_of,
    awardees_to_order_from,
    orders_of,
    use_of,
)
from atelier.procurement.enums import OrderState
from atelier.procurement.forms import ReasonForm
from atelier.procurement.rules import (
    access_agreement,
    access_agreements,
    access_dossier,
    access_order,
    account_of,
    carries,
    signed_in,
)


@login_required
@require_safe
def agreement_list(request: HttpRequest) -> HttpResponse:
    account = account_of(request.user)
    rows = agreements_with_use(access_agreements(account))
    return render(request, "procurement/agreements.html", {"rows": rows, "may_run": is_national(account)})


@login_required
def agreement_new(request: HttpRequest) -> HttpResponse:
    account = signed_in(request.user)
    access_agreements(account, to="run")
    form = AgreementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("procurement:agreement", pk=conclude_agreement(by=account, **form.cleaned_data).pk)
    page = {"form": form, "title": _("New framework agreement")}
    return render(request, "procurement/form_page.html", page, status=422 if request.method == "POST" else 200)


@login_required
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    return _agreement_page(request, access_agreement(account_of(request.user), pk))


@login_required
@require_POST
def awardee_add(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_agreement(account, pk, to="run")
    form = AwardeeForm(request.POST)
    if not form.is_valid():
        return _agreement_page(request, found, awardee_form=form)
    add_awardee(found, form.cleaned_data["organisation"], email=form.cleaned_data["email"], by=account)
    return redirect("procurement:agreement", pk=pk)


@login_required
@require_POST
def price_set(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_agreement(account, pk, to="run")
    form = UnitPriceForm(request.POST, agreement=found)
    if not form.is_valid():
        return _agreement_page(request, found, price_form=form)
    said = form.cleaned_data
    set_unit_price(
        said["awardee"],
        said["code"],
        label=said["label"],
        unit=said["unit"],
        price_ex_vat=said["price_ex_vat"],
        by=account,
    )
    return redirect("procurement:agreement", pk=pk)


@login_required
def order_new(request: HttpRequest, pk: int, awardee_pk: int) -> HttpResponse:
    """An order on the frozen specification of a dossier."""
    account = signed_in(request.user)
    dossier = access_dossier(account, pk, to="carry")
    awardee = awardees_to_order_from().filter(pk=awardee_pk).prefetch_related("prices").first()
    if awardee is None:
        raise NotSeen
    form, refusal = OrderForm(request.POST or None, awardee=awardee), None
    if request.method == "POST" and form.is_valid():
        term = {"starts_on": form.cleaned_data["starts_on"], "ends_on": form.cleaned_data["ends_on"]}
        try:
            order_made = issue_order(dossier, awardee, form.quantities, **term, by=account)
        except (CeilingReached, NothingOrdered) as error:
            refusal = error
        else:
            messages.success(request, _("The order is issued and was sent to the team."))
            return redirect("procurement:order", pk=order_made.pk)
    page = {"form": form, "dossier": dossier, "awardee": awardee, "use": use_of(awardee.agreement), "refusal": refusal}
    return render(request, "procurement/order_new.html", page, status=_status(request, refusal))


@login_required
@require_safe
def order(request: HttpRequest, pk: int) -> HttpResponse:
    account = account_of(request.user)
    found = access_order(account, pk)
    tax, whole = with_tax(found.amount_ex_vat, found.vat_percent)
    page = {
        "order": found,
        "lines": found.lines.all(),
        "tax": tax,
        "whole": whole,
        "may_cancel": carries(account, found.dossier) and found.state == OrderState.ISSUED,
        "sees_dossier": carries(account, found.dossier) or is_national(account),
        "reason_form": ReasonForm(),
    }
    return render(request, "procurement/order.html", page)


@login_required
@require_safe
def order_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = access_order(account_of(request.user), pk)
    if found.pdf is None:
        raise NotSeen
    return file_response(found.pdf, is_shown=True)


@login_required
@require_POST
def order_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    account = signed_in(request.user)
    found = access_order(account, pk, to="carry")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        page = {"form": form, "title": found.reference}
        return render(request, "procurement/form_page.html", page, status=422)
    cancel_order(found, reason=form.cleaned_data["reason"], by=account)
    return redirect("procurement:order", pk=pk)


def _agreement_page(
    request: HttpRequest,
    found: FrameworkAgreement,
    awardee_form: AwardeeForm | None = None,
    price_form: UnitPriceForm | None = None,
) -> HttpResponse:
    page = {
        "agreement": found,
        "use": use_of(found),
        "awardees": awardees_of(found),
        "orders": orders_of(found),
        "contracts": found.contracts.select_related("organisation", "dossier"),
        "may_run": is_national(account_of(request.user)),
        "awardee_form": awardee_form or AwardeeForm(auto_id="awardee_%s"),
        "price_form": price_form or UnitPriceForm(agreement=found, auto_id="price_%s"),
    }
    return render(request, "procurement/agreement.html", page, status=422 if awardee_form or price_form else 200)


def _status(request: HttpRequest, refusal: DomainError | None) -> int:
    if refusal is not None:
        return refusal.http_status
    return 422 if request.method == "POST" else 200
