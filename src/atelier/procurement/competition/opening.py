"""After the hour: members give their shares one by one; once they are enough, the envelopes open together.

The library that opens (8 MB) comes when somebody does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.db import transaction
from django.utils import timezone

from atelier.common.audit import record
from atelier.common.errors import NotSeen
from atelier.common.files import keep_bytes, read_file
from atelier.common.models import AuditEntry
from atelier.engines.scoring.prices import seems_too_low
from atelier.people.models import Account
from atelier.procurement.competition.content import TenderContent, about_tender, unpacked
from atelier.procurement.competition.errors import NotOpened, NotYet, TooFewPresent, WrongWords
from atelier.procurement.competition.models import (
    CommissionMember,
    Consultation,
    OpeningRecord,
    Tender,
    TenderPaper,
    TenderShare,
)
from atelier.procurement.document.freezing import fingerprint
from atelier.procurement.document.printing import moment
from atelier.procurement.enums import ConsultationState, TenderState

if TYPE_CHECKING:
    from atelier.engines.sealing.keys import PersonKeys


def be_present(member: CommissionMember, passphrase: str, *, by: Account) -> None:
    """The member's passphrase opens their share of every tender, and only theirs.

    Raises NotYet before the hour, NotOpened after the opening, WrongWords.
    """
    from atelier.engines.sealing.envelopes import Tampered, open_share

    require_the_hour(member.consultation)
    keys = _keys_of(member, passphrase)
    with transaction.atomic():
        held = _held(member.consultation)
        for share in TenderShare.objects.filter(member=member, tender__state=TenderState.SEALED).select_related(
            "tender"
        ):
            about = about_tender(held.pk, share.tender.organisation_id)
            try:
                share.released = open_share(bytes(share.sealed), keys, about=about)
            except Tampered:  # told at the opening, where the tender is named
                continue
            share.save(update_fields=["released"])
        member.present_at = timezone.now()
        member.save(update_fields=["present_at"])
        record("commission.present", member, by=by)


@transaction.atomic
def open_tenders(consultation: Consultation, *, by: Account) -> OpeningRecord:
    """Open every envelope before those present, and write down what was found.

    Raises NotYet, NotOpened, TooFewPresent.
    """
    require_the_hour(consultation)
    held = _held(consultation)
    present = list(held.members.exclude(present_at=None).select_related("account"))
    if len(present) < held.threshold:
        raise TooFewPresent(present=len(present), needed=held.threshold)
    for tender in held.tenders.filter(state=TenderState.SEALED).select_related("envelope"):
        _open(tender, by)
    _flag_low_prices(held)
    held.state = ConsultationState.OPENED
    held.save(update_fields=["state"])
    TenderShare.objects.filter(tender__consultation=held).update(released=b"")
    content = _record_of(held, [one.account.name for one in present])
    opening = OpeningRecord.objects.create(
        consultation=held, content=content, sha256=fingerprint(content), opened_at=timezone.now()
    )
    record("tenders.opened", held, by=by, sha256=opening.sha256)
    return opening


def sign_record(member: CommissionMember, passphrase: str, *, by: Account) -> None:
    """The member's own signature (Ed25519) on the fingerprint of the record. Raises WrongWords, NotOpened."""
    opening = OpeningRecord.objects.filter(consultation=member.consultation).first()
    if opening is None or member.present_at is None:
        raise NotOpened
    signature = _keys_of(member, passphrase).sign(opening.sha256.encode())
    with transaction.atomic():
        member.signature, member.signed_at = signature, timezone.now()
        member.save(update_fields=["signature", "signed_at"])
        record("commission.signed", member, by=by, sha256=opening.sha256)


def has_signed(member: CommissionMember, opening: OpeningRecord) -> bool:
    """Whether the member's signature holds for the record as it reads now."""
    from atelier.engines.sealing.keys import is_signed

    said = fingerprint(opening.content)
    is_whole = said == opening.sha256
    return is_whole and is_signed(said.encode(), bytes(member.signature), bytes(member.signing_key))


def require_the_hour(consultation: Consultation) -> None:
    """Besides the keys, the clock: a second lock, on the same door. Raises NotYet, NotOpened."""
    if consultation.state != ConsultationState.PUBLISHED:
        raise NotOpened
    if not consultation.waits_for_opening:
        raise NotYet(deadline=moment(consultation.deadline_at))


def _held(consultation: Consultation) -> Consultation:
    held: Consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    require_the_hour(held)
    return held


def _keys_of(member: CommissionMember, passphrase: str) -> PersonKeys:
    from atelier.engines.sealing.keys import WrongPassphrase, unlock_keys

    try:
        return unlock_keys(bytes(member.locked_seed), passphrase)
    except WrongPassphrase as error:
        raise WrongWords from error


def _open(tender: Tender, by: Account) -> None:
    """What cannot be opened (altered, lost) is said in the record; it does not hold the others up."""
    content = _content_of(tender)
    if content is None:
        tender.state = TenderState.UNREADABLE
        tender.save(update_fields=["state"])
        return
    tender.state, tender.price_ex_vat = TenderState.OPENED, content.price
    tender.answers, tender.co_contractors = content.answers, content.co_contractors
    tender.save(update_fields=["state", "price_ex_vat", "answers", "co_contractors"])
    TenderPaper.objects.bulk_create(
        TenderPaper(tender=tender, file=keep_bytes(one.content, name=one.name, kind=one.kind, by=by))
        for one in content.files
    )


def _content_of(tender: Tender) -> TenderContent | None:
    from atelier.engines.sealing.envelopes import Tampered, open_envelope

    shares = {
        share.member.place: bytes(share.released)
        for share in tender.shares.select_related("member").order_by("member__place")
        if share.released
    }
    about = about_tender(tender.consultation_id, tender.organisation_id)
    try:
        return unpacked(open_envelope(read_file(tender.envelope), shares, about=about))
    except (Tampered, NotSeen, msgspec.DecodeError):
        return None


def _flag_low_prices(consultation: Consultation) -> None:
    assert consultation.low_price_percent is not None, "written down at the publication"
    opened = list(consultation.tenders.filter(state=TenderState.OPENED))
    prices = [one.price_ex_vat for one in opened]
    for tender in opened:
        tender.seems_too_low = seems_too_low(tender.price_ex_vat, prices, below_percent=consultation.low_price_percent)
        tender.save(update_fields=["seems_too_low"])


def _record_of(consultation: Consultation, present: list[str]) -> dict[str, Any]:
    """What the record says; plain values, in the order they came."""
    rows = consultation.tenders.select_related("organisation").prefetch_related("papers__file")
    late = AuditEntry.objects.filter(verb="tender.refused_late", thing_id=str(consultation.pk)).order_by("id")
    return {
        "consultation": consultation.title,
        "specification": consultation.specification.sha256,
        "deadline": consultation.deadline_at.isoformat(),
        "opened": timezone.now().isoformat(timespec="seconds"),
        "present": present,
        "tenders": [
            {
                "number": one.number,
                "state": one.state,
                "organisation": one.organisation.name,
                "deposited": one.deposited_at.isoformat(timespec="seconds"),
                "sha256": one.envelope_sha256,
                "price": str(one.price_ex_vat) if one.price_ex_vat is not None else "",
                "files": [{"name": paper.file.name, "sha256": paper.file.sha256} for paper in one.papers.all()],
            }
            for one in rows
        ],
        "late": [entry.at.isoformat(timespec="seconds") for entry in late],
    }
