"""Reads on tables."""

from __future__ import annotations

from django.db.models import QuerySet

from atelier.ateliers.codes import tidy_code
from atelier.ateliers.models import Atelier, Seat, Step, Workshop
from atelier.common.errors import NotSeen
from atelier.tables.models import Table, TableOverlay


def table_with_code(typed: str) -> Table | None:
    """The table whose short code was typed, whatever its case and spaces."""
    # everywhere: whoever types a code knows no atelier yet
    return Table.everywhere.select_related("workshop__atelier").filter(code=tidy_code(typed)).first()


def seats_at(table: Table) -> QuerySet[Seat]:
    """Everyone who sits at this table, in the order they came."""
    return Seat.objects.of(table.workshop.atelier_id).filter(sittings__table=table, removed_at=None)


def seat_at(table: Table, pk: int) -> Seat:
    seat = seats_at(table).filter(pk=pk).select_related("workshop").first()
    if seat is None:
        raise NotSeen
    return seat


def overlay_of(table: Table, pk: int) -> TableOverlay:
    overlay = TableOverlay.objects.of(table.workshop.atelier_id).filter(table=table, pk=pk).first()
    if overlay is None:
        raise NotSeen
    return overlay


def steps_of(table: Table) -> QuerySet[Step]:
    return Step.objects.of(table.workshop.atelier_id).filter(workshop=table.workshop)


def tables_of(atelier: Atelier) -> QuerySet[Table]:
    """Every table of the atelier, workshop after workshop."""
    tables = Table.objects.of(atelier).select_related("workshop__atelier")
    return tables.order_by("workshop__ordinal", "workshop_id", "ordinal", "code")


def tables_in(workshop: Workshop) -> list[Table]:
    """The tables of a workshop, in order."""
    tables = Table.objects.of(workshop.atelier_id).filter(workshop=workshop)
    return list(tables.select_related("workshop__atelier"))
