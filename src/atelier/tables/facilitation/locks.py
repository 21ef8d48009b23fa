"""Locks for one table or for all: sheets of a step, sheets of a name, and each to their own work."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from atelier.ateliers.models import Step
from atelier.common.audit import Author, record
from atelier.tables.commands import lock_overlay, open_table, tell_change
from atelier.tables.models import Table, TableOverlay


@transaction.atomic
def open_tables(tables: Sequence[Table], *, is_open: bool, by: Author) -> None:
    for table in tables:
        if table.is_open != is_open:
            open_table(table, is_open=is_open, by=by)


@transaction.atomic
def keep_to_own_work(tables: Sequence[Table], *, own_work_only: bool, by: Author) -> None:
    """From now on each alters only what they drew, or again what anybody drew."""
    for table in tables:
        if table.own_work_only != own_work_only:
            table.own_work_only = own_work_only
            table.save(update_fields=["own_work_only"])
            record("table.own_work_only" if own_work_only else "table.shared_work", table, by=by)
            tell_change(table.pk)


@transaction.atomic
def lock_step(tables: Sequence[Table], step: Step, *, is_locked: bool, by: Author) -> None:
    """The sheets of a step, at each of these tables."""
    # everywhere: the tables were asked for already
    _lock(list(TableOverlay.everywhere.filter(table__in=tables, step=step)), is_locked=is_locked, by=by)


@transaction.atomic
def lock_alike(tables: Sequence[Table], overlay: TableOverlay, *, is_locked: bool, by: Author) -> None:
    """A sheet, and its like at each of these tables: of the same step, or of the same name where it has none."""
    if overlay.step:
        lock_step(tables, overlay.step, is_locked=is_locked, by=by)
        return
    # everywhere: the tables were asked for already
    sheets = TableOverlay.everywhere.filter(table__in=tables, step=None, name=overlay.name)
    _lock(list(sheets), is_locked=is_locked, by=by)


def _lock(overlays: Sequence[TableOverlay], *, is_locked: bool, by: Author) -> None:
    for overlay in overlays:
        if overlay.is_locked != is_locked:
            lock_overlay(overlay, is_locked=is_locked, by=by)
