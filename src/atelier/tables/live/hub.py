"""The rooms of this process: opened at the first socket, left when the last one closes."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Coroutine
from typing import Any
from uuid import UUID

from atelier.tables.events import HeldChanged, JournalGrew
from atelier.tables.live.relay import Heard, Relay, make_relay
from atelier.tables.live.rights import review_rights
from atelier.tables.live.room import Room
from atelier.tables.live.threads import in_thread
from atelier.tables.live.writer import Writer
from atelier.tables.models import Table

logger = logging.getLogger(__name__)
LOOK_EVERY_S = 5.0


class Hub:
    """One a process. Commands speak to it from their threads through `hear`."""

    def __init__(self) -> None:
        self.rooms: dict[UUID, Room] = {}
        self.relay: Relay = make_relay(self._heard)
        self._opening: dict[UUID, asyncio.Task[Room]] = {}
        self._writer = Writer()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def room(self, table_id: UUID) -> Room:
        """The table's room, opened once however many arrive together."""
        self._start()
        if room := self.rooms.get(table_id):
            return room
        if table_id not in self._opening:
            self._opening[table_id] = asyncio.create_task(Room.open(table_id, self._writer))
        try:
            room = await asyncio.shield(self._opening[table_id])
        finally:
            self._opening.pop(table_id, None)
        return self.rooms.setdefault(table_id, room)

    def left(self, room: Room) -> None:
        """Forget a room nobody is in; its journal is the record."""
        if not room.connections:
            self.rooms.pop(room.table_id, None)

    def hear(self, event: Heard) -> None:
        """After a commit, in any thread of any process: tell every process that has the room."""
        self.relay.say(event)

    def _heard(self, event: Heard) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._act, event)

    def _act(self, event: Heard) -> None:
        room = self.rooms.get(event.table_id)
        if room is None:
            return
        if isinstance(event, JournalGrew):
            if event.seq > room.seq:
                self._spawn(room.catch_up(event.seq))
        elif isinstance(event, HeldChanged):
            self._spawn(room.held_again())
        else:
            self._spawn(self._changed(room))

    async def _changed(self, room: Room) -> None:
        await room.keep_again()
        await review_rights(room)

    def _start(self) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self.rooms = loop, {}
            self._spawn(self.relay.listen())
            self._spawn(self._look())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _look(self) -> None:
        """Heal whatever was not heard (a cut relay, a command line): compare numbers now and then."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                for table_id, seq, changes, held in await in_thread(_last_numbers, list(self.rooms)):
                    room = self.rooms.get(table_id)
                    if room and seq > room.seq:
                        await room.catch_up(seq)
                    if room and changes != room.keeping.table.changes:
                        await self._changed(room)
                    if room and held != room.waiting.changes:
                        await room.held_again()
            except Exception:  # the database is away: look again later
                logger.exception("could not look at the journals")


def _last_numbers(table_ids: list[UUID]) -> list[tuple[UUID, int, int, int]]:
    """(table, last entry, count of changes, of changes among what waits) of these tables."""
    if not table_ids:
        return []
    # everywhere: rooms of every atelier of this process, numbers only
    return list(Table.everywhere.filter(pk__in=table_ids).values_list("pk", "last_seq", "changes", "held_changes"))


_hub: list[Hub] = []
_making = threading.Lock()


def the_hub() -> Hub:
    """The hub of this process, whichever thread asks first."""
    with _making:
        if not _hub:
            _hub.append(Hub())
    return _hub[0]
