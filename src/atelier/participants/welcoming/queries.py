"""Reads at the door."""

from __future__ import annotations

from dataclasses import dataclass

from atelier.common.errors import NotSeen
from atelier.participants.contacts.models import Contact
from atelier.participants.inviting.models import Answer, Gathering
from atelier.participants.inviting.queries import invitations_to
from atelier.participants.welcoming.models import Attendance
from atelier.people.enums import COLLEGE_COLORS

ORDER = {Answer.YES: 0, Answer.MAYBE: 1, Answer.NONE: 2, Answer.NO: 3}


@dataclass(frozen=True)
class Expected:
    """A line of the door's list."""

    contact: Contact
    answer: str
    instead: str
    is_here: bool
    color: str
    needs: str


def expected_at(gathering: Gathering) -> list[Expected]:
    """Everyone invited or come, by name. Three questions, whatever the number."""
    came = attendances_at(gathering)
    lines = {
        one.contact_id: Expected(
            one.contact,
            one.answer,
            one.instead,
            came.get(one.contact_id, False),
            COLLEGE_COLORS[one.contact.college],
            one.access,
        )
        for one in invitations_to(gathering)
    }
    others = Contact.objects.of(gathering.atelier_id).filter(pk__in=[pk for pk in came if pk not in lines])
    for contact in others:
        lines[contact.pk] = Expected(contact, "", "", came[contact.pk], COLLEGE_COLORS[contact.college], "")
    return sorted(lines.values(), key=lambda line: line.contact.name.casefold())


def attendances_at(gathering: Gathering) -> dict[object, bool]:
    """Contact → whether here."""
    found = Attendance.objects.of(gathering.atelier_id).filter(gathering=gathering).exclude(contact=None)
    return dict(found.values_list("contact_id", "is_here"))


def here_count(gathering: Gathering) -> int:
    return Attendance.objects.of(gathering.atelier_id).filter(gathering=gathering, is_here=True).count()


def gathering_with_door(code: str) -> Gathering:
    """Raises NotSeen."""
    # everywhere: whoever reads the sheet at the entrance knows no atelier
    found = Gathering.everywhere.select_related("atelier").filter(door=code).first()
    if found is None:
        raise NotSeen
    return found
