"""The table as it is kept outside its journal: its word to screens, its locks, its people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from atelier.ateliers.queries import seats_of_workshop
from atelier.engines.journal.checks import Desk, wrong_trace
from atelier.engines.journal.frames import Ink, Overlay, Pencil, Person, TableWord
from atelier.engines.journal.state import TableState
from atelier.tables.journal import load_state
from atelier.tables.models import Table
from atelier.tables.projection import Projector


@dataclass(frozen=True)
class Keeping:
    """A table as it is kept outside its journal, read at one moment."""

    table: Table
    projector: Projector
    word: TableWord
    desk: Desk
    people: dict[int, Person]

    def takes_ink(self, ink: Ink) -> bool:
        """Whether this ink could become a drawing of the table: others' screens are shown nothing else."""
        known = ink.pencil in self.desk.pencils and ink.overlay in self.desk.overlays
        return known and bool(ink.trace) and wrong_trace(ink.trace, "stroke", None) is None


def read_keeping(table_id: UUID) -> Keeping:
    """Five queries, whatever the number of people."""
    # everywhere: the socket that opens this room has asked for the table already
    table = Table.everywhere.select_related("workshop__atelier").get(pk=table_id)
    projector = Projector.of(table)
    word = table_word(table, projector)
    return Keeping(table, projector, word, desk_of(table, projector), people_at(table))


def desk_of(table: Table, projector: Projector) -> Desk:
    """What the table allows at this moment."""
    return Desk(
        is_open=table.is_open,
        closed_at=_ms(table.closed_at),
        own_work_only=table.own_work_only,
        pencils=frozenset(projector.pencils),
        overlays=frozenset(projector.overlays),
        voices=projector.voices,
        locked_overlays={pk: _ms(overlay.locked_at) for pk, overlay in projector.overlays.items() if overlay.is_locked},
    )


def read_room(table_id: UUID) -> tuple[Keeping, TableState]:
    keeping = read_keeping(table_id)
    return keeping, load_state(keeping.table)


def _ms(moment: dt.datetime | None) -> int:
    return round(moment.timestamp() * 1000) if moment else 0


def table_word(table: Table, projector: Projector) -> TableWord:
    """The table as screens are told it."""
    pencils = [
        Pencil(key=pencil.key, meaning=pencil.meaning, color=pencil.color, width=pencil.width, shape=pencil.shape)  # type: ignore[arg-type]
        for pencil in projector.pencils.values()
    ]
    steps = {step.pk: step.title for step in table.workshop.steps.all()}
    overlays = [
        Overlay(id=pk, name=overlay.name, step=steps.get(overlay.step_id or 0, ""), is_locked=overlay.is_locked)
        for pk, overlay in projector.overlays.items()
    ]
    return TableWord(
        name=table.name,
        is_open=table.is_open,
        own_work_only=table.own_work_only,
        pencils=pencils,
        overlays=overlays,
        notes_wait=table.notes_wait,
    )


def people_at(table: Table) -> dict[int, Person]:
    """Everyone who sits at the table, away until a screen says hello."""
    seats = seats_of_workshop(table.workshop).filter(sittings__table=table)
    return {
        seat.pk: Person(seat=seat.pk, name=seat.name, college=seat.college, screens=0, is_voice=seat.is_voice)
        for seat in seats
    }
