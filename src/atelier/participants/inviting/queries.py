"""Reads on gatherings and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.common.models import Letter
from atelier.participants.contacts.models import Contact
from atelier.participants.inviting.models import Answer, Gathering, Invitation
from atelier.participants.welcoming.models import Attendance


def gatherings_of(atelier: Atelier) -> QuerySet[Gathering]:
    """With how many are invited, answered yes, came. Each is counted apart: joined, they would multiply."""
    invited = Invitation.objects.of(atelier).filter(gathering=OuterRef("pk"))
    here = Attendance.objects.of(atelier).filter(gathering=OuterRef("pk"), is_here=True)
    return (
        Gathering.objects.of(atelier)
        .select_related("workshop")
        .annotate(invited=_counted(invited), coming=_counted(invited.filter(answer=Answer.YES)), came=_counted(here))
    )


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many of these rows there are for each gathering."""
    count = rows.order_by().values("gathering").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(count), 0)


def invitations_to(gathering: Gathering) -> QuerySet[Invitation]:
    invitations = Invitation.objects.of(gathering.atelier_id).filter(gathering=gathering)
    return invitations.select_related("contact").order_by("contact__name", "id")


def answers_counted(gathering: Gathering) -> dict[str, int]:
    rows = invitations_to(gathering).order_by().values_list("answer").annotate(count=Count("pk"))
    return dict(rows)


def letters_of(invitations: Sequence[Invitation]) -> dict[str, Letter]:
    """Key of an invitation → its last letter, in one question."""
    keys = {f"invitation:{one.pk}": str(one.pk) for one in invitations}
    keys |= {
        f"invitation:{one.pk}:reminder:{n}": str(one.pk) for one in invitations for n in range(1, one.reminders + 1)
    }
    letters = Letter.objects.filter(key__in=keys).defer("text", "attachments").order_by("created_at")
    return {keys[letter.key or ""]: letter for letter in letters}


def next_wave(gathering: Gathering) -> int:
    """The number of the next reminder."""
    last = invitations_to(gathering).order_by().aggregate(last=Max("reminders"))["last"]
    return int(last or 0) + 1


def not_invited(gathering: Gathering) -> QuerySet[Contact]:
    return Contact.objects.of(gathering.atelier_id).exclude(invitations__gathering=gathering)


def invitation_with_key(key: str) -> Invitation:
    """The invitation this personal link opens. Raises NotSeen."""
    # everywhere: whoever holds the key has no atelier; the key names one invitation
    found = Invitation.everywhere.select_related("contact", "gathering__atelier", "gathering__workshop")
    invitation = found.filter(key=key).first() if len(key) <= 32 else None
    if invitation is None:
        raise NotSeen
    return invitation
