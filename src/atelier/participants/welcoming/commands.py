"""Writes at the door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.engines.lists.headings import plain
from atelier.participants.contacts.commands import add_contact, say_consent
from atelier.participants.contacts.models import ConsentKind, Contact
from atelier.participants.inviting.models import Gathering
from atelier.participants.welcoming.models import Attendance, Way


class DoorClosed(DomainError):
    code = "door_closed"
    message = _("Arrivals are not noted here at the moment. Go and see who welcomes you.")


@transaction.atomic
def note_arrival(
    gathering: Gathering, contact: Contact, *, is_here: bool = True, way: str = Way.LIST, by: Author
) -> Attendance:
    """The contact has come, or has not after all. Said twice, it is said once."""
    facts = {"college": contact.college, "commune": contact.commune, "noted_at": timezone.now()}
    attendance, _created = Attendance.objects.of(gathering.atelier_id).get_or_create(
        gathering=gathering, contact=contact, defaults={**facts, "is_here": not is_here}
    )
    if attendance.is_here == is_here:
        return attendance
    attendance.is_here, attendance.way, attendance.noted_at = is_here, way, timezone.now()
    attendance.college, attendance.commune = contact.college, contact.commune
    attendance.save()
    record("attendance.noted" if is_here else "attendance.corrected", attendance, by=by, way=way)
    return attendance


@transaction.atomic
def welcome_walk_in(gathering: Gathering, values: Mapping[str, Any], *, by: Author) -> Attendance:
    """Somebody nobody expected: a contact more, and here."""
    return note_arrival(gathering, _known(gathering, values) or add_contact(gathering.atelier, values, by=by), by=by)


@transaction.atomic
def arrive(gathering: Gathering, values: Mapping[str, Any], *, by: Author) -> None:
    """Somebody says by themselves that they have come, having agreed to be noted. Raises DoorClosed.

    Who is on the list is found by address or name; nothing tells them, nor the next one, whether they were.
    """
    is_today = timezone.localdate(gathering.starts_at) <= timezone.localdate() <= timezone.localdate(gathering.ends_at)
    if not gathering.is_door_open or not is_today:
        raise DoorClosed
    known = _known(gathering, values)
    contact = known or add_contact(gathering.atelier, values, by=by)
    say_consent(contact, ConsentKind.DATA, is_given=True, by=by)
    note_arrival(gathering, contact, way=Way.DOOR, by=by)


def _known(gathering: Gathering, values: Mapping[str, Any]) -> Contact | None:
    """The contact with this address; or the only one of this name that is not somebody with another address."""
    contacts = Contact.objects.of(gathering.atelier_id)
    email = str(values.get("email") or "").strip().lower()
    if email and (found := contacts.filter(email=email).first()):
        return found
    asked = plain(str(values["name"]))
    named = [one for one in contacts.filter(college=values["college"]) if plain(one.name) == asked]
    return named[0] if len(named) == 1 and not (email and named[0].email) else None
