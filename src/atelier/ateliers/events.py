"""What the room `ateliers` says to the others, after the commit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SeatRemoved:
    """This seat has no rights any more: its sockets close."""

    seat_id: int
