"""Who asks for a page of procurement, and the things the pages are about (docs/reference/pages.md)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.test import Client
from django.utils import timezone

from atelier.procurement.agreements.commands import issue_order
from atelier.procurement.competition.asking import ask
from atelier.procurement.competition.awarding import award
from atelier.procurement.document.commands import open_dossier
from atelier.procurement.document.printing import keep_pdf
from tests.factories.people import AccountFactory, MandateFactory, OrganisationFactory
from tests.factories.procurement import (
    ApplicationVersionFactory,
    AwardeeFactory,
    ConsultationFactory,
    SpecificationFactory,
    UnitPriceFactory,
    agent,
    national,
    tenderer,
)
from tests.procurement.competing import judged, opened, published, tendered

Scene = SimpleNamespace


def scene() -> Scene:
    """A dossier being written, a draft, an open competition, a decided one, an order: all of the Seine-Maritime."""
    one = Scene(tenderer=tenderer("Atelier des Valleuses"), rival=tenderer("Bureau du Pollet"))
    one.application = ApplicationVersionFactory().application
    one.dossier = open_dossier(ApplicationVersionFactory().application, by=agent())
    one.section = one.dossier.sections.first()
    one.note = one.dossier.versions.get()
    one.draft = ConsultationFactory()
    one.draft_member = one.draft.members.create(account=AccountFactory(), place=1)
    one.published = published()
    one.published.specification.pdf = keep_pdf(one.published.specification)
    one.published.specification.save()
    one.question = ask(one.published, "Une visite ?", by=one.rival)
    one.member = one.published.members.get(place=1)
    one.decided = published()
    one.tender = tendered(one.decided, "50000", one.tenderer)
    losing = tendered(one.decided, "60000", one.rival)
    judged(opened(one.decided), {one.tender.pk: "18", losing.pk: "10"})
    award(one.decided, one.tender, reason="Sa lecture du site.", by=agent())
    awardee = AwardeeFactory(organisation=one.tenderer.mandates.get().organisation)
    price = UnitPriceFactory(awardee=awardee)
    one.awardee, one.agreement, one.ordering = awardee, awardee.agreement, SpecificationFactory().dossier
    today = timezone.localdate()
    dates = {"starts_on": today, "ends_on": today + timedelta(days=9)}
    one.order = issue_order(SpecificationFactory().dossier, awardee, {price.code: 2}, **dates, by=agent())
    one.paper = one.tender.papers.get()
    return one


ADDRESSES: dict[str, Callable[[Scene], list[Any]]] = {
    "home": lambda one: [],
    "dated_values": lambda one: [],
    "agreements": lambda one: [],
    "agreement_new": lambda one: [],
    "dossier_open": lambda one: [one.application.pk],
    "section_write": lambda one: [one.dossier.pk, one.section.pk],
    "version": lambda one: [one.dossier.pk, one.note.pk],
    "version_pdf": lambda one: [one.dossier.pk, one.note.pk],
    "prepare": lambda one: [one.ordering.pk],
    "paper_open_again": lambda one: [one.ordering.pk],
    "order_new": lambda one: [one.ordering.pk, one.awardee.pk],
    "question_answer": lambda one: [one.published.pk, one.question.pk],
    "change": lambda one: [one.draft.pk],
    "criteria": lambda one: [one.draft.pk],
    "publish": lambda one: [one.draft.pk],
    "member_name": lambda one: [one.draft.pk],
    "member_leave": lambda one: [one.draft.pk, one.draft_member.pk],
    "tender_read": lambda one: [one.tender.pk],
    "low_price": lambda one: [one.tender.pk],
    "tender_paper": lambda one: [one.tender.pk, one.paper.pk],
    "agreement": lambda one: [one.agreement.pk],
    "awardee_add": lambda one: [one.agreement.pk],
    "price_set": lambda one: [one.agreement.pk],
    "order": lambda one: [one.order.pk],
    "order_pdf": lambda one: [one.order.pk],
    "order_cancel": lambda one: [one.order.pk],
    **dict.fromkeys(["dossier", "paper", "gate_pass", "differences"], lambda one: [one.dossier.pk]),
    **dict.fromkeys(
        ["analysis", "report", "award", "contract_sign", "receipt", "letter", "record_pdf", "sign_record"],
        lambda one: [one.decided.pk],
    ),
    **dict.fromkeys(
        ["consultation", "specification_pdf", "question_ask", "tender", "tender_withdraw", "commission", "enrol",
         "be_present", "open_tenders", "end"],
        lambda one: [one.published.pk],
    ),
}  # fmt: skip


def nobody(one: Scene) -> Client:
    return Client()


def of(account: Any) -> Client:
    client = Client()
    client.force_login(account)
    return client


def member(one: Scene) -> Client:
    """A member of both commissions who is of no service."""
    account = one.member.account
    one.decided.members.filter(place=1).update(account=account)
    return of(account)


def commune(one: Scene) -> Client:
    """A local authority of the same department: it reads what is public."""
    return of(MandateFactory(organisation=OrganisationFactory(kind="commune", territory="76217")).account)


ROLES: dict[str, Callable[[Scene], Client]] = {
    "visitor": nobody,
    "commune": commune,
    "tenderer": lambda one: of(one.tenderer),
    "competing tenderer": lambda one: of(one.rival),
    "commission member": member,
    "agent": lambda one: of(agent()),
    "agent elsewhere": lambda one: of(agent("47")),
    "national": lambda one: of(national()),
    "administrator": lambda one: of(AccountFactory(is_administrator=True)),
}
