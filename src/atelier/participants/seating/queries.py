"""Reads on the seating plan."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from atelier.common.errors import NotSeen
from atelier.participants.contacts.models import Contact
from atelier.participants.contacts.queries import commune_names
from atelier.participants.inviting.models import Answer, Gathering, Invitation
from atelier.participants.seating.models import SeatingPlace, SeatingTable
from atelier.participants.welcoming.models import Attendance
from atelier.people.enums import COLLEGE_COLORS, College

COMING = (Answer.YES, Answer.MAYBE)


@dataclass(frozen=True)
class Sitting:
    """Someone at a table, in words."""

    contact: Contact
    name: str
    color: str
    college: str
    commune: str
    is_locked: bool


@dataclass
class TablePlan:
    """A table, who sits there, and how many colleges meet."""

    table: SeatingTable
    people: list[Sitting] = field(default_factory=list)

    @property
    def colleges(self) -> int:
        return len({one.college for one in self.people})


def tables_at(gathering: Gathering) -> QuerySet[SeatingTable]:
    return SeatingTable.objects.of(gathering.atelier_id).filter(gathering=gathering)


def table_at(gathering: Gathering, pk: str) -> SeatingTable:
    found = next((one for one in tables_at(gathering) if str(one.pk) == pk), None)
    if found is None:
        raise NotSeen
    return found


def places_at(gathering: Gathering) -> QuerySet[SeatingPlace]:
    return SeatingPlace.objects.of(gathering.atelier_id).filter(gathering=gathering)


def has_begun(gathering: Gathering) -> bool:
    """Whether somebody has come: from then on, those who are here are seated, and not those announced."""
    return Attendance.objects.of(gathering.atelier_id).filter(gathering=gathering, is_here=True).exists()


def people_to_seat(gathering: Gathering) -> list[Contact]:
    """Those who are here once the door has noted anybody; those who said yes or perhaps before."""
    contacts = Contact.objects.of(gathering.atelier_id)
    if has_begun(gathering):
        came = Attendance.objects.of(gathering.atelier_id).filter(gathering=gathering, is_here=True)
        return list(contacts.filter(pk__in=came.values("contact_id")).order_by("name", "pk"))
    coming = Invitation.objects.of(gathering.atelier_id).filter(gathering=gathering, answer__in=COMING)
    return list(contacts.filter(pk__in=coming.values("contact_id")).order_by("name", "pk"))


def plan_of(gathering: Gathering) -> tuple[list[TablePlan], list[Contact]]:
    """(tables with their people, those who have no place yet)."""
    plans = {table.pk: TablePlan(table) for table in tables_at(gathering)}
    places = list(places_at(gathering).select_related("contact").order_by("contact__name", "pk"))
    names = commune_names(one.contact.commune for one in places)
    invitations = Invitation.objects.of(gathering.atelier_id).filter(gathering=gathering).exclude(instead="")
    instead = dict(invitations.values_list("contact_id", "instead"))
    for place in places:
        one = place.contact
        plans[place.table_id].people.append(
            Sitting(
                one,
                instead.get(one.pk, one.name),
                COLLEGE_COLORS[one.college],
                str(College(one.college).label),
                names.get(one.commune, ""),
                place.is_locked,
            )
        )
    seated = {place.contact_id for place in places}
    return list(plans.values()), [one for one in people_to_seat(gathering) if one.pk not in seated]
