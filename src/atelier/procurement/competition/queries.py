"""Reads on competitions: what is open to whom, one's own tender, the questions answered to all."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from atelier.people.mandates import organisations_of
from atelier.people.models import Account
from atelier.procurement.competition.models import CommissionMember, Consultation, Question, Tender
from atelier.procurement.document.models import Dossier
from atelier.procurement.enums import ConsultationState, TenderState
from atelier.procurement.rules import TENDERERS

ALIVE = (TenderState.SEALED, TenderState.OPENED, TenderState.UNREADABLE)


def consultations_open_to(account: Account | None) -> QuerySet[Consultation]:
    """Published ones: everybody's, and those of the agreements one's organisation holds. The last hour first."""
    mine = [one.pk for one in organisations_of(account, TENDERERS)]
    rows = Consultation.objects.exclude(state__in=[ConsultationState.DRAFT]).select_related("dossier", "agreement")
    return rows.filter(Q(agreement=None) | Q(agreement__awardees__organisation__in=mine)).distinct()


def consultations_of(dossier: Dossier) -> QuerySet[Consultation]:
    return dossier.consultations.select_related("agreement").order_by("-id")


def commissions_of(account: Account | None) -> list[CommissionMember]:
    """Where one opens with others, the next hour first."""
    if account is None:
        return []
    rows = CommissionMember.objects.filter(account=account).select_related("consultation")
    return list(rows.exclude(consultation__state=ConsultationState.ENDED).order_by("consultation__deadline_at"))


def tenders_of(account: Account | None) -> list[Tender]:
    """The tenders of one's organisations, youngest first."""
    mine = organisations_of(account, TENDERERS)
    rows = Tender.objects.filter(organisation__in=mine, state__in=ALIVE).select_related("consultation", "organisation")
    return list(rows.order_by("-deposited_at")) if mine else []


def tender_of(account: Account | None, consultation: Consultation) -> Tender | None:
    """The living tender of one's organisation here."""
    mine = organisations_of(account, TENDERERS)
    rows = consultation.tenders.filter(organisation__in=mine, state__in=ALIVE)
    found: Tender | None = rows.select_related("organisation", "envelope", "account").last()
    return found


def questions_shown(consultation: Consultation, *, to_buyer: bool) -> QuerySet[Question]:
    """Those that were answered; the others only to who answers."""
    rows = consultation.questions.all()
    return rows if to_buyer else rows.exclude(answered_at=None)
