"""What the room `ateliers` says to the others, after the commit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SeatRemoved:
    """This seat has no rights any more: its sockets close."""

    seat_id: int


@dataclass(frozen=True)
class SeatGivenAgain:
    """This seat, once removed, has its rights back."""

    seat_id: int


@dataclass(frozen=True)
class RoleChanged:
    """An account got a role in this atelier, another one, or none any more."""

    atelier_id: int


@dataclass(frozen=True)
class StepAdded:
    """A workshop has a step more: its tables lay a sheet for it."""

    atelier_id: int
    step_id: int
