"""Follow-me: the looks of a leading screen, gathered, kept, and shown to the screens that follow."""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

from atelier.engines.journal.frames import Look, ServerFrame
from atelier.tables.desk import Keeping, look_of
from atelier.tables.events import LookMoved
from atelier.tables.facilitation.showing import move_look
from atelier.tables.live.threads import in_thread

logger = logging.getLogger(__name__)
PAUSE_S = 0.25


class Shown(Protocol):
    """What following needs of a room."""

    keeping: Keeping

    def broadcast(self, frame: ServerFrame) -> None: ...


class Leaders:
    """The newest look of each leading seat; kept a few times a second at most, however fast the map moves."""

    def __init__(self) -> None:
        self._newest: dict[int, Look] = {}
        self._working: dict[int, asyncio.Task[None]] = {}

    def look(self, seat: int, look: Look) -> None:
        self._newest[seat] = look
        if (working := self._working.get(seat)) is None or working.done():
            self._working[seat] = asyncio.create_task(self._keep(seat))

    async def _keep(self, seat: int) -> None:
        while (look := self._newest.pop(seat, None)) is not None:
            try:
                await in_thread(move_look, seat, (look.west, look.south, look.east, look.north))
            except Exception:  # the database is away: the next look will do
                logger.exception("seat %s: its view was not kept", seat)
            await asyncio.sleep(PAUSE_S)
        del self._working[seat]


def show_look(room: Shown, event: LookMoved) -> None:
    """Tell the screens of a room; those that join later are told by its word."""
    lead = room.keeping.word.lead
    if lead is not None:
        lead.look = look_of(event.look)
        room.broadcast(ServerFrame(look=lead.look))


the_leaders = Leaders()
