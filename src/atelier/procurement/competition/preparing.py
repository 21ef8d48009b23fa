"""Prepare a competition and publish it: afterwards nothing that tenderers rely on changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from atelier.common.audit import record
from atelier.people.models import Account
from atelier.procurement.agreements.commands import hold_agreement
from atelier.procurement.competition.errors import FormalProcedureNeeded, NotReady, PublishedAlready
from atelier.procurement.competition.letters import tell_awardees
from atelier.procurement.competition.models import AwardCriterion, CommissionMember, Consultation
from atelier.procurement.dated import value_on
from atelier.procurement.document.commands import require_frozen_specification
from atelier.procurement.document.models import Dossier
from atelier.procurement.enums import AgreementMode, ConsultationState, DatedName
from atelier.procurement.money import euros

LEAST_OPENERS = 2  # nobody opens alone: this is what sealing means here, not a setting


@dataclass(frozen=True)
class CriterionWish:
    """`weight` in percent."""

    title: str
    weight: int
    question: str = ""
    is_price: bool = False


@transaction.atomic
def prepare_consultation(dossier: Dossier, *, by: Account, **facts: object) -> Consultation:
    """A draft on the frozen specification; `facts` are its own fields. Raises GateNotPassed, ValidationError."""
    consultation = Consultation(dossier=dossier, specification=require_frozen_specification(dossier), **facts)
    consultation.full_clean()
    consultation.save()
    record("consultation.prepared", consultation, by=by)
    return consultation


@transaction.atomic
def change_consultation(consultation: Consultation, *, by: Account, **facts: object) -> Consultation:
    """While it is a draft. Raises PublishedAlready, ValidationError."""
    held = _held_draft(consultation)
    for name, value in facts.items():
        setattr(held, name, value)
    held.specification = require_frozen_specification(held.dossier)
    held.full_clean()
    held.save()
    record("consultation.changed", held, by=by)
    return held


@transaction.atomic
def set_criteria(consultation: Consultation, wishes: Sequence[CriterionWish], *, by: Account) -> None:
    """All of them at once, in order. Raises PublishedAlready."""
    held = _held_draft(consultation)
    held.criteria.all().delete()
    AwardCriterion.objects.bulk_create(
        AwardCriterion(consultation=held, ordinal=ordinal, **vars(wish)) for ordinal, wish in enumerate(wishes, start=1)
    )
    record("consultation.criteria_set", held, by=by, criteria=[f"{wish.title}: {wish.weight}" for wish in wishes])


@transaction.atomic
def name_member(consultation: Consultation, account: Account, *, by: Account) -> CommissionMember:
    """One person more to open together; the place that is there when they have one. Raises PublishedAlready."""
    held = _held_draft(consultation)
    member: CommissionMember | None = held.members.filter(account=account).first()
    if member is None:
        places = list(held.members.values_list("place", flat=True))
        member = CommissionMember.objects.create(consultation=held, account=account, place=max(places, default=0) + 1)
        record("commission.named", member, by=by, account=account.pk)
    return member


@transaction.atomic
def leave_out_member(member: CommissionMember, *, by: Account) -> None:
    """Before the publication only. Raises PublishedAlready."""
    _held_draft(member.consultation)
    record("commission.left_out", member, by=by, account=member.account_id)
    member.delete()


@transaction.atomic
def publish_consultation(consultation: Consultation, *, by: Account) -> Consultation:
    """Everybody, or the awardees of its agreement, may read it and tender; what holds today is written down with it.

    Raises PublishedAlready, NotReady, FormalProcedureNeeded, AgreementOver.
    """
    held = _held_draft(consultation)
    if missing := list(missing_for_publication(held)):
        raise NotReady(missing="; ".join(missing))
    threshold = value_on(DatedName.FORMAL_THRESHOLD)
    if held.agreement_id is None and held.estimate_ex_vat >= threshold:
        raise FormalProcedureNeeded(estimate=euros(held.estimate_ex_vat), threshold=euros(threshold))
    if held.agreement_id is not None:
        hold_agreement(held.agreement_id, AgreementMode.SUBSEQUENT)
    held.vat_percent, held.best_mark = value_on(DatedName.VAT), value_on(DatedName.BEST_MARK)
    held.low_price_percent = value_on(DatedName.LOW_PRICE_PERCENT)
    held.standstill_days = int(value_on(DatedName.STANDSTILL_DAYS))
    held.state, held.published_at = ConsultationState.PUBLISHED, timezone.now()
    held.save()
    record("consultation.published", held, by=by, deadline=held.deadline_at.isoformat())
    tell_awardees(held, by=by)
    return held


def missing_for_publication(consultation: Consultation) -> list[str]:
    """What is still to be done, in the order one does it."""
    criteria, members = list(consultation.criteria.all()), list(consultation.members.select_related("account"))
    missing = []
    if sum(one.weight for one in criteria) != 100:
        missing.append(_("the weights of the criteria do not add up to 100"))
    if sum(one.is_price for one in criteria) != 1:
        missing.append(_("one criterion must be the price, and only one"))
    if len(criteria) < 2:
        missing.append(_("the price cannot be the only criterion"))
    if consultation.threshold < LEAST_OPENERS or len(members) < consultation.threshold:
        missing.append(_("the opening commission needs two members at least, and as many as must be present"))
    late = [one.account.name for one in members if one.enrolled_at is None]
    if late:
        missing.append(_("these members have not chosen their passphrase: %(names)s") % {"names": ", ".join(late)})
    if consultation.deadline_at <= timezone.now():
        missing.append(_("the hour for tenders has passed already"))
    if consultation.questions_until > consultation.deadline_at:
        missing.append(_("questions must end before tenders do"))
    return missing


def _held_draft(consultation: Consultation) -> Consultation:
    held = Consultation.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=consultation.pk)
    if held.state != ConsultationState.DRAFT:
        raise PublishedAlready
    return held
