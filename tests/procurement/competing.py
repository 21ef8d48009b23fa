"""A competition at each of its moments, made by the commands."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from atelier.procurement.competition.content import Enclosed, TenderContent
from atelier.procurement.competition.judging import MarkWish, give_marks, tenders_judged
from atelier.procurement.competition.models import Consultation
from atelier.procurement.competition.opening import be_present, open_tenders
from atelier.procurement.competition.preparing import CriterionWish, name_member, publish_consultation, set_criteria
from atelier.procurement.competition.sealing import deposit_tender, enrol
from tests.factories.people import AccountFactory
from tests.factories.procurement import ConsultationFactory, agent, team_of, tenderer

WISHES = [
    CriterionWish("Compréhension du site", 60, "La falaise, la vallée."),
    CriterionWish("Prix", 40, is_price=True),
]
PASSPHRASES = ["craie valleuse galet varech", "phare digue criée bassin", "lin colza clos masure"]
PDF = b"%PDF-1.7 offre"


def published(**facts) -> Consultation:
    """Two of three members needed; criteria 60 and 40."""
    consultation = ConsultationFactory(**facts)
    clerk = agent()
    set_criteria(consultation, WISHES, by=clerk)
    for words in PASSPHRASES:
        member = name_member(consultation, AccountFactory(), by=clerk)
        enrol(member, words, by=member.account)
    return publish_consultation(consultation, by=clerk)


def tendered(consultation: Consultation, price: str = "50000", account=None):
    account = account or tenderer()
    return deposit_tender(consultation, team_of(account), content_of(consultation, price), by=account)


def content_of(consultation: Consultation, price: str) -> TenderContent:
    site = consultation.criteria.get(is_price=False)
    file = Enclosed("memoire.pdf", "application/pdf", PDF)
    return TenderContent(Decimal(price), {str(site.pk): "Nous marcherons la falaise."}, files=(file,))


def past_its_hour(consultation: Consultation) -> Consultation:
    """The clock cannot be moved: the hour is."""
    ago = timezone.now() - timedelta(minutes=1)
    Consultation.objects.filter(pk=consultation.pk).update(deadline_at=ago, questions_until=ago)
    consultation.refresh_from_db()
    return consultation


def present(consultation: Consultation, places=(1, 2)) -> None:
    for member in consultation.members.filter(place__in=places).select_related("consultation", "account"):
        be_present(member, PASSPHRASES[member.place - 1], by=member.account)


def opened(consultation: Consultation) -> Consultation:
    past_its_hour(consultation)
    present(consultation)
    open_tenders(consultation, by=consultation.members.first().account)
    consultation.refresh_from_db()
    return consultation


def judged(consultation: Consultation, marks: dict[int, str]) -> Consultation:
    """tender id → mark for the site."""
    site = consultation.criteria.get(is_price=False)
    for tender in tenders_judged(consultation):
        wish = MarkWish(Decimal(marks[tender.pk]), f"Note {marks[tender.pk]} : lecture du site.")
        give_marks(tender, {site.pk: wish}, by=agent())
    return consultation
