"""Follow-me and the wall: where everybody's map looks, what is shown large to the room, whether names are."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from atelier.ateliers.commands import show_names
from atelier.ateliers.models import Seat, Workshop
from atelier.common.audit import Author, record
from atelier.common.events import publish
from atelier.common.geometry import Bounds
from atelier.tables.commands import tell_change
from atelier.tables.events import LookMoved
from atelier.tables.models import Table, TableLead, WallPick


@transaction.atomic
def lead_view(tables: Sequence[Table], seat: Seat, *, look: Bounds, by: Author) -> None:
    """The maps of these tables follow this seat's until released."""
    for table in tables:
        lead, _created = TableLead.objects.of(table.workshop.atelier_id).update_or_create(
            table=table,
            defaults={"seat": seat, "look": list(look)},
            create_defaults={"table": table, "seat": seat, "look": list(look)},
        )
        record("view.led", lead, by=by)
        tell_change(table.pk)


@transaction.atomic
def release_view(tables: Sequence[Table], *, by: Author) -> None:
    """Each map is one's own again."""
    # everywhere: the tables were asked for already
    for lead in TableLead.everywhere.filter(table__in=tables):
        record("view.released", lead, by=by)
        table_id = lead.table_id
        lead.delete()
        tell_change(table_id)


@transaction.atomic
def move_look(seat_id: int, look: Bounds) -> None:
    """The leading screen moved. Not audited: where somebody looked is shown and forgotten."""
    # everywhere: a seat leads only tables that it was allowed to when it began
    leads = TableLead.everywhere.filter(seat_id=seat_id)
    table_ids = list(leads.values_list("table_id", flat=True))
    leads.update(look=list(look))
    for table_id in table_ids:
        publish(LookMoved(table_id, look))


@transaction.atomic
def bring_to_wall(table: Table, *, by: Author, thing: UUID | None = None, look: Bounds | None = None) -> None:
    """The wall shows this large, in place of what was brought before."""
    _take_down(table.workshop)
    pick = WallPick.everywhere.create(
        workshop=table.workshop, table=table, thing=thing, look=list(look) if look else None
    )
    record("wall.shown", pick, by=by, table=str(table.pk), shown=str(thing or "map"))
    tell_change(table.pk)


@transaction.atomic
def clear_wall(workshop: Workshop, *, by: Author) -> None:
    """The wall is everybody's again."""
    if _take_down(workshop):
        record("wall.cleared", workshop, by=by)


@transaction.atomic
def show_names_of(workshop: Workshop, *, shows_names: bool, by: Author) -> None:
    """Names are told to every screen, or to keepers alone."""
    show_names(workshop, shows_names=shows_names, by=by)
    for table in Table.objects.of(workshop.atelier_id).filter(workshop=workshop):
        tell_change(table.pk)


def _take_down(workshop: Workshop) -> bool:
    pick = WallPick.objects.of(workshop.atelier_id).filter(workshop=workshop).first()
    if pick is None:
        return False
    table_id = pick.table_id
    pick.delete()
    tell_change(table_id)
    return True
