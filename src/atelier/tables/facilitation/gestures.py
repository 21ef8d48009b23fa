"""The facilitator's gestures by name: what a form or a screen sends, turned into one command.

A gesture is for one table, or for all the tables of the workshop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from atelier.ateliers.commands import give_seat_again, remove_seat
from atelier.ateliers.models import Seat, Workshop
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotSeen
from atelier.common.geometry import Bounds
from atelier.tables.commands import keeper_seat, lock_overlay
from atelier.tables.facilitation.locks import keep_to_own_work, lock_alike, open_tables
from atelier.tables.facilitation.phases import begin_phase, end_phase, extend_phase, pause_phase, resume_phase
from atelier.tables.facilitation.showing import bring_to_wall, clear_wall, lead_view, release_view, show_names_of
from atelier.tables.models import Table, TableOverlay


@dataclass(frozen=True)
class Gesture:
    """Who does what to which tables; `said` holds the cleaned fields of GestureForm."""

    workshop: Workshop
    tables: Sequence[Table]
    by: Viewer
    said: dict[str, Any]

    @property
    def table(self) -> Table:
        """The one table it is for. Raises NotSeen when none was named."""
        if self.said["table"] is None:
            raise NotSeen
        return self.tables[0]

    @property
    def look(self) -> Bounds | None:
        bounds = tuple(self.said[side] for side in ("west", "south", "east", "north"))
        return None if None in bounds else bounds

    @property
    def seat(self) -> Seat:
        seat = Seat.objects.of(self.workshop.atelier_id).filter(workshop=self.workshop, pk=self.said["seat"]).first()
        if seat is None:
            raise NotSeen
        return seat


def _phase_begin(do: Gesture) -> None:
    step = do.workshop.steps.filter(pk=do.said["step"]).first() if do.said["step"] else None
    begin_phase(do.tables, step=step, title=do.said["title"], minutes=do.said["minutes"] or 0, by=do.by)


def _phase_pause(do: Gesture) -> None:
    pause_phase(do.tables, by=do.by)


def _phase_resume(do: Gesture) -> None:
    resume_phase(do.tables, by=do.by)


def _phase_extend(do: Gesture) -> None:
    extend_phase(do.tables, minutes=do.said["minutes"] or 1, by=do.by)


def _phase_end(do: Gesture) -> None:
    end_phase(do.tables, locks=do.said["is_on"], by=do.by)


def _table_open(do: Gesture) -> None:
    open_tables(do.tables, is_open=do.said["is_on"], by=do.by)


def _own_work(do: Gesture) -> None:
    keep_to_own_work(do.tables, own_work_only=do.said["is_on"], by=do.by)


def _overlay_lock(do: Gesture) -> None:
    overlays = TableOverlay.objects.of(do.workshop.atelier_id).filter(table__workshop=do.workshop)
    overlay = overlays.filter(pk=do.said["overlay"]).first()
    if overlay is None:
        raise NotSeen
    if do.said["table"]:
        lock_overlay(overlay, is_locked=do.said["is_on"], by=do.by)
    else:
        lock_alike(do.tables, overlay, is_locked=do.said["is_on"], by=do.by)


def _view_lead(do: Gesture) -> None:
    if do.look is None or not do.tables:
        raise NotSeen
    seat = do.by.seat_in(do.workshop.pk) or keeper_seat(do.tables[0], do.by)
    lead_view(do.tables, seat, look=do.look, by=do.by)


def _view_release(do: Gesture) -> None:
    release_view(do.tables, by=do.by)


def _wall_show(do: Gesture) -> None:
    thing: UUID | None = do.said["thing"]
    if thing is None and do.look is None:
        raise NotSeen
    bring_to_wall(do.table, thing=thing, look=None if thing else do.look, by=do.by)


def _wall_clear(do: Gesture) -> None:
    clear_wall(do.workshop, by=do.by)


def _names_show(do: Gesture) -> None:
    show_names_of(do.workshop, shows_names=do.said["is_on"], by=do.by)


def _seat_remove(do: Gesture) -> None:
    remove_seat(do.seat, by=do.by)


def _seat_restore(do: Gesture) -> None:
    give_seat_again(do.seat, by=do.by)


GESTURES: dict[str, Callable[[Gesture], None]] = {
    "phase_begin": _phase_begin,
    "phase_pause": _phase_pause,
    "phase_resume": _phase_resume,
    "phase_extend": _phase_extend,
    "phase_end": _phase_end,
    "table_open": _table_open,
    "own_work": _own_work,
    "overlay_lock": _overlay_lock,
    "view_lead": _view_lead,
    "view_release": _view_release,
    "wall_show": _wall_show,
    "wall_clear": _wall_clear,
    "names_show": _names_show,
    "seat_remove": _seat_remove,
    "seat_restore": _seat_restore,
}
