"""Writes on tables, except their journal (journal.py)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from atelier.ateliers.codes import new_code
from atelier.ateliers.commands import give_seat_again, take_seat
from atelier.ateliers.models import Seat, Step, Workshop
from atelier.ateliers.viewer import Viewer
from atelier.common.audit import Author, record
from atelier.common.events import publish
from atelier.contributions.commands import rename_meaning
from atelier.contributions.enums import Origin
from atelier.people.enums import College
from atelier.tables.events import RightsChanged, SeatsChanged, TableChanged
from atelier.tables.legend import LEGENDS
from atelier.tables.models import Sitting, Table, TableOverlay, TablePencil

CODE_LENGTH = 6


@transaction.atomic
def set_table(workshop: Workshop, *, name: str, by: Author, legend: str = "diagnosis") -> Table:
    """A new table with its legend and a first overlay for each step (or one for the workshop)."""
    ordinal = Table.objects.of(workshop.atelier_id).filter(workshop=workshop).count() + 1
    table = Table(workshop=workshop, name=name, ordinal=ordinal, code=free_code())
    table.full_clean()
    table.save()
    _lay_pencils(table, legend)
    steps: list[Step | None] = list(workshop.steps.all()) or [None]
    for number, step in enumerate(steps, start=1):
        name = step.title if step else _("First sheet")
        TableOverlay.everywhere.create(table=table, step=step, name=name[:60], ordinal=number)
    record("table.set", table, by=by, legend=legend)
    return table


@transaction.atomic
def sit_down(table: Table, seat: Seat, *, by: Author) -> Sitting:
    """The seat may draw at this table from now on."""
    sitting, created = Sitting.objects.of(table.workshop.atelier_id).get_or_create(
        table=table, seat=seat, defaults={"table": table, "seat": seat}
    )
    if created:
        record("table.sat_down", sitting, by=by)
        publish(SeatsChanged(table.pk, _count_change(table.pk), seat.pk))
    return sitting


@transaction.atomic
def join_table(table: Table, *, name: str, college: str, by: Author) -> Seat:
    """A newcomer sits down: a seat in the workshop and a place at this table."""
    seat = take_seat(table.workshop, name=name, college=college, by=by)
    sit_down(table, seat, by=seat)
    return seat


@transaction.atomic
def keeper_seat(table: Table, viewer: Viewer) -> Seat:
    """The seat of a signed-in facilitator, made at the first visit; it draws as the team."""
    account = viewer.account
    assert account
    seat = Seat.objects.of(table.workshop.atelier_id).filter(workshop=table.workshop, account=account).first()
    if seat is not None and seat.removed_at:
        give_seat_again(seat, by=viewer)
    if seat is None:
        college = College.TEAM
        seat = take_seat(table.workshop, name=account.name[:40], college=college, by=viewer, account=account)
    sit_down(table, seat, by=viewer)
    return seat


@transaction.atomic
def open_table(table: Table, *, is_open: bool, by: Author) -> None:
    """Closed, a table is still seen but takes nothing done from now on by those who sit there."""
    table.is_open, table.closed_at = is_open, None if is_open else timezone.now()
    table.save(update_fields=["is_open", "closed_at"])
    record("table.opened" if is_open else "table.closed", table, by=by)
    tell_change(table.pk)


@transaction.atomic
def lay_overlay(table: Table, *, name: str, by: Author, step: Step | None = None) -> TableOverlay:
    """A new sheet of tracing paper above the others."""
    ordinal = table.overlays.count() + 1
    overlay = TableOverlay(table=table, step=step, name=name, ordinal=ordinal)
    overlay.full_clean()
    overlay.save()
    record("overlay.laid", overlay, by=by)
    tell_change(table.pk)
    return overlay


@transaction.atomic
def lock_overlay(overlay: TableOverlay, *, is_locked: bool, by: Author) -> None:
    """Locked, a sheet is seen but takes nothing done from now on."""
    overlay.is_locked, overlay.locked_at = is_locked, timezone.now() if is_locked else None
    overlay.save(update_fields=["is_locked", "locked_at"])
    record("overlay.locked" if is_locked else "overlay.unlocked", overlay, by=by)
    tell_change(overlay.table_id)


@transaction.atomic
def change_meaning(pencil: TablePencil, *, meaning: str, by: Author) -> None:
    """New words for a pencil, for what is drawn with it and for what was."""
    pencil.meaning = meaning
    pencil.full_clean()
    pencil.save(update_fields=["meaning"])
    rename_meaning(Origin.TABLE, str(pencil.table_id), pencil.key, meaning)
    record("pencil.meaning_changed", pencil, by=by, meaning=meaning)
    tell_change(pencil.table_id)


@transaction.atomic
def add_pencil(
    table: Table, *, key: str, meaning: str, color: str, shape: str, width: float, by: Author
) -> TablePencil:
    """One pencil more, after the others: what was drawn elsewhere keeps its meaning when it is laid here."""
    ordinal = table.pencils.count() + 1
    pencil = TablePencil(
        table=table, ordinal=ordinal, key=key[:40], meaning=meaning[:120], color=color, shape=shape, width=width
    )
    pencil.full_clean()
    pencil.save()
    record("pencil.added", pencil, by=by, meaning=meaning)
    tell_change(table.pk)
    return pencil


def tell_change(table_id: UUID) -> None:
    """Screens hear of a change of the table after the commit; a process that does not hear it sees the count."""
    publish(TableChanged(table_id, _count_change(table_id)))


def tell_rights(table_id: UUID) -> None:
    """Screens that lost the right to be at the table close, in every process, as soon as this is committed."""
    publish(RightsChanged(table_id, _count_change(table_id)))


def _count_change(table_id: UUID) -> int:
    """The number of this change. The row stays locked until the commit: numbers are committed in order."""
    # everywhere: the command that calls this has asked for the table already
    Table.everywhere.filter(pk=table_id).update(changes=F("changes") + 1)
    return Table.everywhere.values_list("changes", flat=True).get(pk=table_id)


def _lay_pencils(table: Table, legend: str) -> None:
    TablePencil.everywhere.bulk_create(
        TablePencil(
            table=table,
            ordinal=ordinal,
            key=model.key,
            meaning=str(model.meaning),
            color=model.color,
            width=model.width,
            shape=model.shape,
        )
        for ordinal, model in enumerate(LEGENDS[legend], start=1)
    )


def free_code(_taken: str = "") -> str:
    """A code no other table has: 22 signs to the power 6 leave room for every atelier there will be."""
    while Table.everywhere.filter(code=(code := new_code(CODE_LENGTH))).exists():
        pass
    return code
