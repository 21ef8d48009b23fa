"""Phases of a workshop: its steps, each with a clock that every screen shows.

The end of the time is a sign, not a cut: nothing happens by itself, the facilitator ends the phase.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Step
from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.tables.commands import tell_change
from atelier.tables.facilitation.locks import lock_step
from atelier.tables.models import Table, TablePhase

MINUTE_MS = 60_000


class NoPhase(DomainError):
    code = "no_phase"
    message = _("No phase is running at these tables. Start one first.")


@transaction.atomic
def begin_phase(tables: Sequence[Table], *, by: Author, title: str, step: Step | None = None, minutes: int = 0) -> None:
    """A phase from now, for so many minutes (0: without a limit); it takes the place of the one before."""
    now = timezone.now()
    fields = {
        "step": step,
        "title": (title or (step.title if step else ""))[:80],
        "began_at": now,
        "length_ms": minutes * MINUTE_MS,
        "ends_at": now + timedelta(minutes=minutes) if minutes else None,
        "left_ms": None,
    }
    for table in tables:
        phase, _created = TablePhase.objects.of(table.workshop.atelier_id).update_or_create(
            table=table, defaults=fields, create_defaults={"table": table, **fields}
        )
        record("phase.begun", phase, by=by, title=phase.title, minutes=minutes, table=str(phase.table_id))
        tell_change(table.pk)


@transaction.atomic
def pause_phase(tables: Sequence[Table], *, by: Author) -> None:
    """The clock stops with what is left."""
    now = timezone.now()
    for phase in _running(tables):
        if phase.ends_at is not None:
            phase.left_ms, phase.ends_at = round((phase.ends_at - now).total_seconds() * 1000), None
            _keep(phase, "phase.paused", by=by)


@transaction.atomic
def resume_phase(tables: Sequence[Table], *, by: Author) -> None:
    """The clock goes on from what was left."""
    now = timezone.now()
    for phase in _running(tables):
        if phase.left_ms is not None:
            phase.ends_at, phase.left_ms = now + timedelta(milliseconds=phase.left_ms), None
            _keep(phase, "phase.resumed", by=by)


@transaction.atomic
def extend_phase(tables: Sequence[Table], *, minutes: int, by: Author) -> None:
    """So many minutes more; counted from now when the time was over or had no limit."""
    now = timezone.now()
    more = timedelta(minutes=minutes)
    for phase in _running(tables):
        if phase.left_ms is not None:
            phase.left_ms = max(0, phase.left_ms) + minutes * MINUTE_MS
        else:
            phase.ends_at = max(now, phase.ends_at or now) + more
        phase.length_ms += minutes * MINUTE_MS
        _keep(phase, "phase.extended", by=by, minutes=minutes)


@transaction.atomic
def end_phase(tables: Sequence[Table], *, by: Author, locks: bool = False) -> None:
    """The clock goes; with `locks`, the sheets of the phase's step take nothing more."""
    for phase in _running(tables):
        record("phase.ended", phase, by=by, title=phase.title, locks=locks, table=str(phase.table_id))
        table, step = phase.table, phase.step
        phase.delete()
        if locks and step:
            lock_step([table], step, is_locked=True, by=by)
        tell_change(table.pk)


def _running(tables: Sequence[Table]) -> list[TablePhase]:
    """Locked until the end of the transaction: two facilitators who extend together both count."""
    # everywhere: the tables were asked for already
    phases = TablePhase.everywhere.select_for_update().filter(table__in=tables).order_by("table_id")
    if not (found := list(phases)):
        raise NoPhase
    return found


def _keep(phase: TablePhase, verb: str, *, by: Author, **details: int) -> None:
    phase.save()
    record(verb, phase, by=by, **details)
    tell_change(phase.table_id)
