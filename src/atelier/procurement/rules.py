"""Who may do what: small predicates, combined once (docs/reference/permissions.md)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import NotForYou, NotSeen
from atelier.people.enums import OrganisationKind
from atelier.people.mandates import is_national, organisations_of, serves
from atelier.people.models import Account, Organisation
from atelier.procurement.agreements.models import FrameworkAgreement, PurchaseOrder
from atelier.procurement.competition.models import CommissionMember, Consultation, Tender
from atelier.procurement.document.models import Dossier
from atelier.procurement.enums import TenderState

TENDERERS = {OrganisationKind.TEAM, OrganisationKind.COMPANY}
SERVICES = {OrganisationKind.DEPARTMENTAL, OrganisationKind.REGIONAL}


def account_of(user: Account | AnonymousUser | object) -> Account | None:
    """The account of a request, None for a visitor."""
    return user if isinstance(user, Account) else None


def signed_in(user: Account | AnonymousUser | object) -> Account:
    """The account of a request that passed the sign-in."""
    assert isinstance(user, Account)
    return user


def is_administrator(account: Account | None) -> bool:
    return account is not None and account.is_administrator


def carries(account: Account | None, dossier: Dossier) -> bool:
    """The State service of its department or region, and the administrators."""
    return is_administrator(account) or serves(account, department=dossier.department, region=dossier.region)


def sees_dossier(account: Account | None, dossier: Dossier) -> bool:
    return carries(account, dossier) or is_national(account)


def is_buyer(account: Account | None) -> bool:
    """Whoever may have dossiers at all: services, national team, administrators."""
    return is_national(account) or bool(organisations_of(account, SERVICES))


def tenderers_of(account: Account | None, consultation: Consultation) -> list[Organisation]:
    """Organisations in whose name the account may tender: with an agreement, its awardees only."""
    mine = organisations_of(account, TENDERERS)
    if consultation.agreement_id is None or not mine:
        return mine
    held = set(consultation.agreement.awardees.values_list("organisation_id", flat=True))  # type: ignore[union-attr]
    return [one for one in mine if one.pk in held]


def member_of(account: Account | None, consultation: Consultation) -> CommissionMember | None:
    """Their place in the commission, if any."""
    return next((one for one in consultation.members.all() if account and one.account_id == account.pk), None)


def sees_consultation(account: Account | None, consultation: Consultation) -> bool:
    if sees_dossier(account, consultation.dossier) or member_of(account, consultation):
        return True
    is_for_all = consultation.agreement_id is None
    return consultation.is_published and (is_for_all or bool(tenderers_of(account, consultation)))


def may_tender(account: Account | None, consultation: Consultation) -> bool:
    """The hour is no matter of rights: a late tender is refused with a sentence."""
    return consultation.is_published and bool(tenderers_of(account, consultation))


def reads_tenders(account: Account | None, consultation: Consultation) -> bool:
    """Nobody before the opening; then those who carry the dossier, the national team, and the commission."""
    known = sees_dossier(account, consultation.dossier) or member_of(account, consultation) is not None
    return consultation.was_opened and known


Rule = Callable[[Account | None, Consultation], bool]
CONSULTATION_RULES: dict[str, Rule] = {
    "see": sees_consultation,
    "carry": lambda account, one: carries(account, one.dossier),
    "tender": may_tender,
    "open": lambda account, one: member_of(account, one) is not None,
    "commission": lambda account, one: sees_dossier(account, one.dossier) or member_of(account, one) is not None,
    "read_tenders": reads_tenders,
}
CARRIERS_SAID = _("the State service of the place, the administrators")
RUNNERS_SAID = _("the national team, the administrators")
BUYERS_SAID = _("the agents of the State services, the national team")
WHO: dict[str, str | Promise] = {
    "carry": CARRIERS_SAID,
    "tender": _("the teams and businesses that may tender"),
    "open": _("the members of the opening commission"),
    "commission": _("the State service of the place, the national team, the members of the opening commission"),
    "read_tenders": _("once opened, the State service of the place, the national team, the members of the commission"),
}
DOSSIER_RULES: dict[str, Callable[[Account | None, Dossier], bool]] = {"see": sees_dossier, "carry": carries}


def access_dossier(account: Account | None, pk: int, *, to: str = "see") -> Dossier:
    """The dossier with this number; 404 if unseen, 403 if forbidden."""
    dossier: Dossier | None = Dossier.objects.select_related("application__call").filter(pk=pk).first()
    if dossier is None or not sees_dossier(account, dossier):
        raise NotSeen
    if not DOSSIER_RULES[to](account, dossier):
        raise NotForYou(who=WHO[to])
    return dossier


def access_consultation(account: Account | None, pk: int, *, to: str = "see") -> Consultation:
    """The competition with this number; 404 if unseen, 403 if forbidden."""
    rows = Consultation.objects.select_related("dossier__application", "agreement", "specification")
    consultation = rows.prefetch_related("members__account", "criteria").filter(pk=pk).first()
    if consultation is None or not sees_consultation(account, consultation):
        raise NotSeen
    if not CONSULTATION_RULES[to](account, consultation):
        raise NotForYou(who=WHO[to])
    return consultation


def access_tender(account: Account | None, pk: int) -> Tender:
    """An opened tender, for those who judge; unseen by everybody else, and by them before the opening."""
    rows = Tender.objects.select_related("consultation__dossier", "consultation__agreement", "organisation")
    tender: Tender | None = rows.filter(pk=pk, state=TenderState.OPENED).first()
    if tender is None or not reads_tenders(account, tender.consultation):
        raise NotSeen
    return tender


def access_agreements(account: Account | None, *, to: str = "see") -> QuerySet[FrameworkAgreement]:
    """Framework agreements: services read them to order, the national team runs them. 403 for the others."""
    if not (is_national(account) if to == "run" else is_buyer(account)):
        raise NotForYou(who=RUNNERS_SAID if to == "run" else BUYERS_SAID)
    return FrameworkAgreement.objects.all()


def access_agreement(account: Account | None, pk: int, *, to: str = "see") -> FrameworkAgreement:
    """404 for those who have no business with agreements, 403 for services that would change one."""
    agreement: FrameworkAgreement | None = FrameworkAgreement.objects.filter(pk=pk).first()
    if agreement is None or not is_buyer(account):
        raise NotSeen
    if to == "run" and not is_national(account):
        raise NotForYou(who=RUNNERS_SAID)
    return agreement


def access_order(account: Account | None, pk: int, *, to: str = "see") -> PurchaseOrder:
    """Those who see its dossier, and the team that received it."""
    rows = PurchaseOrder.objects.select_related("dossier", "agreement", "awardee__organisation", "issued_by")
    order: PurchaseOrder | None = rows.filter(pk=pk).first()
    if order is None:
        raise NotSeen
    received = order.awardee.organisation in organisations_of(account, TENDERERS)
    if not (sees_dossier(account, order.dossier) or received):
        raise NotSeen
    if to == "carry" and not carries(account, order.dossier):
        raise NotForYou(who=CARRIERS_SAID)
    return order


def dossiers_seen_by(account: Account | None) -> QuerySet[Dossier]:
    """What a service carries; everything for the national team."""
    rows = Dossier.objects.select_related("application")
    if is_national(account):
        return rows
    mine = organisations_of(account, SERVICES)
    departments = [one.territory for one in mine if one.kind == OrganisationKind.DEPARTMENTAL and one.territory]
    regions = [one.territory for one in mine if one.kind == OrganisationKind.REGIONAL and one.territory]
    return rows.filter(Q(department__in=departments) | Q(region__in=regions))
