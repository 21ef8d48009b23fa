"""What the inbox's page shows: notes, each made of one operation or several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atelier.engines.journal.held import state_with
from atelier.engines.journal.operations import Draw
from atelier.people.enums import COLLEGE_COLORS
from atelier.tables.inbox import work_of
from atelier.tables.journal import load_state
from atelier.tables.models import HeldFate, HeldOperation, Table

MOST_DECIDED = 100


@dataclass(frozen=True)
class Note:
    """A note of the inbox. `before` are the words the table shows now, for a change; `first` its first row."""

    first: HeldOperation
    text: str
    meaning: str
    color: str
    is_withdrawn: bool
    is_change: bool
    before: str

    @property
    def college_color(self) -> str:
        return COLLEGE_COLORS[self.first.seat.college]


def notes_waiting(table: Table) -> list[Note]:
    """Those that wait, the oldest first, without those withdrawn."""
    rows = table.held.filter(fate=HeldFate.WAITING).select_related("seat", "decided_by").order_by("id")
    return [note for note in _notes(table, rows) if not note.is_withdrawn]


def notes_decided(table: Table) -> list[Note]:
    """The last ones decided, the latest first."""
    rows = table.held.exclude(fate=HeldFate.WAITING).select_related("seat", "decided_by")
    return _notes(table, reversed(rows.order_by("-decided_at", "-id")[:MOST_DECIDED]))[::-1]


def _notes(table: Table, rows: Iterable[HeldOperation]) -> list[Note]:
    gathered: dict[tuple[object, ...], list[HeldOperation]] = {}
    for row in rows:
        gathered.setdefault((row.seat_id, row.object, row.fate, row.decided_at), []).append(row)
    if not gathered:
        return []
    things = load_state(table).things
    legend = {pencil.key: pencil for pencil in table.pencils.all()}
    notes = []
    for held in gathered.values():
        works = [work_of(row) for row in held]
        is_change = not isinstance(works[0].operation, Draw)
        before = things.get(held[0].object) if is_change else None
        if is_change and before is None:
            continue
        state = state_with(before, [(work.seat, work.at, work.operation) for work in works])
        thing = state.things[held[0].object]
        pencil = legend.get(thing.pencil)
        notes.append(
            Note(
                first=held[0],
                text=thing.text,
                meaning=pencil.meaning if pencil else thing.pencil,
                color=pencil.color if pencil else "#3a3733",
                is_withdrawn=bool(thing.erased) and not is_change,
                is_change=is_change,
                before=before.text if before else "",
            )
        )
    return notes


def waiting_count(table: Table) -> int:
    """Notes that wait, those withdrawn by their authors apart."""
    return len(notes_waiting(table))
