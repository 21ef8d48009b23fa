"""Many letters are a job: each is written once, whoever asks twice."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from atelier.ateliers.rules import is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.audit import record
from atelier.common.errors import NotForYou
from atelier.common.jobs import Progress
from atelier.participants.contacts.models import Contact
from atelier.participants.inviting.commands import invite, remind
from atelier.participants.inviting.letters import words_of
from atelier.participants.inviting.models import Answer, Gathering, Invitation, LetterKind
from atelier.people.models import Account

TOLD_EVERY = 20


def invite_job(
    progress: Progress,
    *,
    gathering: str,
    contacts: list[str],
    colleges: list[str],
    base_url: str,
    account: int,
    **_u: str,
) -> None:
    """Invite those named, and everyone of these colleges who is not invited yet."""
    found, by = _asked(gathering, account)
    words = words_of(found.atelier, LetterKind.INVITATION)
    known = Contact.objects.of(found.atelier)
    wanted = known.filter(pk__in=contacts) | known.filter(college__in=colleges)
    people = list(wanted.exclude(invitations__gathering=found).distinct().order_by("name", "pk"))
    sent = 0
    for number, contact in enumerate(people):
        if number % TOLD_EVERY == 0:
            progress.at(
                100 * number // len(people), gettext_noop("%(done)s of %(of)s letters…"), done=number, of=len(people)
            )
        sent += invite(found, contact, words=words, base_url=base_url, by=by)
    record("invitation.sent", found, by=by, invited=len(people), letters=sent)


def remind_job(progress: Progress, *, gathering: str, wave: int, base_url: str, account: int, **_u: str) -> None:
    """Remind those who have not answered; a wave reminds each once."""
    found, by = _asked(gathering, account)
    words = words_of(found.atelier, LetterKind.REMINDER)
    waiting = Invitation.objects.of(found.atelier).filter(gathering=found, answer=Answer.NONE, reminders__lt=wave)
    people = list(waiting.select_related("contact", "gathering__atelier"))
    sent = 0
    for number, invitation in enumerate(people):
        if number % TOLD_EVERY == 0:
            progress.at(
                100 * number // len(people), gettext_noop("%(done)s of %(of)s letters…"), done=number, of=len(people)
            )
        sent += remind(invitation, wave=wave, words=words, base_url=base_url, by=by)
    record("reminder.sent", found, by=by, wave=wave, letters=sent)


def _asked(gathering: str, account: int) -> tuple[Gathering, Account]:
    # everywhere: the view that started the job asked for the gathering; the right is asked again here
    found = Gathering.everywhere.select_related("atelier").get(pk=gathering)
    by = Account.objects.get(pk=account)
    if not is_keeper(Viewer(account=by), found.atelier):
        raise NotForYou
    return found, by
