"""Before the hour: members choose their passphrases, tenderers seal, replace, withdraw. Nothing here can open.

The library that seals (8 MB) comes when somebody does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from atelier.common.audit import record
from atelier.common.files import keep_bytes
from atelier.people.models import Account, Organisation
from atelier.procurement.competition.content import TenderContent, about_tender, packed
from atelier.procurement.competition.errors import (
    EnrolledAlready,
    NoTender,
    PassphraseTooShort,
    PublishedAlready,
    TooLate,
)
from atelier.procurement.competition.letters import tell_receipt, tell_withdrawal
from atelier.procurement.competition.models import CommissionMember, Consultation, Tender, TenderShare
from atelier.procurement.document.printing import moment
from atelier.procurement.enums import ConsultationState, TenderState

if TYPE_CHECKING:
    from atelier.engines.sealing.envelopes import Envelope

LEAST_CHARACTERS = 16
SEALED_KIND, SEALED_NAME = "application/octet-stream", "offre-scellee.bin"


def enrol(member: CommissionMember, passphrase: str, *, by: Account) -> CommissionMember:
    """The member's keys: the public ones are kept, the secret one only behind the passphrase.

    Raises PassphraseTooShort, EnrolledAlready, PublishedAlready.
    """
    from atelier.engines.sealing.keys import make_keys

    if len("".join(passphrase.split())) < LEAST_CHARACTERS:
        raise PassphraseTooShort(least=LEAST_CHARACTERS)
    public, locked = make_keys(passphrase)  # outside the transaction: it takes half a second on purpose
    with transaction.atomic():
        held = CommissionMember.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=member.pk)
        if held.enrolled_at is not None:
            raise EnrolledAlready
        if held.consultation.state != ConsultationState.DRAFT:
            raise PublishedAlready
        held.sealing_key, held.signing_key, held.locked_seed = public.sealing, public.signing, locked
        held.enrolled_at = timezone.now()
        held.save()
        record("commission.enrolled", held, by=by)
    return held


def deposit_tender(
    consultation: Consultation, organisation: Organisation, content: TenderContent, *, by: Account
) -> Tender:
    """Seal a tender, and put aside the one it replaces. The hour is that of the server, at the end of the transfer.

    Raises TooLate.
    """
    from atelier.engines.sealing.envelopes import seal

    members = list(consultation.members.order_by("place"))
    envelope = seal(
        packed(content),
        [bytes(one.sealing_key) for one in members],
        threshold=consultation.threshold,
        about=about_tender(consultation.pk, organisation.pk),
    )
    try:
        return _keep(consultation, organisation, envelope, members, by)
    except TooLate:
        record("tender.refused_late", consultation, by=by, organisation=organisation.pk)  # outside what was undone
        raise


@transaction.atomic
def withdraw_tender(consultation: Consultation, organisation: Organisation, *, by: Account) -> None:
    """Before the hour. Its shares are forgotten: nobody can open it any more. Raises NoTender, TooLate."""
    held = _held_in_time(consultation)
    tender = _end(held, organisation, TenderState.WITHDRAWN)
    if tender is None:
        raise NoTender
    record("tender.withdrawn", tender, by=by)
    tell_withdrawal(tender, by=by)


@transaction.atomic
def _keep(
    consultation: Consultation,
    organisation: Organisation,
    envelope: Envelope,
    members: list[CommissionMember],
    by: Account,
) -> Tender:
    held = _held_in_time(consultation)
    stored = keep_bytes(envelope.ciphertext, name=SEALED_NAME, kind=SEALED_KIND, by=by)
    replaced = _end(held, organisation, TenderState.REPLACED)
    tender = Tender.objects.create(
        consultation=held,
        organisation=organisation,
        account=by,
        number=held.tenders.count() + 1,
        envelope=stored,
        envelope_sha256=stored.sha256,
        deposited_at=timezone.now(),
    )
    TenderShare.objects.bulk_create(
        TenderShare(tender=tender, member=member, sealed=share)
        for member, share in zip(members, envelope.shares, strict=True)
    )
    record("tender.deposited", tender, by=by, sha256=stored.sha256, replaces=replaced.pk if replaced else None)
    tell_receipt(tender, by=by)
    return tender


def _held_in_time(consultation: Consultation) -> Consultation:
    """The competition, held: an opening that begins waits for who came in time. Raises TooLate."""
    held: Consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if not held.takes_tenders:
        raise TooLate(deadline=moment(held.deadline_at), now=moment(timezone.now()))
    return held


def _end(consultation: Consultation, organisation: Organisation, state: TenderState) -> Tender | None:
    tender: Tender | None = consultation.tenders.filter(organisation=organisation, state=TenderState.SEALED).first()
    if tender is not None:
        tender.state, tender.ended_at = state, timezone.now()
        tender.save(update_fields=["state", "ended_at"])
        tender.shares.all().delete()
    return tender
