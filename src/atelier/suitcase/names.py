"""Rows by name and names by row: what turns the numbers of one machine into names that every machine knows."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model

from atelier.suitcase.models import AtelierCopy, Passport


class Names:
    """The passports of one copy, in memory: as many as seats, sheets and tables, not as strokes.

    A row whose own key is a UUID is named by it.
    """

    def __init__(self, copy: AtelierCopy) -> None:
        self.copy = copy
        self.passports: dict[tuple[str, UUID], Passport] = {}
        self._rows: dict[tuple[str, UUID], str] = {}
        self._uids: dict[tuple[str, str], UUID] = {}
        self._also: dict[tuple[str, str], list[UUID]] = defaultdict(list)
        for passport in Passport.objects.of(copy.atelier_id).filter(copy=copy).order_by("pk"):
            self._keep(passport)

    def uid_of(self, kind: str, row: object) -> UUID:
        """The name of a row. Raises KeyError when it has none yet."""
        return self._uids[kind, str(row)]

    def row_of(self, kind: str, uid: UUID) -> str | None:
        """The key of the row with this name here, as text; None when there is none."""
        return self._rows.get((kind, uid))

    def also(self, kind: str, row: object) -> list[UUID]:
        return self._also[kind, str(row)]

    def passport_of(self, kind: str, row: object) -> Passport | None:
        uid = self._uids.get((kind, str(row)))
        return self.passports[kind, uid] if uid else None

    def give(self, kind: str, row: Model, uid: UUID | None = None) -> Passport:
        """A name for a row that has none (not saved)."""
        own = row.pk if isinstance(row.pk, UUID) else None
        passport = Passport(copy=self.copy, kind=kind, row=str(row.pk), uid=own or uid or uuid4())
        self._keep(passport)
        return passport

    def alias(self, kind: str, row: str, uid: UUID) -> None:
        """Another name for the same row. The smallest is the one it goes by: machines that met agree on it."""
        if (kind, uid) in self._rows:
            return
        passport = self.passports[kind, self._uids[kind, row]]
        if uid < passport.uid:
            uid = self._go_by(passport, uid)
        self._keep_new(Passport(copy=self.copy, kind=kind, row=row, uid=uid, is_alias=True))

    def _go_by(self, passport: Passport, uid: UUID) -> UUID:
        """The name it had, once all that referred to it says the new one: this is no change of theirs."""
        was = passport.uid
        self.passports.pop((passport.kind, was))
        self._rows.pop((passport.kind, was))
        passport.uid = uid
        self._keep_new(passport)
        for one in self.passports.values():
            said = json.dumps(one.values)
            if str(was) in said:
                one.values = json.loads(said.replace(str(was), str(uid)))
                one.save(update_fields=["values"])
        return was

    def _keep_new(self, passport: Passport) -> None:
        passport.save()
        self._keep(passport)

    def rows(self, kind: str) -> list[str]:
        return [row for known, row in self._uids if known == kind]

    def _keep(self, passport: Passport) -> None:
        self._rows[passport.kind, passport.uid] = passport.row
        if passport.is_alias:
            self._also[passport.kind, passport.row].append(passport.uid)
        else:
            self.passports[passport.kind, passport.uid] = passport
            self._uids[passport.kind, passport.row] = passport.uid


def key_of(model: type[Model], row: str) -> Any:
    """A row's key as its model has it."""
    return model._meta.pk.to_python(row)
