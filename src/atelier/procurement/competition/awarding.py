"""The decision, the letters, the contract; or an end without follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from atelier.common.audit import record
from atelier.people.models import Account
from atelier.procurement.agreements.commands import hold_agreement, require_room
from atelier.procurement.competition.errors import LowPriceUnanswered, NotFirst, NotOpened, StandstillRuns
from atelier.procurement.competition.judging import Line, ranking_of
from atelier.procurement.competition.letters import tell_end, tell_result
from atelier.procurement.competition.models import Award, Consultation, Contract, Tender
from atelier.procurement.competition.printing import keep_report
from atelier.procurement.dated import value_on
from atelier.procurement.document.commands import begin_contract
from atelier.procurement.document.printing import day
from atelier.procurement.enums import AgreementMode, ConsultationState, DatedName
from atelier.procurement.money import taxed


@dataclass(frozen=True)
class Term:
    """When a contract runs, and how it is called."""

    reference: str
    starts_on: date
    ends_on: date


@transaction.atomic
def explain_low_price(tender: Tender, text: str, *, by: Account) -> None:
    """What the tenderer answered, and why it is accepted."""
    tender.low_price_answer = text.strip()
    tender.save(update_fields=["low_price_answer"])
    record("tender.low_price_answered", tender, by=by)


@transaction.atomic
def award(consultation: Consultation, tender: Tender, *, reason: str, by: Account) -> Award:
    """Award to a tender ranked first; every tenderer is told the same day, with the reasons of the marks.

    Raises NotOpened, MarksMissing, NotFirst, LowPriceUnanswered.
    """
    held = _held(consultation, ConsultationState.OPENED)
    lines = ranking_of(held)
    chosen = next((one for one in lines if one.tender.pk == tender.pk and one.scored.rank == 1), None)
    if chosen is None:
        raise NotFirst
    if chosen.tender.seems_too_low and not chosen.tender.low_price_answer:
        raise LowPriceUnanswered(team=chosen.tender.organisation.name)
    decision = Award(consultation=held, tender=chosen.tender, reason=reason.strip(), awarded_by=by)
    decision.awarded_at, decision.ranking = timezone.now(), [_row(one) for one in lines]
    decision.may_sign_from = timezone.localdate() + timedelta(days=held.standstill_days or 0)
    decision.report = keep_report(held, decision, lines)
    decision.save()
    held.state = ConsultationState.AWARDED
    held.save(update_fields=["state"])
    record("consultation.awarded", held, by=by, tender=chosen.tender.pk, reason=decision.reason)
    for line in lines:
        tell_result(decision, line, lines[0] if line.tender.pk == tender.pk else chosen, by=by)
    return decision


@transaction.atomic
def sign_contract(decision: Award, term: Term, *, by: Account) -> Contract:
    """Once the standstill is over; under an agreement it is counted against the ceiling.

    Raises StandstillRuns, CeilingReached, AgreementOver, NotOpened, ValidationError.
    """
    held = _held(decision.consultation, ConsultationState.AWARDED)
    if timezone.localdate() < decision.may_sign_from:
        raise StandstillRuns(day=day(decision.may_sign_from))
    tender, amount = decision.tender, decision.tender.price_ex_vat
    assert amount is not None, "an opened tender has its price"
    if held.agreement_id is not None:
        require_room(hold_agreement(held.agreement_id, AgreementMode.SUBSEQUENT), amount)
    contract = Contract(
        dossier=held.dossier, consultation=held, agreement=held.agreement, organisation=tender.organisation
    )
    contract.amount_ex_vat, contract.vat_percent = amount, held.vat_percent or value_on(DatedName.VAT)
    contract.reference, contract.starts_on, contract.ends_on = term.reference, term.starts_on, term.ends_on
    contract.signed_on, contract.signed_by = timezone.localdate(), by
    contract.full_clean()
    contract.save()
    held.state = ConsultationState.SIGNED
    held.save(update_fields=["state"])
    begin_contract(held.dossier, _facts(contract, tender), by=by)
    record("contract.signed", contract, by=by, amount=str(contract.amount_ex_vat))
    return contract


@transaction.atomic
def end_without_follow_up(consultation: Consultation, *, reason: str, by: Account) -> None:
    """No team is chosen; every tenderer is told why. Sealed tenders are never opened."""
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if held.state in {ConsultationState.SIGNED, ConsultationState.ENDED, ConsultationState.DRAFT}:
        raise NotOpened
    held.state, held.end_reason = ConsultationState.ENDED, reason.strip()
    held.save(update_fields=["state", "end_reason"])
    record("consultation.ended", held, by=by, reason=held.end_reason)
    tell_end(held, by=by)


def _held(consultation: Consultation, state: ConsultationState) -> Consultation:
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("dossier__application", "agreement")
    held: Consultation = rows.get(pk=consultation.pk)
    if held.state != state:
        raise NotOpened
    return held


def _row(line: Line) -> dict[str, Any]:
    return {
        "tender": line.tender.pk,
        "rank": line.scored.rank,
        "total": str(line.scored.total),
        "price": str(line.scored.price),
        "marks": [
            {"criterion": mark.criterion_id, "value": str(mark.value), "reason": mark.reason} for mark in line.marks
        ],
    }


def _facts(contract: Contract, tender: Tender) -> dict[str, str]:
    """What the contract's paper says without anybody typing it."""
    with override("fr"):
        whom = _("Contract %(reference)s, signed on %(day)s.") % {
            "reference": contract.reference,
            "day": day(contract.signed_on),
        }
        return {
            "holder": "\n".join(filter(None, [contract.organisation.name, tender.co_contractors, whom])),
            "amount": taxed(contract.amount_ex_vat, contract.vat_percent),
            "duration": _("From %(start)s to %(end)s.")
            % {"start": day(contract.starts_on), "end": day(contract.ends_on)},
        }
