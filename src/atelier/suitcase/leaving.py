"""The lines of a suitcase, read from the database a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

import msgspec
from django.db.models import ForeignKey, Model

from atelier.ateliers.rules import KEEPERS
from atelier.common.carrying import Kept, kept
from atelier.common.models import AuditEntry
from atelier.contributions.models import Contribution
from atelier.people.models import Account
from atelier.suitcase.manifest import AccountLine, AuditLine, EntryLine, PlainLine, RowLine
from atelier.suitcase.models import AtelierCopy, Passport
from atelier.suitcase.names import Names
from atelier.suitcase.rows import carried_fields, name_of, named_operation, plain, rows_of
from atelier.tables.journal import milliseconds
from atelier.tables.models import JournalEntry, Table
from atelier.territories.models import Commune, Department, Epci, Region
from atelier.territories.sites import site

AUDIT = AuditEntry._meta.label_lower
CHUNK = 2_000
ACCOUNT_AUTHOR, SEAT_AUTHOR = "account:", "seat:"


def row_lines(one: Kept, names: Names) -> Iterator[RowLine]:
    silence = one.silence(names.copy.atelier) if one.silence else None
    for row in rows_of(one, names.copy.atelier):
        passport = names.passport_of(one.kind, row.pk)
        assert passport  # has_unnamed looked
        # the stamps travel all the same: what is not said is no change, on either side
        yield RowLine(
            uid=passport.uid,
            values={**passport.values, **silence(row)} if silence else passport.values,
            stamps=passport.stamps,
            local={name: getattr(row, name) for name in one.local},
            also=names.also(one.kind, row.pk),
        )


def account_lines(copy: AtelierCopy) -> Iterator[AccountLine]:
    """Members only. Hashes leave from home only, and for those who run the tables: they must sign in without it."""
    members = copy.atelier.memberships.select_related("account").order_by("account__email")
    for membership in members:
        account = membership.account
        may_open = copy.is_home and membership.role in KEEPERS and account.is_active and account.has_usable_password()
        yield AccountLine(email=account.email, name=account.name, password=account.password if may_open else "")


def entry_lines(table: Table, names: Names) -> Iterator[EntryLine]:
    """The whole journal, in order: whoever merges it knows what this copy had seen."""
    rows = JournalEntry.objects.of(names.copy.atelier_id).filter(table=table).order_by("seq")
    for seat, at, operation in rows.values_list("seat_id", "at", "operation").iterator(CHUNK):
        said = named_operation(msgspec.json.decode(bytes(operation)), names)
        yield EntryLine(seat=names.uid_of("ateliers.seat", seat), at=milliseconds(at), operation=said)


def contribution_lines(names: Names) -> Iterator[PlainLine]:
    fields = carried_fields(Contribution, {"atelier": ""})
    rows = Contribution.objects.of(names.copy.atelier_id).order_by("pk")
    for row in rows.iterator(CHUNK):
        values = {field.name: _plain_or_name(field, row, names) for field in fields}
        yield PlainLine(values={"id": str(row.pk), **values})


def _plain_or_name(field: Any, row: Model, names: Names) -> Any:
    value = getattr(row, field.attname)
    if value is None or isinstance(value, str | float | int | dict):
        return name_of(field, row, names) if value is not None and isinstance(field, ForeignKey) else value
    return name_of(field, row, names) if isinstance(field, ForeignKey) else plain(value)


def place_lines(model: type[Model], slug: str) -> Iterator[PlainLine]:
    """The communes that the map shows, and what they belong to."""
    west, south, east, north = site(slug).max_bounds
    shown = Commune.objects.filter(west__lte=east, east__gte=west, south__lte=north, north__gte=south)
    belong = set(shown.values_list("pk", "epci", "department", "region", "department__region").order_by())
    keys = {Commune: {0}, Epci: {1}, Department: {2}, Region: {3, 4}}[model]
    codes = sorted({row[place] for row in belong for place in keys} - {None})
    rows = model._default_manager.filter(pk__in=codes).order_by("pk")
    for row in rows.values(*(one.attname for one in model._meta.concrete_fields)):
        yield PlainLine(values=row)


def audit_lines(names: Names) -> Iterator[AuditLine]:
    """What was said of the rows that travel."""
    arrived = names_of_audit(names.copy)
    emails = dict(Account.objects.values_list("pk", "email"))
    for kind in kept():
        rows = sorted(names.rows(kind))
        for start in range(0, len(rows), CHUNK):
            spoken_of = rows[start : start + CHUNK]
            for entry in AuditEntry.objects.filter(thing_kind=kind, thing_id__in=spoken_of).order_by("pk"):
                yield AuditLine(
                    uid=arrived.get(str(entry.pk)) or name_of_audit(names.copy, entry.pk),
                    at=entry.at.isoformat(),
                    verb=entry.verb,
                    kind=kind,
                    thing=names.uid_of(kind, entry.thing_id),
                    author=_author(entry.author, names, emails),
                    details=entry.details,
                )


def names_of_audit(copy: AtelierCopy) -> dict[str, UUID]:
    """The names of the audit rows that came from elsewhere, by row."""
    rows = Passport.objects.of(copy.atelier_id).filter(copy=copy, kind=AUDIT)
    return dict(rows.values_list("row", "uid"))


def name_of_audit(copy: AtelierCopy, row: int) -> UUID:
    """The name of an audit row that was written here: rows are added and never change, no passport is needed."""
    return uuid5(copy.uid, f"audit {row}")


def _author(author: str, names: Names, emails: dict[int, str]) -> str:
    kind, _, number = author.partition(":")
    if kind == "account" and number.isdigit():
        return ACCOUNT_AUTHOR + emails.get(int(number), "")
    if kind == "seat":
        try:
            return SEAT_AUTHOR + str(names.uid_of("ateliers.seat", number))
        except KeyError:
            return SEAT_AUTHOR
    return author
