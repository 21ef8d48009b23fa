"""From the marks to the contract."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from atelier.common.files import read_file
from atelier.common.models import Letter
from atelier.procurement.agreements.errors import CeilingReached
from atelier.procurement.competition.asking import answer, ask
from atelier.procurement.competition.awarding import Term, award, explain_low_price, sign_contract
from atelier.procurement.competition.errors import (
    FormalProcedureNeeded,
    LowPriceUnanswered,
    MarksMissing,
    NotFirst,
    NotOpened,
    NotReady,
    PublishedAlready,
    QuestionsOver,
    StandstillRuns,
)
from atelier.procurement.competition.judging import MarkWish, give_marks, ranking_of
from atelier.procurement.competition.models import Award
from atelier.procurement.competition.preparing import (
    CriterionWish,
    change_consultation,
    missing_for_publication,
    prepare_consultation,
    publish_consultation,
    set_criteria,
)
from atelier.procurement.competition.printing import receipt_pdf, record_pdf
from atelier.procurement.dated import NoValueYet, set_value, value_on
from atelier.procurement.document.errors import GateNotPassed
from atelier.procurement.enums import DatedName
from atelier.procurement.queries import awarded_assignment
from tests.factories.procurement import (
    AgreementFactory,
    AwardeeFactory,
    ConsultationFactory,
    DossierFactory,
    SpecificationFactory,
    agent,
    national,
    tenderer,
)
from tests.procurement.competing import WISHES, judged, opened, past_its_hour, published, tendered

pytestmark = pytest.mark.django_db


def term():
    today = timezone.localdate()
    return Term("2026-076-01", today, today + timedelta(days=400))


def two_tenders(first="50000", second="60000", **facts):
    """(competition opened, its tenders, dearest last)."""
    consultation = published(**facts)
    tenders = [tendered(consultation, price) for price in (first, second)]
    return opened(consultation), tenders


def after_standstill(decision):
    Award.objects.filter(pk=decision.pk).update(may_sign_from=timezone.localdate())
    decision.refresh_from_db()
    return decision


def test_best_reading_of_the_site_wins_over_the_lowest_price():
    consultation, (cheap, dear) = two_tenders()
    judged(consultation, {cheap.pk: "10", dear.pk: "18"})

    lines = ranking_of(consultation)

    assert [(line.tender, line.scored.rank, line.scored.total) for line in lines] == [
        (dear, 1, Decimal("87.34")),
        (cheap, 2, Decimal("70.00")),
    ]
    assert "50\u202f000,00" in lines[0].marks[1].reason


def test_award_tells_every_tenderer_with_reasons_and_a_paper():
    consultation, (cheap, dear) = two_tenders()
    judged(consultation, {cheap.pk: "10", dear.pk: "18"})

    decision = award(consultation, dear, reason="Sa lecture de la vallée.", by=agent())

    won = Letter.objects.get(key=f"tender:{dear.pk}:result")
    lost = Letter.objects.get(key=f"tender:{cheap.pk}:result")
    assert won.to == dear.account.email
    assert "Note 10 : lecture du site." in lost.text
    assert dear.organisation.name in lost.text
    assert decision.may_sign_from == timezone.localdate() + timedelta(days=11)
    assert all(read_file(one.letter.pdf).startswith(b"%PDF-") for one in (cheap, dear))
    assert read_file(decision.report).startswith(b"%PDF-")
    assert [row["rank"] for row in decision.ranking] == [1, 2]


def test_award_is_refused_without_all_marks_for_the_second_and_before_the_opening():
    consultation, (cheap, dear) = two_tenders()
    with pytest.raises(MarksMissing) as refusal:
        award(consultation, dear, reason="Parce que", by=agent())
    assert dear.organisation.name in refusal.value.sentence
    judged(consultation, {cheap.pk: "10", dear.pk: "18"})
    with pytest.raises(NotFirst):
        award(consultation, cheap, reason="Parce que", by=agent())
    sealed = published()
    with pytest.raises(NotOpened):
        award(sealed, tendered(sealed), reason="Parce que", by=agent())


def test_marks_do_not_change_once_it_is_awarded():
    consultation, (cheap, dear) = two_tenders()
    judged(consultation, {cheap.pk: "10", dear.pk: "18"})
    award(consultation, dear, reason="Sa lecture.", by=agent())

    with pytest.raises(NotOpened):
        give_marks(cheap, {}, by=agent())


def test_price_that_seems_too_low_must_be_explained_before_the_award():
    consultation, (cheap, dear) = two_tenders("20000", "60000")
    judged(consultation, {cheap.pk: "18", dear.pk: "10"})
    cheap.refresh_from_db()
    assert cheap.seems_too_low
    with pytest.raises(LowPriceUnanswered):
        award(consultation, cheap, reason="Le meilleur.", by=agent())

    explain_low_price(cheap, "L’équipe habite Dieppe : pas de déplacements. Accepté.", by=agent())

    assert award(consultation, cheap, reason="Le meilleur.", by=agent()).tender == cheap


def test_contract_waits_for_the_end_of_the_standstill_then_begins_the_papers():
    consultation, (cheap, dear) = two_tenders()
    judged(consultation, {cheap.pk: "10", dear.pk: "18"})
    decision = award(consultation, dear, reason="Sa lecture.", by=agent())
    with pytest.raises(StandstillRuns):
        sign_contract(decision, term(), by=agent())

    contract = sign_contract(after_standstill(decision), term(), by=agent())

    found = awarded_assignment(consultation.dossier.application)
    assert found is not None
    assert (found.kind, found.reference, found.team) == ("contract", "2026-076-01", dear.organisation)
    assert contract.amount_ex_vat == Decimal(60_000)
    consultation.dossier.refresh_from_db()
    assert consultation.dossier.gate == "contract"
    with pytest.raises(NotOpened):
        sign_contract(decision, term(), by=agent())


def test_subsequent_contract_is_counted_against_its_agreement():
    agreement = AgreementFactory(mode="subsequent", ceiling_ex_vat=Decimal(55_000))
    AwardeeFactory(agreement=agreement, email="invitee@exemple.fr")
    consultation, (cheap, dear) = two_tenders(agreement=agreement)
    assert Letter.objects.filter(to="invitee@exemple.fr").count() == 1
    judged(consultation, {cheap.pk: "10", dear.pk: "18"})
    decision = after_standstill(award(consultation, dear, reason="Sa lecture.", by=agent()))

    with pytest.raises(CeilingReached):
        sign_contract(decision, term(), by=agent())


def test_publication_says_all_that_is_missing():
    consultation = ConsultationFactory(questions_until=timezone.now() + timedelta(days=90))
    set_criteria(consultation, [CriterionWish("Prix", 90, is_price=True)], by=agent())

    with pytest.raises(NotReady):
        publish_consultation(consultation, by=agent())

    assert len(missing_for_publication(consultation)) == 4


def test_large_amounts_ask_for_a_formal_procedure_unless_awardees_compete_again():
    with pytest.raises(FormalProcedureNeeded):
        published(estimate_ex_vat=Decimal(140_000))

    agreement = AgreementFactory(mode="subsequent")
    assert published(estimate_ex_vat=Decimal(140_000), agreement=agreement).is_published


def test_what_tenderers_rely_on_does_not_change_after_the_publication():
    consultation = published()

    with pytest.raises(PublishedAlready):
        set_criteria(consultation, WISHES, by=agent())
    with pytest.raises(PublishedAlready):
        change_consultation(consultation, title="Autre", by=agent())


def test_question_is_answered_to_all_and_its_author_is_told():
    consultation, asker = published(), tenderer()

    question = ask(consultation, "Une visite est-elle prévue ?", by=asker)
    answer(question, "Oui, le 4 mai.", by=agent())

    assert "4 mai" in Letter.objects.get(to=asker.email).text
    past_its_hour(consultation)
    with pytest.raises(QuestionsOver):
        ask(consultation, "Encore ?", by=asker)


def test_papers_of_a_competition_are_tagged_pdfs():
    consultation, (cheap, _) = two_tenders()

    for made in (receipt_pdf(cheap), record_pdf(consultation.opening)):
        assert made.startswith(b"%PDF-")
        assert b"/MarkInfo" in made


def test_dated_values_hold_from_their_day():
    from datetime import date

    assert value_on(DatedName.FORMAL_THRESHOLD, date(2025, 6, 1)) == 143_000
    assert value_on(DatedName.PUBLICITY_THRESHOLD, date(2026, 3, 31)) == 40_000
    assert value_on(DatedName.PUBLICITY_THRESHOLD, date(2026, 4, 1)) == 60_000
    with pytest.raises(NoValueYet):
        value_on(DatedName.VAT, date(1950, 1, 1))
    set_value(DatedName.VAT, Decimal(21), valid_from=timezone.localdate(), source="Essai", by=national())
    assert value_on(DatedName.VAT) == 21


def test_marks_are_written_again_when_they_change():
    consultation, (cheap, dear) = two_tenders()
    site = consultation.criteria.get(is_price=False)
    cheap.refresh_from_db()

    for value in ("10", "12"):
        give_marks(cheap, {site.pk: MarkWish(Decimal(value), "Relu.")}, by=agent())

    assert [mark.value for mark in cheap.marks.filter(criterion=site)] == [12]
    assert dear.marks.count() == 1


def test_draft_is_prepared_and_changed_until_it_is_published():
    specification = SpecificationFactory()
    later = timezone.now() + timedelta(days=20)
    facts = {"title": "Une équipe", "summary": "…", "estimate_ex_vat": Decimal(50_000)}

    draft = prepare_consultation(specification.dossier, by=agent(), deadline_at=later, questions_until=later, **facts)
    changed = change_consultation(draft, title="Une autre équipe", by=agent())

    assert (changed.specification, changed.title, changed.is_published) == (specification, "Une autre équipe", False)
    with pytest.raises(GateNotPassed):
        prepare_consultation(
            DossierFactory(is_open=True), by=agent(), deadline_at=later, questions_until=later, **facts
        )
