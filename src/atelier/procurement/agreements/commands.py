"""Writes on framework agreements and purchase orders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from atelier.common.audit import record
from atelier.common.mail import post_letter
from atelier.people.models import Account, Organisation
from atelier.procurement.agreements.errors import AgreementOver, CannotCancel, CeilingReached, NothingOrdered, WrongMode
from atelier.procurement.agreements.models import (
    Awardee,
    FrameworkAgreement,
    OrderLine,
    PurchaseOrder,
    UnitPrice,
    line_amount,
)
from atelier.procurement.agreements.printing import keep_order_pdf
from atelier.procurement.agreements.queries import use_of
from atelier.procurement.dated import value_on
from atelier.procurement.document.commands import begin_contract, require_frozen_specification, take_back_contract
from atelier.procurement.document.models import Dossier
from atelier.procurement.document.printing import day
from atelier.procurement.enums import AgreementMode, DatedName, OrderState
from atelier.procurement.money import euros, taxed


@transaction.atomic
def conclude_agreement(*, by: Account, **facts: object) -> FrameworkAgreement:
    """A new framework agreement; `facts` are its fields. Raises ValidationError."""
    agreement = FrameworkAgreement(**facts)
    agreement.full_clean()
    agreement.save()
    record("agreement.concluded", agreement, by=by, ceiling=str(agreement.ceiling_ex_vat))
    return agreement


@transaction.atomic
def add_awardee(agreement: FrameworkAgreement, organisation: Organisation, *, email: str = "", by: Account) -> Awardee:
    """One holder more; the row that is there when it holds it already."""
    awardee, is_new = Awardee.objects.get_or_create(
        agreement=agreement, organisation=organisation, defaults={"email": email or organisation.email}
    )
    if is_new:
        record("agreement.awardee_added", awardee, by=by)
    return awardee


@transaction.atomic
def set_unit_price(
    awardee: Awardee, code: str, *, label: str, unit: str, price_ex_vat: Decimal, by: Account
) -> UnitPrice:
    """A line of the schedule, new or changed; orders that were issued keep their own."""
    price = UnitPrice.objects.filter(awardee=awardee, code=code).first() or UnitPrice(awardee=awardee, code=code)
    price.label, price.unit, price.price_ex_vat = label, unit, price_ex_vat
    price.full_clean()
    price.save()
    record("agreement.price_set", price, by=by, price=str(price_ex_vat))
    return price


@transaction.atomic
def issue_order(
    dossier: Dossier,
    awardee: Awardee,
    quantities: Mapping[str, Decimal],
    *,
    starts_on: date,
    ends_on: date,
    by: Account,
) -> PurchaseOrder:
    """Order lines of the awardee's schedule (code → quantity), counted against the ceiling while nobody else counts.

    Raises AgreementOver, WrongMode, NothingOrdered, CeilingReached, GateNotPassed.
    """
    agreement = hold_agreement(awardee.agreement_id, AgreementMode.ORDERS)
    require_frozen_specification(dossier)
    lines = _lines(awardee, quantities)
    amount = sum((line_amount(line.quantity, line.price_ex_vat) for line in lines), Decimal(0))
    require_room(agreement, amount)
    order = PurchaseOrder(dossier=dossier, awardee=awardee, agreement=agreement, amount_ex_vat=amount, issued_by=by)
    order.number = agreement.orders.count() + 1
    order.starts_on, order.ends_on, order.issued_at = starts_on, ends_on, timezone.now()
    order.vat_percent = value_on(DatedName.VAT)
    order.save()
    for line in lines:
        line.order = order
    OrderLine.objects.bulk_create(lines)
    order.pdf = keep_order_pdf(order, lines)
    order.save(update_fields=["pdf"])
    begin_contract(dossier, _facts(order), by=by)
    record("order.issued", order, by=by, amount=str(amount), reference=order.reference)
    _tell_awardee(order, by)
    return order


@transaction.atomic
def cancel_order(order: PurchaseOrder, *, reason: str, by: Account) -> None:
    """Its amount is free again, and its dossier waits for a team; the order itself stays, with the reason."""
    held = PurchaseOrder.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=order.pk)
    if held.state == OrderState.CANCELLED:
        raise CannotCancel
    held.state, held.cancel_reason = OrderState.CANCELLED, reason
    held.save(update_fields=["state", "cancel_reason"])
    if not held.dossier.orders.filter(state=OrderState.ISSUED).exists():
        take_back_contract(held.dossier)
    record("order.cancelled", held, by=by, reason=reason)


def hold_agreement(pk: int, mode: AgreementMode) -> FrameworkAgreement:
    """The agreement, held until the transaction ends: two orders at once are counted one after the other.

    Raises AgreementOver, WrongMode.
    """
    agreement = FrameworkAgreement.objects.select_for_update().get(pk=pk)
    if agreement.mode != mode:
        raise WrongMode(agreement=agreement.title, mode=agreement.get_mode_display())
    if not agreement.holds_on(timezone.localdate()):
        raise AgreementOver(agreement=agreement.title, starts=day(agreement.starts_on), ends=day(agreement.ends_on))
    return agreement


def require_room(agreement: FrameworkAgreement, amount: Decimal) -> None:
    """Raises CeilingReached; the agreement is held."""
    use = use_of(agreement)
    if amount > use.left:
        said = {"ceiling": use.ceiling, "used": use.committed, "asked": amount, "left": use.left}
        raise CeilingReached(agreement=agreement.title, **{name: euros(value) for name, value in said.items()})


def _lines(awardee: Awardee, quantities: Mapping[str, Decimal]) -> list[OrderLine]:
    """Lines of an order, copied from the schedule. Raises NothingOrdered."""
    prices = [price for price in awardee.prices.all() if quantities.get(price.code, Decimal(0)) > 0]
    if not prices:
        raise NothingOrdered
    return [
        OrderLine(
            ordinal=ordinal,
            code=price.code,
            label=price.label,
            unit=price.unit,
            quantity=quantities[price.code],
            price_ex_vat=price.price_ex_vat,
        )
        for ordinal, price in enumerate(prices, start=1)
    ]


def _facts(order: PurchaseOrder) -> dict[str, str]:
    """What the order's paper says without anybody typing it."""
    with override("fr"):
        return {
            "holder": f"{order.awardee.organisation.name}\n"
            + _("Purchase order %(reference)s under “%(agreement)s”.")
            % {"reference": order.reference, "agreement": order.agreement.title},
            "amount": taxed(order.amount_ex_vat, order.vat_percent),
            "duration": _("From %(start)s to %(end)s.") % {"start": day(order.starts_on), "end": day(order.ends_on)},
        }


def _tell_awardee(order: PurchaseOrder, by: Account) -> None:
    if not order.awardee.email:
        return
    with override("fr"):
        subject = _("Purchase order %(reference)s: %(title)s") % {
            "reference": order.reference,
            "title": order.dossier.title,
        }
        text = _(
            "Hello,\n\nYou receive purchase order %(reference)s for “%(title)s”.\n\n%(amount)s\n"
            "From %(start)s to %(end)s.\n\nSign in to the site to read it and take its PDF: %(path)s"
        ) % {
            "reference": order.reference,
            "title": order.dossier.title,
            "amount": taxed(order.amount_ex_vat, order.vat_percent),
            "start": day(order.starts_on),
            "end": day(order.ends_on),
            "path": f"/marches/bons/{order.pk}/",
        }
    post_letter(order.awardee.email, subject, text, by=by, key=f"order:{order.pk}:issued")
