"""What is shown and forgotten: ink while hands move, pointers, who is here. Gathered, then said at once."""

from __future__ import annotations

import asyncio
from typing import Literal, Protocol
from uuid import UUID

from atelier.engines.journal.frames import Cursor, Ink, Person, SeatCursor, SeatInk, ServerFrame

TICK_S = 0.04
PEOPLE_TICK_S = 0.2  # two hundred who come at once are told as they come, not each to each


class Outlet(Protocol):
    """Where a tick goes: hands to every process, people (each process counts them) to its screens."""

    def show_everywhere(self, frame: ServerFrame) -> None: ...

    def broadcast(self, frame: ServerFrame) -> None: ...


class Ephemera:
    """One frame a tick and a room, however many hands move; one more when people come and go."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet
        self._ink: dict[tuple[int, UUID], Ink] = {}
        self._cursors: dict[int, SeatCursor] = {}
        self._people: dict[int, Person] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._people_timer: asyncio.TimerHandle | None = None

    def ink(self, seat: int, ink: Ink) -> None:
        """Add to what this hand has shown since the last tick; a trace starts anew in each frame."""
        waiting = self._ink.get((seat, ink.object))
        if waiting is None:
            self._ink[seat, ink.object] = ink
        elif len(waiting.trace) < 4_000:
            waiting.trace += _continued(waiting.trace, ink.trace)
        self._soon()

    def cursor(self, seat: int, at: Cursor | Literal[False]) -> None:
        self._cursors[seat] = SeatCursor(seat=seat, at=at or None)
        self._soon()

    def person(self, person: Person) -> None:
        self._people[person.seat] = person
        if self._people_timer is None:
            self._people_timer = asyncio.get_running_loop().call_later(PEOPLE_TICK_S, self._flush_people)

    def _soon(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(TICK_S, self._flush)

    def _flush(self) -> None:
        self._timer = None
        if self._ink or self._cursors:
            ink = [SeatInk(seat=seat, ink=ink) for (seat, _), ink in self._ink.items()]
            frame = ServerFrame(ink=ink or None, cursors=list(self._cursors.values()) or None)
            self._ink, self._cursors = {}, {}
            self._outlet.show_everywhere(frame)

    def _flush_people(self) -> None:
        self._people_timer = None
        frame = ServerFrame(people=list(self._people.values()))
        self._people = {}
        self._outlet.broadcast(frame)


def _continued(waiting: list[int], trace: list[int]) -> list[int]:
    """`trace`, whose first position is absolute, as differences from the end of `waiting`."""
    if len(trace) < 2 or len(trace) % 2:
        return []
    return [trace[0] - sum(waiting[::2]), trace[1] - sum(waiting[1::2]), *trace[2:]]
