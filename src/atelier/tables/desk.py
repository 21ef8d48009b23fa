"""The table as it is kept outside its journal: its word to screens, its locks, its people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from atelier.ateliers.queries import seats_of_workshop
from atelier.engines.journal.checks import Desk, wrong_trace
from atelier.engines.journal.frames import Ink, Lead, Look, Overlay, Pencil, Person, Phase, TableWord, WallPick
from atelier.engines.journal.state import TableState
from atelier.tables.journal import load_state, stored_snapshot
from atelier.tables.models import Table, TableLead, TablePhase
from atelier.tables.models import WallPick as Picked
from atelier.tables.projection import Projector, seats_known


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
    """A constant number of queries, whatever the number of people."""
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


def read_room(table_id: UUID) -> tuple[Keeping, TableState, int]:
    """The table outside its journal, its state, and the number of its last stored snapshot (0: none)."""
    keeping = read_keeping(table_id)
    stored = stored_snapshot(keeping.table)
    return keeping, load_state(keeping.table), stored.seq if stored else 0


def read_seats(table: Table) -> tuple[dict[int, Person], dict[int, str], frozenset[int]]:
    """Who sits at the table; of everyone in the workshop, the college, and whether they are a voice. Two queries."""
    return people_at(table), *seats_known(table)


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
        shows_names=table.workshop.shows_names,
        phase=_phase(table, projector),
        lead=_lead(table),
        wall_pick=_wall_pick(table),
        pencils=pencils,
        overlays=overlays,
        notes_wait=table.notes_wait,
    )


def _phase(table: Table, projector: Projector) -> Phase | None:
    # everywhere: one's own table
    phase = TablePhase.everywhere.filter(table=table).first()
    if phase is None:
        return None
    overlays = [pk for pk, overlay in projector.overlays.items() if phase.step_id and overlay.step_id == phase.step_id]
    return Phase(
        title=phase.title,
        overlay=overlays[0] if overlays else 0,
        began_at=_ms(phase.began_at),
        length_ms=phase.length_ms,
        ends_at=_ms(phase.ends_at) if phase.ends_at else None,
        left_ms=phase.left_ms,
    )


def _lead(table: Table) -> Lead | None:
    # everywhere: one's own table
    lead = TableLead.everywhere.filter(table=table, seat__removed_at=None).first()
    return Lead(seat=lead.seat_id, look=look_of(lead.look)) if lead else None


def _wall_pick(table: Table) -> WallPick | None:
    # everywhere: one's own table
    picked = Picked.everywhere.filter(table=table).first()
    return WallPick(thing=picked.thing, look=look_of(picked.look) if picked.look else None) if picked else None


def look_of(bounds: Sequence[float]) -> Look:
    west, south, east, north = bounds
    return Look(west=west, south=south, east=east, north=north)


def people_at(table: Table, *, with_names: bool = False) -> dict[int, Person]:
    """Everyone who sits at the table, away until a screen says hello.

    Where names are hidden they are empty, unless asked for by someone who keeps the table.
    """
    seats = seats_of_workshop(table.workshop).filter(sittings__table=table)
    is_named = with_names or table.workshop.shows_names
    return {
        seat.pk: Person(
            seat=seat.pk,
            name=seat.name if is_named else "",
            college=seat.college,
            screens=0,
            is_voice=seat.is_voice,
        )
        for seat in seats
    }
