"""From the note to the team, in the demonstration's year: a Local competition awarded in July, a Flash order.

People, teams, words and amounts are invented, and the screens say so; the territories are real. Everything goes through
the commands people use; the dates of the story are then put in their place.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.common.kinds import PDF
from atelier.common.models import Letter
from atelier.procurement.agreements.commands import add_awardee, conclude_agreement, issue_order, set_unit_price
from atelier.procurement.agreements.printing import keep_order_pdf
from atelier.procurement.competition.asking import answer, ask
from atelier.procurement.competition.awarding import Term, award, sign_contract
from atelier.procurement.competition.content import Enclosed, TenderContent
from atelier.procurement.competition.judging import MarkWish, give_marks, ranking_of, tenders_judged
from atelier.procurement.competition.letters import tell_result
from atelier.procurement.competition.opening import be_present, open_tenders, sign_record
from atelier.procurement.competition.preparing import (
    CriterionWish,
    name_member,
    prepare_consultation,
    publish_consultation,
    set_criteria,
)
from atelier.procurement.competition.printing import keep_report
from atelier.procurement.competition.sealing import deposit_tender, enrol
from atelier.procurement.document.commands import open_dossier, pass_gate, write_section
from atelier.procurement.document.printing import day, keep_pdf, paper, words
from atelier.procurement.models import (
    Award,
    Awardee,
    Consultation,
    Contract,
    Dossier,
    FrameworkAgreement,
    FrozenVersion,
    OpeningRecord,
    ResultLetter,
    Tender,
)
from atelier.programme.models import Application, ApplicationVersion, Call, CallForm
from atelier.site.demo_people import demo_account

Said = dict[str, Any]
WORDS = Path(__file__).with_name("demo_procurement.json")
PASSPHRASES = ("galet varech phare colza silex", "bassin digue hareng lin falaise", "craie masure clos criée mouette")
FROZEN, PUBLISHED, QUESTIONS, HOUR = "2026-05-22 10:00", "2026-05-26 09:00", "2026-06-12 12:00", "2026-06-22 12:00"
HOUR_AFTER, READ = "2026-06-22 14:00", "2026-06-22 14:40"
OPENED, AWARDED, SIGNED, ORDERED = "2026-06-22 14:05", "2026-07-03 11:00", "2026-07-20", "2026-07-06 09:30"


@transaction.atomic
def make_procurement() -> None:
    """The whole story, once."""
    if Dossier.objects.filter(is_demo=True).exists():
        return
    told = json.loads(WORDS.read_text(encoding="utf-8"))
    _competition(told["local"])
    _order(told["flash"], _agreement(told["agreement"]))
    Letter.objects.filter(to__endswith=".example").delete()  # of people who are not: nobody waits for them


def _competition(told: Said) -> None:
    clerk = demo_account("ddtm")
    dossier = _specified(told, clerk)
    consultation = _published(dossier, told, clerk)
    for one in told["tenders"]:
        _tender(consultation, one)
    asker = demo_account("equipe2")
    answer(ask(consultation, told["question"], by=asker), told["answer"], by=clerk)
    Consultation.objects.filter(pk=consultation.pk).update(
        published_at=_at(PUBLISHED), questions_until=_at(QUESTIONS), deadline_at=_at(HOUR)
    )
    consultation.refresh_from_db()
    _opened(consultation)
    _decided(consultation, told, clerk)
    dossier.refresh_from_db()
    holder = dossier.sections.get(gate=dossier.gate, key="holder")
    _write(
        dossier, {"holder": holder.text.replace(day(timezone.localdate()), day(dt.date.fromisoformat(SIGNED)))}, clerk
    )
    frozen = pass_gate(dossier, by=clerk)
    _dated(frozen, f"{SIGNED} 15:00")
    _write(dossier, told["framing"], clerk)


def _order(told: Said, awardee: Awardee) -> None:
    clerk = demo_account("ddt47")
    dossier = _specified(told, clerk)
    quantities = {code: Decimal(quantity) for code, quantity in told["quantities"].items()}
    term = {"starts_on": dt.date(2026, 9, 7), "ends_on": dt.date(2026, 12, 18)}
    order = issue_order(dossier, awardee, quantities, **term, by=clerk)
    order.issued_at = _at(ORDERED)
    order.pdf = keep_order_pdf(order, list(order.lines.all()))
    order.save(update_fields=["issued_at", "pdf"])


def _agreement(told: Said) -> Awardee:
    national = demo_account("nationale")
    agreement = FrameworkAgreement.objects.filter(reference=told["reference"]).first() or conclude_agreement(
        by=national,
        **{name: told[name] for name in ("reference", "title", "mode")},
        starts_on=dt.date(2025, 9, 1),
        ends_on=dt.date(2029, 8, 31),
        ceiling_ex_vat=Decimal(told["ceiling"]),
        is_demo=True,
    )
    teams = [demo_account(key).mandates.get().organisation for key in ("equipe", "equipe2")]
    held = [add_awardee(agreement, team, by=national) for team in teams]
    for awardee, factor in zip(held, ("1", "1.05"), strict=True):
        for code, label, unit, price in told["prices"]:
            amount = (Decimal(price) * Decimal(factor)).quantize(Decimal("0.01"))
            set_unit_price(awardee, code, label=label, unit=unit, price_ex_vat=amount, by=national)
    return held[1]


def _specified(told: Said, clerk: Any) -> Dossier:
    dossier = open_dossier(_application(told), by=clerk)
    _write(dossier, told["specification"], clerk)
    frozen = pass_gate(dossier, by=clerk)
    _dated(frozen, FROZEN)
    dossier.refresh_from_db()
    return dossier


def _dated(version: FrozenVersion, moment: str) -> None:
    """Its place in the story, and its PDF again."""
    version.frozen_at = _at(moment)
    version.pdf = keep_pdf(version)
    version.save(update_fields=["frozen_at", "pdf"])


def _write(dossier: Dossier, texts: dict[str, str], clerk: Any) -> None:
    dossier.refresh_from_db()
    for section in dossier.sections.filter(gate=dossier.gate, key__in=texts):
        write_section(section, texts[section.key], revision=section.revision, by=clerk)


def _published(dossier: Dossier, told: Said, clerk: Any) -> Consultation:
    """Published with an hour to come, as the commands want it; the story's hour is put in its place afterwards."""
    soon = timezone.now() + dt.timedelta(days=1)
    facts = {"title": told["title"], "summary": told["summary"], "estimate_ex_vat": Decimal(told["estimate"])}
    consultation = prepare_consultation(dossier, by=clerk, deadline_at=soon, questions_until=soon, **facts)
    set_criteria(consultation, [CriterionWish(**one) for one in told["criteria"]], by=clerk)
    for key, passphrase in zip(("ddtm", "ddtm2", "dreal"), PASSPHRASES, strict=True):
        member = name_member(consultation, demo_account(key), by=clerk)
        enrol(member, passphrase, by=member.account)
    return publish_consultation(consultation, by=clerk)


def _tender(consultation: Consultation, told: Said) -> None:
    account = demo_account(told["by"])
    team = account.mandates.get().organisation
    criteria = [one for one in consultation.criteria.all() if not one.is_price]
    answers = {str(one.pk): text for one, text in zip(criteria, told["answers"], strict=True)}
    memo = paper(consultation.title, eyebrow=team.name, cells=[], blocks=[words(text) for text in told["answers"]],
                 foot=team.name, is_demo=True)  # fmt: skip
    file = Enclosed("memoire-technique.pdf", PDF, memo)
    content = TenderContent(Decimal(told["price"]), answers, told["with"], (file,))
    deposited = deposit_tender(consultation, team, content, by=account)
    Tender.objects.filter(pk=deposited.pk).update(deposited_at=_at(told["at"]))


def _opened(consultation: Consultation) -> None:
    present = list(consultation.members.filter(place__in=(1, 2)).select_related("account", "consultation"))
    for member in present:
        be_present(member, PASSPHRASES[member.place - 1], by=member.account)
    opening = open_tenders(consultation, by=present[0].account)
    OpeningRecord.objects.filter(pk=opening.pk).update(opened_at=_at(OPENED))
    for member in present:
        sign_record(member, PASSPHRASES[member.place - 1], by=member.account)
    consultation.members.filter(place__in=(1, 2)).update(present_at=_at(HOUR_AFTER), signed_at=_at(READ))
    consultation.members.update(enrolled_at=_at(FROZEN))
    consultation.questions.update(asked_at=_at("2026-06-01 10:00"), answered_at=_at("2026-06-02 15:00"))


def _decided(consultation: Consultation, told: Said, clerk: Any) -> None:
    criteria = [one for one in consultation.criteria.all() if not one.is_price]
    judged = list(tenders_judged(consultation))
    for tender, one in zip(judged, told["tenders"], strict=True):
        marks = zip(criteria, one["marks"], strict=True)
        give_marks(tender, {key.pk: MarkWish(Decimal(mark), why) for key, (mark, why) in marks}, by=clerk)
    decision = award(consultation, judged[0], reason=told["reason"], by=clerk)
    decision.awarded_at, decision.may_sign_from = _at(AWARDED), dt.date(2026, 7, 14)
    _told_again(decision, clerk)
    term = Term(told["reference"], dt.date(2026, 7, 20), dt.date(2027, 7, 19))
    contract = sign_contract(decision, term, by=clerk)
    Contract.objects.filter(pk=contract.pk).update(signed_on=dt.date.fromisoformat(SIGNED))


def _told_again(decision: Award, clerk: Any) -> None:
    """The report and the letters, with the dates of the story."""
    lines = ranking_of(decision.consultation)
    decision.report = keep_report(decision.consultation, decision, lines)
    decision.save(update_fields=["awarded_at", "may_sign_from", "report"])
    ResultLetter.objects.filter(tender__consultation=decision.consultation).delete()
    for line in lines:
        tell_result(decision, line, lines[0], by=clerk)


def _application(told: Said) -> Application:
    """The one of the demonstration's calls; where there is none, an application that says only what is needed."""
    found = Application.objects.filter(department=told["department"], kind=told["kind"], state="selected").first()
    if found is not None:
        return found
    form, _is_new = CallForm.objects.get_or_create(
        slug="demonstration", number=1, defaults={"valid_from": dt.date(2026, 1, 1), "sections": told["form"]}
    )
    call, _is_new = Call.objects.get_or_create(
        slug=f"demonstration-{told['kind']}",
        defaults={"form": form, "kind": told["kind"], "title": told["call"], "opens_at": _at(FROZEN), "is_demo": True},
    )
    facts = {"kind": told["kind"], "title": told["atelier"], "department": told["department"]}
    application: Application = Application.objects.create(
        call=call, slug=f"demonstration-{told['department']}", state="selected", content=told["note"], **facts
    )
    ApplicationVersion.objects.create(
        application=application, number=1, content=told["note"], sha256="0" * 64, submitted_at=_at("2026-03-24 16:00")
    )
    return application


def _at(moment: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.fromisoformat(moment))
