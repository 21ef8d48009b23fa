"""What the tables do when they hear something, after the commit."""

from __future__ import annotations

from atelier.ateliers.events import RoleChanged, SeatGivenAgain, SeatRemoved
from atelier.tables.commands import tell_rights
from atelier.tables.events import Told
from atelier.tables.models import Sitting, Table


def tell_rooms(event: Told) -> None:
    """The live rooms of every process that have this table."""
    from atelier.tables.live.hub import the_hub

    the_hub().hear(event)


def ask_again(event: SeatRemoved | SeatGivenAgain) -> None:
    """The tables where this seat sits, or sat, ask again who may do what."""
    # everywhere: the seat itself was scoped by the command that changed it
    for table_id in Sitting.everywhere.filter(seat_id=event.seat_id).values_list("table_id", flat=True):
        tell_rights(table_id)


def ask_members_again(event: RoleChanged) -> None:
    """Every table of the atelier asks again: a role given or ended changes what an account may do there."""
    for table_id in Table.objects.of(event.atelier_id).values_list("pk", flat=True):
        tell_rights(table_id)
