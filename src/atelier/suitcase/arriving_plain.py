"""What arrives and is only added: accounts, places, the audit, contributions of a copy that begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey

from atelier.common.audit import System, record
from atelier.common.carrying import kept
from atelier.common.models import AuditEntry
from atelier.contributions.models import Contribution
from atelier.people.models import Account
from atelier.suitcase.errors import SuitcaseDamaged
from atelier.suitcase.leaving import ACCOUNT_AUTHOR, SEAT_AUTHOR, name_of_audit
from atelier.suitcase.leaving import AUDIT as AUDIT_KIND
from atelier.suitcase.manifest import ACCOUNTS, AUDIT, CONTRIBUTIONS, TERRITORY, AccountLine, AuditLine, PlainLine
from atelier.suitcase.models import Passport
from atelier.suitcase.names import Names
from atelier.suitcase.reading import Suitcase
from atelier.suitcase.rows import NameUnknown, carried_fields, clean, row_named, uuid_in
from atelier.territories.packing import PLACES

BATCH = 500
WRONG = (ValidationError, TypeError, ValueError, OverflowError, NameUnknown, KeyError)


def take_accounts(suitcase: Suitcase) -> None:
    """Members who have no account here get one; those who have one keep it as it is, password included.

    Nobody becomes an administrator by a file.
    """
    for line in suitcase.lines(ACCOUNTS, AccountLine):
        if Account.objects.filter(email=line.email.lower()).exists():
            continue
        account = Account(email=line.email.lower(), name=line.name, password=line.password)
        if not line.password:
            account.set_unusable_password()
        try:
            account.full_clean()
        except ValidationError:
            raise SuitcaseDamaged(where=ACCOUNTS) from None
        account.save()
        record("account.arrived", account, by=System())


def take_places(suitcase: Suitcase) -> None:
    """The communes of the map, where this machine has none of that code."""
    models: tuple[type[Any], ...] = PLACES
    for model in models:
        lines = suitcase.lines(f"{TERRITORY}{model._meta.model_name}.jsonl", PlainLine)
        for some in _batches(lines):
            try:
                rows = [model(**line.values) for line in some]
                for row in rows:
                    clean(row)
            except WRONG:
                raise SuitcaseDamaged(where=TERRITORY) from None
            model._default_manager.bulk_create(rows, ignore_conflicts=True)


def take_contributions(suitcase: Suitcase, names: Names) -> int:
    """What was said, as the file has it, where it is not here yet. Those of a table's journal are there already."""
    count = 0
    for some in _batches(suitcase.lines(CONTRIBUTIONS, PlainLine)):
        try:
            wanted = {uuid_in(line.values["id"]): line for line in some}
            # everywhere: an identifier taken in another atelier is not taken again
            known = set(Contribution.everywhere.filter(pk__in=wanted).values_list("pk", flat=True))
            rows = [_contribution(line, names) for uid, line in wanted.items() if uid not in known]
        except WRONG:
            raise SuitcaseDamaged(where=CONTRIBUTIONS) from None
        Contribution.everywhere.bulk_create(rows)
        count += len(rows)
    return count


def _contribution(line: PlainLine, names: Names) -> Contribution:
    row = Contribution(id=uuid_in(line.values["id"]), atelier_id=names.copy.atelier_id)
    for field in carried_fields(Contribution, {"atelier": ""}):
        value = line.values.get(field.name)
        if field.name not in line.values:
            continue
        if isinstance(field, ForeignKey):
            setattr(row, field.attname, None if value is None else row_named(field, value, names))
        else:
            setattr(row, field.name, field.to_python(value) if field.get_internal_type() != "JSONField" else value)
    clean(row)
    return row


def take_audit(suitcase: Suitcase, names: Names) -> int:
    """Lines of the audit that are not here yet, with their hours and their authors."""
    copy = names.copy
    known = set(Passport.objects.of(copy.atelier_id).filter(copy=copy, kind=AUDIT_KIND).values_list("uid", flat=True))
    known |= {name_of_audit(copy, row) for row in _rows_of_audit(names)}
    accounts = dict(Account.objects.values_list("email", "pk"))
    count = 0
    for line in suitcase.lines(AUDIT, AuditLine):
        thing = names.row_of(line.kind, line.thing)
        if line.uid in known or thing is None or line.kind not in kept():
            continue
        entry = AuditEntry(
            verb=line.verb,
            thing_kind=line.kind,
            thing_id=thing,
            author=_author(line.author, names, accounts),
            details=line.details,
            atelier_id=copy.atelier_id,
        )
        try:
            entry.at = dt.datetime.fromisoformat(line.at)
            clean(entry)
        except WRONG:
            raise SuitcaseDamaged(where=AUDIT) from None
        entry.save_base(raw=True, force_insert=True)  # raw: the hour stays what it was
        names.give(AUDIT_KIND, entry, line.uid).save()
        count += 1
    return count


def _rows_of_audit(names: Names) -> Iterator[int]:
    for kind in kept():
        rows = names.rows(kind)
        for start in range(0, len(rows), BATCH):
            written = AuditEntry.objects.filter(thing_kind=kind, thing_id__in=rows[start : start + BATCH])
            yield from written.values_list("pk", flat=True)


def _author(author: str, names: Names, accounts: dict[str, int]) -> str:
    """The same hand here; `elsewhere` for one that this machine does not know."""
    if author.startswith(ACCOUNT_AUTHOR):
        number: object = accounts.get(author.removeprefix(ACCOUNT_AUTHOR))
        return f"{ACCOUNT_AUTHOR}{number}" if number else "elsewhere"
    if author.startswith(SEAT_AUTHOR):
        try:
            number = names.row_of("ateliers.seat", UUID(author.removeprefix(SEAT_AUTHOR)))
        except ValueError:
            number = None
        return f"{SEAT_AUTHOR}{number}" if number else "elsewhere"
    return author if author in {"system", "visitor"} else "elsewhere"


def _batches(lines: Iterator[PlainLine]) -> Iterator[list[PlainLine]]:
    some: list[PlainLine] = []
    for line in lines:
        some.append(line)
        if len(some) == BATCH:
            yield some
            some = []
    if some:
        yield some
