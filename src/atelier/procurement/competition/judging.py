"""Marks with their reasons, the price by its formula, and who comes first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from atelier.common.audit import record
from atelier.engines.scoring.prices import price_mark
from atelier.engines.scoring.ranking import Scored, ranked
from atelier.people.models import Account
from atelier.procurement.competition.errors import MarksMissing, NotOpened
from atelier.procurement.competition.models import AwardCriterion, Consultation, Mark, Tender
from atelier.procurement.enums import ConsultationState, TenderState
from atelier.procurement.money import euros, figure


@dataclass(frozen=True)
class MarkWish:
    value: Decimal
    reason: str


@dataclass(frozen=True)
class Line:
    """A tender in the ranking, with its marks in the order of the criteria."""

    tender: Tender
    scored: Scored
    marks: list[Mark]


@transaction.atomic
def give_marks(tender: Tender, wishes: Mapping[int, MarkWish], *, by: Account) -> None:
    """criterion id → mark and reason, for the criteria judged by people. Raises NotOpened."""
    held = Consultation.objects.select_for_update().get(pk=tender.consultation_id)
    if held.state != ConsultationState.OPENED or tender.state != TenderState.OPENED:
        raise NotOpened
    for criterion in held.criteria.filter(is_price=False):
        wish = wishes.get(criterion.pk)
        if wish is None:
            continue
        _mark(tender, criterion, wish, by)
    _mark_prices(held, by)
    record("tender.marked", tender, by=by, marks={str(key): str(wish.value) for key, wish in wishes.items()})


def tenders_judged(consultation: Consultation) -> QuerySet[Tender]:
    """Opened tenders with their marks and papers ready to be read."""
    rows = consultation.tenders.filter(state=TenderState.OPENED).select_related("organisation", "account")
    return rows.prefetch_related("marks", "papers__file")


def ranking_of(consultation: Consultation) -> list[Line]:
    """Best first. Raises MarksMissing, naming what is missing."""
    criteria, tenders = list(consultation.criteria.all()), list(tenders_judged(consultation))
    marks = {tender.pk: {mark.criterion_id: mark for mark in tender.marks.all()} for tender in tenders}
    missing = [
        f"{tender.organisation.name} – {criterion.title}"
        for tender in tenders
        for criterion in criteria
        if criterion.pk not in marks[tender.pk]
    ]
    if missing or not tenders:
        raise MarksMissing(missing=", ".join(missing) or "–")
    scored = ranked(
        {pk: {key: mark.value for key, mark in own.items()} for pk, own in marks.items()},
        {tender.pk: _price(tender) for tender in tenders},
        {criterion.pk: Decimal(criterion.weight) for criterion in criteria},
        best=_best(consultation),
    )
    known = {tender.pk: tender for tender in tenders}
    return [Line(known[one.key], one, [marks[one.key][criterion.pk] for criterion in criteria]) for one in scored]


def _mark_prices(consultation: Consultation, by: Account) -> None:
    """All again: they depend on each other."""
    criterion = consultation.criteria.filter(is_price=True).first()
    if criterion is None:
        return
    tenders = list(consultation.tenders.filter(state=TenderState.OPENED))
    prices = [_price(one) for one in tenders]
    for tender in tenders:
        value = price_mark(consultation.price_formula, _price(tender), prices, best=_best(consultation))
        reason = _("%(price)s excl. tax, the lowest being %(lowest)s. %(formula)s: %(mark)s out of %(best)s.") % {
            "price": euros(_price(tender)),
            "lowest": euros(min(prices)),
            "formula": consultation.get_price_formula_display(),
            "mark": figure(value),
            "best": figure(_best(consultation)),
        }
        _mark(tender, criterion, MarkWish(value, reason), by)


def _mark(tender: Tender, criterion: AwardCriterion, wish: MarkWish, by: Account) -> None:
    facts = {"value": wish.value, "reason": wish.reason, "given_by": by}
    Mark.objects.update_or_create(tender=tender, criterion=criterion, defaults=facts)


def _price(tender: Tender) -> Decimal:
    assert tender.price_ex_vat is not None, "an opened tender has its price"
    price: Decimal = tender.price_ex_vat
    return price


def _best(consultation: Consultation) -> Decimal:
    assert consultation.best_mark is not None, "written down at the publication"
    return consultation.best_mark
