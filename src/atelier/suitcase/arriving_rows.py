"""Rows that arrive: made when unknown here, merged property by property when known."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import DateTimeField, Field, Model

from atelier.ateliers.models import Atelier, Membership, Seat
from atelier.common.carrying import Kept, kept
from atelier.suitcase.arriving_alone import make_room, stands, tell_named
from atelier.suitcase.differences import Difference, Report
from atelier.suitcase.errors import SuitcaseDamaged
from atelier.suitcase.manifest import ROWS, Manifest, RowLine, Stamp
from atelier.suitcase.models import AtelierCopy, Passport
from atelier.suitcase.names import Names, key_of
from atelier.suitcase.reading import Suitcase
from atelier.suitcase.rows import NameUnknown, clean, fields_of, portable, rows_of, understood

WRONG = (ValidationError, TypeError, ValueError, AttributeError, OverflowError, IntegrityError)


class ArrivingRows:
    """The kept rows of one suitcase, laid on one copy, kind after kind, parents first."""

    def __init__(self, suitcase: Suitcase, names: Names, report: Report) -> None:
        self.suitcase, self.names, self.report = suitcase, names, report
        self.has_changed = False
        self.copy: AtelierCopy = names.copy
        self.manifest: Manifest = suitcase.manifest

    def take(self) -> None:
        for one in kept().values():
            if not one.is_outward or (self.manifest.is_from_home and not self.copy.is_home):
                self._take_kind(one)
            elif one.model is Membership:
                self._tell_roles(one)
            elif one.alone:
                tell_named(self, one, one.alone)

    def _take_kind(self, one: Kept) -> None:
        """A row may name another of its kind that comes later: it waits for it."""
        waiting = deque(self.suitcase.lines(f"{ROWS}{one.kind}.jsonl", RowLine))
        if one.alone:  # who leaves makes room for who comes
            waiting = deque(sorted(waiting, key=partial(stands, one.alone)))
        stuck = 0
        while waiting:
            line = waiting.popleft()
            try:
                self._take_row(one, line)
                stuck = 0
            except NameUnknown:
                waiting.append(line)
                stuck += 1
                if stuck > len(waiting):
                    raise self._damaged(one, line) from None
            except WRONG:
                raise self._damaged(one, line) from None

    def _take_row(self, one: Kept, line: RowLine) -> None:
        if any(count > self.manifest.clock for count, _copy in line.stamps.values()):
            raise self._damaged(one, line)
        values = {
            field.attname: understood(one, field, line.values[field.name], self.names)
            for field in fields_of(one)
            if field.name in line.values
        }
        row = self._found(one, line, values)
        if row is not None:
            self._merge(one, line, row)
        elif self.names.row_of(one.kind, line.uid) is None:
            self._make(one, line, values)
        else:  # taken away here since: it stays away
            return
        for uid in line.also:
            self.names.alias(one.kind, cast(str, self.names.row_of(one.kind, line.uid)), uid)

    def _found(self, one: Kept, line: RowLine, values: dict[str, Any]) -> Model | None:
        """The same row here: by one of its names, or because it is the same thing."""
        for uid in (line.uid, *line.also):
            if row := self.names.row_of(one.kind, uid):
                self.names.alias(one.kind, row, line.uid)
                found = rows_of(one, self.copy.atelier).filter(pk=key_of(one.model, row)).first()
                return cast("Model | None", found)
        wanted = {one.model._meta.get_field(name).attname: None for name in one.same}  # type: ignore[union-attr]
        wanted = {name: values.get(name) for name in wanted}
        if not wanted or any(value is None for value in wanted.values()):
            return None
        row = rows_of(one, self.copy.atelier).filter(**wanted).first()
        if row is not None:
            self.names.alias(one.kind, str(row.pk), line.uid)
        return cast("Model | None", row)

    def _make(self, one: Kept, line: RowLine, values: dict[str, Any]) -> None:
        row = one.model(**values)
        key: Field[Any, Any] = one.model._meta.pk
        if key.get_internal_type() == "UUIDField":
            if one.model._base_manager.filter(pk=line.uid).exists():  # in an atelier that is not ours
                raise SuitcaseDamaged(where=f"{one.kind} {line.uid}")
            row.pk = line.uid
        for name, other in one.local.items():
            setattr(row, name, self._local(one, name, str(line.local.get(name, "")), other, row))
        clean(row)
        if one.alone:
            make_room(self, one, one.alone, row)
        # raw, as fixtures are: dates that a model sets by itself stay what they were
        row.save_base(raw=True, force_insert=True)
        passport = self.names.give(one.kind, row, line.uid)
        self._keep(passport, one, row, dict(line.stamps))
        self.report.count(one.kind)
        if isinstance(row, Seat):
            self._tell_namesake(row)

    def _local(self, one: Kept, name: str, word: str, other: Any, row: Model) -> str:
        """The word it had, when nobody has it here."""
        if word and not one.model._base_manager.filter(**{name: word}).exists():
            return word
        fresh = str(other(word))
        self.report.differ(Difference.CODE, what=str(row), was=word, now=fresh)
        return fresh

    def _merge(self, one: Kept, line: RowLine, row: Model) -> None:
        passport = self.names.passport_of(one.kind, row.pk)
        assert passport
        stamps, changed = dict(passport.stamps), []
        for field in fields_of(one):
            if field.name not in line.stamps or field.name not in line.values:
                continue
            if self._theirs_wins(one, field.name, line, passport, row):
                setattr(row, field.attname, understood(one, field, line.values[field.name], self.names))
                changed.append(field.name)
        if changed:
            clean(row)
            row.save_base(raw=True, update_fields=changed)
            self.report.count("changed")
            stamps |= {name: line.stamps[name] for name in changed}
            self._keep(passport, one, row, stamps)

    def _theirs_wins(self, one: Kept, name: str, line: RowLine, passport: Passport, row: Model) -> bool:
        """Who changed it knowing the other; when neither did, the later count, and home among equals (told)."""
        theirs, ours = line.stamps[name], cast(Stamp, tuple(passport.stamps.get(name, (0, str(self.copy.uid)))))
        if theirs == ours or self.copy.seen.get(theirs[1], 0) >= theirs[0]:
            return False
        if self.manifest.seen.get(ours[1], 0) >= ours[0]:
            return True
        wins = self._rank(theirs) > self._rank(ours)
        field = one.model._meta.get_field(name)
        # the hour of a lock or of a closing is told with it
        is_companion = isinstance(field, DateTimeField) and name != "removed_at"
        if line.values[name] != passport.values.get(name) and not is_companion:
            is_silent = one.silence is not None and name in one.silence(self.copy.atelier)(row)
            self.report.differ(
                Difference.ROW,
                kind=one.kind,
                what=str(row),
                property=name,
                label=str(getattr(field, "verbose_name", name)),
                ours="" if is_silent else passport.values.get(name),
                theirs="" if is_silent else line.values[name],
                kept="theirs" if wins else "ours",
            )
        return wins

    def _rank(self, stamp: Stamp) -> tuple[int, bool, str]:
        return stamp[0], stamp[1] == str(self.copy.home), stamp[1]

    def _keep(self, passport: Passport, one: Kept, row: Model, stamps: dict[str, Any]) -> None:
        self.has_changed = True
        row.refresh_from_db()
        passport.values, passport.stamps = portable(one, row, self.names), stamps
        passport.save()

    def _tell_namesake(self, seat: Seat) -> None:
        """Someone who sat down on both sides is two people to us: only they can say."""
        others = Seat.objects.of(self.copy.atelier_id).filter(workshop_id=seat.workshop_id, college=seat.college)
        if others.filter(name__iexact=seat.name).exclude(pk=seat.pk).exists():
            college = seat.get_college_display()
            self.report.differ(Difference.SAME_PERSON, name=seat.name, college=str(college))

    def _tell_roles(self, one: Kept) -> None:
        """Roles given outside are not brought back: a file gives no right at home."""
        held = dict(Membership.objects.of(self.copy.atelier_id).values_list("account__email", "role"))
        for line in self.suitcase.lines(f"{ROWS}{one.kind}.jsonl", RowLine):
            email, role = str(line.values.get("account", "")), str(line.values.get("role", ""))
            if held.get(email) != role and not self.knows(line, "role"):
                self.report.differ(Difference.ROLE, account=email, role=role)

    def knows(self, line: RowLine, name: str) -> bool:
        stamp = line.stamps.get(name)
        return stamp is not None and self.copy.seen.get(stamp[1], 0) >= stamp[0]

    def _damaged(self, one: Kept, line: RowLine) -> SuitcaseDamaged:
        return SuitcaseDamaged(where=f"{one.kind} {line.uid}")


def atelier_line(suitcase: Suitcase) -> RowLine:
    """The line of the atelier itself. Raises SuitcaseDamaged."""
    lines = list(suitcase.lines(f"{ROWS}{Atelier._meta.label_lower}.jsonl", RowLine))
    if len(lines) != 1 or lines[0].uid != suitcase.manifest.identity:
        raise SuitcaseDamaged(where=ROWS)
    return lines[0]
