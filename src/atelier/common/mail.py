"""Letters: written in the transaction of what they tell, sent after it by the worker, tried again, never lost."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import make_msgid
from typing import TypedDict

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop
from django_tasks import task

from atelier.common.audit import Author
from atelier.common.models import Letter

TRIES = 6
FIRST_WAIT = timedelta(minutes=1)  # then twice as long each time
TAKEN_FOR = timedelta(minutes=5)  # longer than a mail server is waited for; then the worker that took it is dead
NO_SERVER = gettext_noop("No mail server is set: the letter waits.")
REFUSED = gettext_noop("The mail server refused the address.")
AWAY = gettext_noop("The mail server does not answer; it will be tried again.")
GIVEN_UP = gettext_noop("The mail server did not answer in time.")


class Attachment(TypedDict):
    """A small text that goes with a letter, a calendar for instance."""

    name: str
    kind: str
    text: str


def post_letter(
    to: str,
    subject: str,
    text: str,
    *,
    by: Author,
    key: str | None = None,
    attachments: Sequence[Attachment] = (),
    is_secret: bool = False,
    quiet_until: datetime | None = None,
) -> Letter | None:
    """Write a letter to one address; it leaves once the transaction is committed.

    `key`: what it is about (`invitation:12:reminder:1`); None is returned where that letter exists already.
    `is_secret`: its text opens a door; it is forgotten as soon as it is sent. `quiet_until`: before then the list of
    letters does not say to whom it goes.
    """
    try:
        with transaction.atomic():
            letter = Letter.objects.create(
                to=to,
                subject=" ".join(subject.split())[:200],
                text=text,
                key=key,
                attachments=list(attachments),
                is_secret=is_secret,
                quiet_until=quiet_until,
                author=by.author_ref,
            )
    except IntegrityError:
        return None
    transaction.on_commit(lambda: send_letter.enqueue(str(letter.pk)))
    return letter


@task()
def send_letter(letter_id: str) -> None:
    """What the worker does: hand the letter to the mail server, or say why not and when again.

    Several workers may be told of the same letter: the one that takes it sends it.
    """
    if not settings.EMAIL_HOST:
        Letter.objects.filter(pk=letter_id, state=Letter.State.WAITING).update(sentence=NO_SERVER)
        return
    if not _taken(letter_id):
        return
    letter = Letter.objects.get(pk=letter_id)
    try:
        _message(letter).send()
    except smtplib.SMTPRecipientsRefused:
        _ended(letter, Letter.State.FAILED, REFUSED)
    except (smtplib.SMTPException, OSError):
        _try_again(letter)
    else:
        _ended(letter, Letter.State.SENT, "")


def send_waiting() -> int:
    """Queue every letter that waits, after a mail server was set or came back; how many."""
    waiting = list(Letter.objects.filter(state=Letter.State.WAITING).values_list("pk", flat=True))
    for pk in waiting:
        send_letter.enqueue(str(pk))
    return len(waiting)


def _taken(letter_id: str) -> bool:
    """Take the letter, if it waits and nobody is sending it: one statement, of which only one worker's changes the row.

    No lock is held while the mail server thinks, which SQLite could not do for one row.
    """
    now = timezone.now()
    free = Q(taken_at=None) | Q(taken_at__lt=now - TAKEN_FOR)
    waiting = Letter.objects.filter(free, pk=letter_id, state=Letter.State.WAITING)
    return bool(waiting.update(taken_at=now))


def _message(letter: Letter) -> EmailMessage:
    headers = {"Message-ID": make_msgid(idstring=letter.pk.hex, domain=settings.DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1])}
    message = EmailMessage(letter.subject, letter.text, to=[letter.to], headers=headers)
    for one in letter.attachments:
        message.attach(one["name"], one["text"], one["kind"])
    return message


def _ended(letter: Letter, state: str, sentence: str) -> None:
    letter.state, letter.sentence, letter.tries, letter.taken_at = state, sentence, letter.tries + 1, None
    if state == Letter.State.SENT:
        letter.sent_at = timezone.now()
        if letter.is_secret:
            letter.text = ""
    letter.save(update_fields=["state", "sentence", "tries", "sent_at", "taken_at", "text"])


def _try_again(letter: Letter) -> None:
    if letter.tries + 1 >= TRIES:
        _ended(letter, Letter.State.FAILED, GIVEN_UP)
        return
    _ended(letter, Letter.State.WAITING, AWAY)
    wait = FIRST_WAIT * 2 ** (letter.tries - 1)
    send_letter.using(run_after=timezone.now() + wait).enqueue(str(letter.pk))
