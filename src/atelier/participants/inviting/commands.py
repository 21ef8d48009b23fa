"""Writes on gatherings, invitations and answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier, Workshop
from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.common.mail import post_letter
from atelier.participants.contacts.models import Contact
from atelier.participants.inviting.letters import Words, written_letter
from atelier.participants.inviting.models import Answer, Gathering, Invitation, LetterKind, LetterTemplate

NEEDS = ("instead", "access", "diet", "transport")


class GatheringOver(DomainError):
    code = "gathering_over"
    message = _("This day is over: answers are closed.")


@transaction.atomic
def plan_gathering(
    atelier: Atelier,
    *,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    workshop: Workshop | None = None,
    by: Author,
) -> Gathering:
    gathering = Gathering(
        atelier=atelier, title=title, starts_at=starts_at, ends_at=ends_at, place=place, workshop=workshop
    )
    gathering.full_clean()
    gathering.save()
    record("gathering.planned", gathering, by=by)
    return gathering


@transaction.atomic
def change_gathering(gathering: Gathering, values: Mapping[str, Any], *, by: Author) -> None:
    changed = [name for name, value in values.items() if getattr(gathering, name) != value]
    for name in changed:
        setattr(gathering, name, values[name])
    if changed:
        gathering.full_clean()
        gathering.save(update_fields=changed)
        record("gathering.changed", gathering, by=by, fields=changed)


@transaction.atomic
def open_door(gathering: Gathering, *, is_open: bool, by: Author) -> None:
    """Whether people may say by themselves that they have come."""
    gathering.is_door_open = is_open
    gathering.save(update_fields=["is_door_open"])
    record("door.opened" if is_open else "door.closed", gathering, by=by)


@transaction.atomic
def invite(gathering: Gathering, contact: Contact, *, words: Words, base_url: str, by: Author) -> bool:
    """Invite a contact, once; whether a letter leaves. Without address there is an invitation, and no letter."""
    invitation, _created = Invitation.objects.of(gathering.atelier_id).get_or_create(
        gathering=gathering, contact=contact, defaults={}
    )
    return _write(invitation, LetterKind.INVITATION, f"invitation:{invitation.pk}", words, base_url, by)


@transaction.atomic
def remind(invitation: Invitation, *, wave: int, words: Words, base_url: str, by: Author) -> bool:
    """Remind somebody who has not answered, once a wave; whether a letter leaves."""
    # everywhere: the invitation was found through its atelier
    waiting = Invitation.everywhere.filter(pk=invitation.pk, reminders__lt=wave, answer=Answer.NONE)
    if not waiting.update(reminders=wave):
        return False
    key = f"invitation:{invitation.pk}:reminder:{wave}"
    return _write(invitation, LetterKind.REMINDER, key, words, base_url, by)


@transaction.atomic
def answer(invitation: Invitation, said: str, *, needs: Mapping[str, str], by: Author) -> None:
    """Yes, no, perhaps, and what is needed to come. Raises GatheringOver."""
    if invitation.gathering.is_over:
        raise GatheringOver
    before = invitation.answer
    invitation.answer, invitation.answered_at = said, timezone.now()
    for name in NEEDS:
        setattr(invitation, name, needs.get(name, "").strip())
    invitation.save(update_fields=["answer", "answered_at", *NEEDS])
    record("invitation.answered", invitation, by=by, answer=said, before=before)


@transaction.atomic
def word_letter(atelier: Atelier, kind: str, *, subject: str, text: str, by: Author) -> LetterTemplate:
    """The atelier's own words for a letter."""
    template, _created = LetterTemplate.objects.of(atelier).update_or_create(
        kind=kind,
        defaults={"subject": subject, "text": text},
        create_defaults={"atelier": atelier, "kind": kind, "subject": subject, "text": text},
    )
    record("letter.worded", template, by=by, kind=kind)
    return template


def _write(invitation: Invitation, kind: str, key: str, words: Words, base_url: str, by: Author) -> bool:
    if not invitation.contact.email:
        return False
    letter = written_letter(invitation, words, base_url=base_url)
    posted = post_letter(
        invitation.contact.email, letter.subject, letter.text, by=by, key=key, attachments=letter.attachments
    )
    return posted is not None
