"""Journals that arrive: every operation once, in the order that home decides."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError

from atelier.contributions.commands import Contributed, ready_contributions, word_anew
from atelier.engines.journal.checks import Desk, RefusalCode, refusal
from atelier.engines.journal.divergence import Clash, Touch, clashes, touches, united
from atelier.engines.journal.operations import AnyOperation, Draw, Entry
from atelier.engines.journal.state import TableState, Thing, fold
from atelier.suitcase.differences import Difference, Report
from atelier.suitcase.errors import SuitcaseDamaged, TableBusy
from atelier.suitcase.manifest import JOURNALS, EntryLine
from atelier.suitcase.names import Names
from atelier.suitcase.reading import Suitcase
from atelier.suitcase.rows import NameUnknown, operation_here
from atelier.tables.commands import tell_change
from atelier.tables.desk import desk_of
from atelier.tables.journal import Behind, HeldElsewhere, append, entries_after, load_state, make_ready, rewind
from atelier.tables.models import Table
from atelier.tables.projection import Projector

# what another machine has accepted and that only looks wrong beside what was done here meanwhile
MEANWHILE = {RefusalCode.OBJECT_GONE, RefusalCode.NOT_ALLOWED, RefusalCode.UNKNOWN_PENCIL}
MOST_YEARS_MS = 1 << 46
MOST_WORDS = 60


class ArrivingJournal:
    """The journal of one table of one suitcase, united with the one that is here."""

    def __init__(self, suitcase: Suitcase, names: Names, table: Table, report: Report) -> None:
        self.table, self.report, self.names = table, report, names
        self.suitcase = suitcase
        self.projector = Projector.of(table)
        self.desk: Desk = desk_of(table, self.projector)

    def take(self, *, theirs_first: bool, with_contributions: bool) -> None:
        """Write what is missing; `theirs_first`: the file comes from home, whose order holds.

        Raises SuitcaseDamaged, TableBusy.
        """
        ours = entries_after(self.table.pk, 0)
        theirs = self._entries()
        self._tell(ours, theirs)
        by_name = {entry.operation.op: entry for entry in (*theirs, *ours)}
        mine = [entry.operation.op for entry in ours]
        order = united(mine, [entry.operation.op for entry in theirs], theirs_first=theirs_first)
        kept = _common(mine, order)
        state = load_state(self.table) if kept == len(mine) else fold(ours[:kept])
        if kept < len(mine):
            rewind(self.table, kept)
            tell_change(self.table.pk)
        written, touched = self._checked(state, (by_name[name] for name in order[kept:]))
        if written:
            contributions = self.projector.contributions(touched) if with_contributions else []
            self._append(written, contributions)
            if kept < len(mine):
                ready_contributions(contributions, is_anew=True).insert()
        known = set(mine)
        self.report.count("operations", sum(entry.operation.op not in known for entry in written))

    def word_anew(self) -> None:
        """Contributions and screens take the words that the rows brought."""
        word_anew(self.projector.contributions(load_state(self.table).things.values()))
        tell_change(self.table.pk)

    def _append(self, written: list[Entry], contributions: list[Contributed]) -> None:
        try:
            append(make_ready(self.table.pk, written, contributions))
        except Behind:
            raise TableBusy(table=self.table.name) from None
        except HeldElsewhere as held:
            raise self._damaged(next(iter(held.objects))) from None

    def _entries(self) -> list[Entry]:
        entries = []
        for number, line in enumerate(self.suitcase.lines(f"{JOURNALS}{self.table.pk}.jsonl", EntryLine), start=1):
            try:
                operation = msgspec.convert(operation_here(line.operation, self.names), AnyOperation)
                seat = self.names.row_of("ateliers.seat", line.seat)
            except (msgspec.ValidationError, NameUnknown, ValidationError):
                raise self._damaged(number) from None
            if seat is None or not 0 <= line.at < MOST_YEARS_MS:
                raise self._damaged(number)
            entries.append(Entry(seq=number, seat=int(seat), at=line.at, operation=operation))
        return entries

    def _checked(self, state: TableState, wanted: Iterable[Entry]) -> tuple[list[Entry], list[Thing]]:
        written: list[Entry] = []
        touched: list[Thing] = []
        for one in wanted:
            operation = one.operation
            code = refusal(operation, state, self.desk, seat=one.seat, at=one.at, is_keeper=True)
            if code == RefusalCode.OBJECT_EXISTS:  # the same file was laid on both sides: one is enough
                self.report.differ(Difference.SAME_OBJECT, table=self.table.name, what=self._what(state, operation))
                continue
            if code and code not in MEANWHILE:
                raise self._damaged(operation.op)
            entry = Entry(seq=state.seq + 1, seat=one.seat, at=one.at, operation=operation)
            touched += state.apply(entry)
            written.append(entry)
        return written, touched

    # -- what differs ----------------------------------------------------------------------------

    def _tell(self, ours: list[Entry], theirs: list[Entry]) -> None:
        here, there = ({entry.operation.op for entry in side} for side in (ours, theirs))
        alone_here = [(entry.seat, entry.operation) for entry in ours if entry.operation.op not in there]
        alone_there = [entry for entry in theirs if entry.operation.op not in here]
        self._tell_locks(alone_there)
        if alone_here and alone_there:
            self._tell_objects(touches(alone_here), touches((one.seat, one.operation) for one in alone_there))

    def _tell_objects(self, ours: dict[UUID, Touch], theirs: dict[UUID, Touch]) -> None:
        both = [identifier for identifier in theirs if identifier in ours]
        if not both:
            return
        state = load_state(self.table)
        seats = dict(self.table.workshop.seats.values_list("pk", "name"))
        for identifier in both:
            for clash, name in clashes(ours[identifier], theirs[identifier]):
                self.report.differ(
                    _DIFFERENCES[clash],
                    table=self.table.name,
                    what=self._name(state.things.get(identifier)),
                    property=name,
                    ours=self._value(name, ours[identifier]),
                    theirs=self._value(name, theirs[identifier]),
                    here=seats.get(ours[identifier].seat, ""),
                    there=seats.get(theirs[identifier].seat, ""),
                )

    def _tell_locks(self, entries: list[Entry]) -> None:
        """What was drawn outside on a sheet locked here, or at a table closed here, meanwhile."""
        drawn = [(one.operation.overlay, one.at) for one in entries if isinstance(one.operation, Draw)]
        for pk, since in self.desk.locked_overlays.items():
            late = sum(1 for overlay, at in drawn if overlay == pk and at >= since)
            if late:
                name = self.projector.overlays[pk].name
                self.report.differ(Difference.LOCKED, table=self.table.name, what=name, count=late)
        late = 0 if self.desk.is_open else sum(1 for one in entries if one.at >= self.desk.closed_at)
        if late:
            self.report.differ(Difference.CLOSED, table=self.table.name, count=late)

    def _value(self, name: str, touch: Touch) -> str:
        value = touch.values.get(name, "")
        if name == "overlay" and isinstance(value, int):
            return self.projector.overlays[value].name if value in self.projector.overlays else ""
        if name == "pencil":
            pencil = self.projector.pencils.get(str(value))
            return pencil.meaning if pencil else str(value)
        return "" if name == "trace" else str(value)[:MOST_WORDS]

    def _name(self, thing: Thing | None) -> str:
        """A drawing in words: what its pencil means, and its own words."""
        if thing is None:
            return ""
        pencil = self.projector.pencils.get(thing.pencil)
        words = [pencil.meaning if pencil else thing.pencil, thing.text[:MOST_WORDS]]
        return " · ".join(word for word in words if word)

    def _what(self, state: TableState, operation: AnyOperation) -> str:
        return self._name(state.things.get(operation.object))

    def _damaged(self, where: object) -> SuitcaseDamaged:
        return SuitcaseDamaged(where=f"{self.table.name}, {where}")


_DIFFERENCES = {
    Clash.OBJECT: Difference.OBJECT,
    Clash.ERASED: Difference.ERASED,
    Clash.CUT_TWICE: Difference.CUT_TWICE,
}


def _common(mine: list[UUID], order: list[UUID]) -> int:
    """How many operations both begin with."""
    return next((place for place, (one, other) in enumerate(zip(mine, order, strict=False)) if one != other), len(mine))
