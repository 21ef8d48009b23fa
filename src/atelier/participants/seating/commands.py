"""Writes on the seating plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.engines.lists.headings import plain
from atelier.participants.contacts.models import Contact
from atelier.participants.inviting.models import Gathering
from atelier.participants.seating.models import SeatingPlace, SeatingTable
from atelier.participants.seating.queries import people_to_seat, places_at, tables_at
from atelier.tables.queries import tables_in

MOST_TABLES, MOST_CHAIRS = 60, 30


class ChairsMissing(DomainError):
    code = "chairs_missing"
    message = gettext_lazy("%(missing)s chairs are missing: add a table, or chairs.")


class NobodyToSeat(DomainError):
    code = "nobody_to_seat"
    message = gettext_lazy("Nobody has come or said yes yet: there is nobody to seat.")


@transaction.atomic
def set_tables(gathering: Gathering, *, count: int, chairs: int, by: Author) -> list[SeatingTable]:
    """So many tables of so many chairs. Those there already keep their people; the last ones go where there are less.

    They take the names of the workshop's tables, if it has any.
    """
    there = list(tables_at(gathering))
    for table in there[count:]:
        table.delete()
    names = [one.name for one in tables_in(gathering.workshop)] if gathering.workshop else []
    for ordinal in range(1, count + 1):
        name = names[ordinal - 1] if ordinal <= len(names) else _("Table %(number)s") % {"number": ordinal}
        if ordinal <= len(there):
            SeatingTable.objects.of(gathering.atelier_id).filter(pk=there[ordinal - 1].pk).update(chairs=chairs)
        else:
            SeatingTable.everywhere.create(gathering=gathering, ordinal=ordinal, name=name, chairs=chairs)
    record("seating.tables_set", gathering, by=by, count=count, chairs=chairs)
    return list(tables_at(gathering))


@transaction.atomic
def change_table(table: SeatingTable, *, name: str, chairs: int, by: Author) -> None:
    table.name, table.chairs = name.strip(), chairs
    table.full_clean()
    table.save(update_fields=["name", "chairs"])
    record("seating.table_changed", table, by=by, chairs=chairs)


@transaction.atomic
def make_plan(gathering: Gathering, *, by: Author) -> int:
    """Seat everyone anew, but those put by hand; how many. Raises ChairsMissing, NobodyToSeat."""
    from atelier.engines.seating.plan import Guest, TooFewSeats, seat

    tables = list(tables_at(gathering))
    people = people_to_seat(gathering)
    if not people:
        raise NobodyToSeat
    index = {table.pk: number for number, table in enumerate(tables)}
    locked = {one.contact_id: index[one.table_id] for one in places_at(gathering) if one.is_locked}
    guests = [Guest(str(one.pk), _shares(one), locked.get(one.pk)) for one in people]
    try:
        found = seat(guests, [table.chairs for table in tables])
    except TooFewSeats as refused:
        raise ChairsMissing(missing=refused.missing) from refused
    _write(gathering, people, [tables[number] for number in found])
    record("seating.made", gathering, by=by, people=len(people), tables=len(tables))
    return len(people)


@transaction.atomic
def put_at(gathering: Gathering, contact: Contact, table: SeatingTable | None, *, by: Author) -> None:
    """Put by hand at a table, where the plan leaves them; `None`: the plan decides again."""
    places = SeatingPlace.objects.of(gathering.atelier_id).filter(gathering=gathering, contact=contact)
    if table is None:
        places.update(is_locked=False)
    elif not places.update(table=table, is_locked=True):
        SeatingPlace.everywhere.create(gathering=gathering, contact=contact, table=table, is_locked=True)
    record("seating.hand_changed", gathering, by=by, contact=str(contact.pk), is_locked=table is not None)


def _shares(contact: Contact) -> dict[str, str]:
    return {"college": contact.college, "organisation": plain(contact.organisation), "place": contact.commune}


def _write(gathering: Gathering, people: Sequence[Contact], tables: Sequence[SeatingTable]) -> None:
    """Places there already move; those of people who no longer come go."""
    known: dict[Any, SeatingPlace] = {one.contact_id: one for one in places_at(gathering)}
    fresh, moved = [], []
    for contact, table in zip(people, tables, strict=True):
        place = known.pop(contact.pk, None)
        if place is None:
            fresh.append(SeatingPlace(gathering=gathering, contact=contact, table=table))
        elif place.table_id != table.pk:
            place.table = table
            moved.append(place)
    SeatingPlace.everywhere.bulk_create(fresh)
    SeatingPlace.everywhere.bulk_update(moved, ["table"], batch_size=100)
    SeatingPlace.objects.of(gathering.atelier_id).filter(pk__in=[one.pk for one in known.values()]).delete()
