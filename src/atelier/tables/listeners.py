"""What the tables do when they hear something, after the commit."""

from __future__ import annotations

from atelier.ateliers.events import SeatRemoved
from atelier.tables.commands import tell_change
from atelier.tables.events import HeldChanged, JournalGrew, TableChanged
from atelier.tables.models import Sitting


def tell_rooms(event: HeldChanged | JournalGrew | TableChanged) -> None:
    """The live rooms of every process that have this table."""
    from atelier.tables.live.hub import the_hub

    the_hub().hear(event)


def unseat(event: SeatRemoved) -> None:
    """The tables where this seat sat ask again who may do what."""
    # everywhere: the seat itself was scoped by the command that removed it
    for table_id in Sitting.everywhere.filter(seat_id=event.seat_id).values_list("table_id", flat=True):
        tell_change(table_id)
