"""Reads for the rooms above: who was found for an application, on what terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import timezone

from atelier.people.models import Organisation
from atelier.procurement.agreements.models import PurchaseOrder
from atelier.procurement.competition.models import Contract
from atelier.procurement.document.models import Dossier, FrozenVersion
from atelier.procurement.enums import Gate, OrderState
from atelier.programme.models import Application


@dataclass(frozen=True)
class Assignment:
    """The team of an atelier. `kind`: "order" or "contract"; amounts in euros, excluding tax."""

    kind: str
    reference: str
    team: Organisation
    amount_ex_vat: Decimal
    vat_percent: Decimal
    starts_on: date
    ends_on: date
    concluded_on: date


def awarded_assignment(application: Application) -> Assignment | None:
    """The signed contract or the first standing purchase order of an application; None while there is none."""
    contract = Contract.objects.filter(dossier__application=application).select_related("organisation").first()
    if contract:
        return _assignment("contract", contract, contract.organisation, contract.signed_on)
    orders = PurchaseOrder.objects.filter(dossier__application=application, state=OrderState.ISSUED)
    order = orders.select_related("agreement", "awardee__organisation").order_by("number").first()
    if not order:
        return None
    return _assignment("order", order, order.awardee.organisation, timezone.localdate(order.issued_at))


def framing_note(application: Application) -> FrozenVersion | None:
    """The last frozen note de cadrage of an application, if there is one."""
    notes = FrozenVersion.objects.filter(dossier__application=application, gate=Gate.FRAMING)
    return notes.order_by("-number").first()


def dossier_of(application: Application) -> Dossier | None:
    return Dossier.objects.filter(application=application).first()


def _assignment(kind: str, one: Contract | PurchaseOrder, team: Organisation, concluded_on: date) -> Assignment:
    return Assignment(
        kind, one.reference, team, one.amount_ex_vat, one.vat_percent, one.starts_on, one.ends_on, concluded_on
    )
