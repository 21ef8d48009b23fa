"""From things on a table to contributions: what a stroke means, where it is, who drew it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from atelier.ateliers.models import Seat
from atelier.contributions.commands import Contributed
from atelier.contributions.enums import Origin
from atelier.engines.journal.geometry import geometry_of
from atelier.engines.journal.state import Thing
from atelier.tables.models import Table, TableOverlay, TablePencil

TABLE = Origin.TABLE.value


@dataclass(frozen=True)
class Projector:
    """What a table's things need to become contributions: its legend, overlays and colleges by seat.

    `voices` are the seats of the workshop that have no screen, and were not removed.
    """

    table: Table
    pencils: Mapping[str, TablePencil]
    overlays: Mapping[int, TableOverlay]
    colleges: Mapping[int, str]
    voices: frozenset[int] = frozenset()

    @classmethod
    def of(cls, table: Table) -> Projector:
        """Read what the table needs now: three queries."""
        colleges, voices = seats_known(table)
        return cls(
            table=table,
            pencils={pencil.key: pencil for pencil in table.pencils.all()},
            overlays={overlay.pk: overlay for overlay in table.overlays.all()},
            colleges=colleges,
            voices=voices,
        )

    def contributions(self, things: Iterable[Thing]) -> list[Contributed]:
        """One contribution to write a thing, the last word when a thing comes twice."""
        now = dt.datetime.now(dt.UTC)
        return [self._contribution(thing, now) for thing in {thing.id: thing for thing in things}.values()]

    def _contribution(self, thing: Thing, now: dt.datetime) -> Contributed:
        pencil = self.pencils.get(thing.pencil)
        overlay = self.overlays.get(thing.overlay)
        speaker = speaker_of(thing)
        return Contributed(
            id=thing.id,
            atelier_id=self._atelier_id,
            kind=thing.shape,
            meaning_key=thing.pencil,
            meaning=pencil.meaning if pencil else thing.pencil,
            color=pencil.color if pencil else "#3a3733",
            text=thing.text,
            layer=overlay.name if overlay else "",
            seat_id=thing.seat,
            said_by_id=speaker or None,
            college=self.colleges.get(speaker, ""),
            origin=TABLE,
            origin_ref=self._origin_ref,
            origin_name=self.table.name,
            parent=thing.parent,
            said_at=dt.datetime.fromtimestamp(thing.at / 1000, tz=dt.UTC),
            changed_at=now,
            changed_by_id=thing.touched_by,
            erased_at=now if thing.erased else None,
            geometry=geometry_of(thing.shape, thing.trace),
        )

    @cached_property
    def _atelier_id(self) -> int:
        return self.table.workshop.atelier_id

    @cached_property
    def _origin_ref(self) -> str:
        return str(self.table.pk)


def seats_known(table: Table) -> tuple[dict[int, str], frozenset[int]]:
    """The college of every seat of the workshop, those who left included; which are voices, and did not leave."""
    seats = Seat.objects.of(table.workshop.atelier_id).filter(workshop=table.workshop_id)
    rows = list(seats.values_list("pk", "college", "opened_by", "removed_at"))
    voices = frozenset(pk for pk, _, opened_by, removed_at in rows if opened_by and not removed_at)
    return {pk: college for pk, college, *_ in rows}, voices


def speaker_of(thing: Thing) -> int:
    """The seat whose words these are; 0 for the table as a whole."""
    return thing.seat if thing.said_by is None else thing.said_by
