"""The rooms of this process: opened at the first socket, left when the last one closes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Coroutine
from typing import Any
from uuid import UUID

from atelier.tables.events import Told
from atelier.tables.live.following import Following
from atelier.tables.live.outage import the_outage
from atelier.tables.live.relay import Relay
from atelier.tables.live.relays import make_relay
from atelier.tables.live.rights import overdue, review_rights
from atelier.tables.live.room import Room
from atelier.tables.live.threads import in_thread
from atelier.tables.live.writer import Writer
from atelier.tables.models import Table

logger = logging.getLogger(__name__)
LOOK_EVERY_S = 5.0
REVIEW_EVERY_S = 30.0  # a right that ends by the hour (a wall's key, a session) closes its sockets within this


class Hub:
    """One a process. Commands speak to it from their threads through `hear`."""

    def __init__(self) -> None:
        self.rooms: dict[UUID, Room] = {}
        self.relay: Relay = make_relay(self)
        self._following: dict[UUID, Following] = {}
        self._opening: dict[UUID, asyncio.Task[Room]] = {}
        self._writer = Writer()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._look_now = asyncio.Event()
        self._hearing, self._heard = threading.Lock(), list[Told]()
        self._tasks: set[asyncio.Task[None]] = set()

    async def room(self, table_id: UUID) -> Room:
        """The table's room, opened once however many arrive together."""
        self._start()
        if room := self.rooms.get(table_id):
            return room
        if table_id not in self._opening:
            self._opening[table_id] = asyncio.create_task(Room.open(table_id, self._writer, self.relay))
        try:
            room = await asyncio.shield(self._opening[table_id])
        finally:
            self._opening.pop(table_id, None)
        if table_id not in self.rooms:
            self.rooms[table_id], self._following[table_id] = room, Following(room)
            self.relay.follow(table_id)
        return self.rooms[table_id]

    def left(self, room: Room) -> None:
        """Forget a room nobody is in; its journal is the record."""
        if not room.connections and self.rooms.get(room.table_id) is room:
            del self.rooms[room.table_id], self._following[room.table_id]
            self.relay.unfollow(room.table_id)

    # -- what is said, here and elsewhere ----------------------------------------------------------

    def hear(self, told: Told) -> None:
        """After a commit, in any thread: this process acts at once, the others when they hear it."""
        self.told(told)
        self.relay.say(told)

    def told(self, told: Told) -> None:
        """From any thread. Fifty tables of one commit wake the loop once."""
        loop = self._loop
        if loop is None or loop.is_closed():
            return
        with self._hearing:
            self._heard.append(told)
            is_first = len(self._heard) == 1
        if is_first:
            loop.call_soon_threadsafe(self._act)

    def _act(self) -> None:
        with self._hearing:
            heard, self._heard = self._heard, []
        for told in heard:
            if following := self._following.get(told.table_id):
                following.hear(told)

    def shown(self, table_id: UUID, text: str) -> None:
        """A frame to show and forget, from another process."""
        if room := self.rooms.get(table_id):
            room.broadcast_encoded(text)

    def here(self, table_id: UUID, node: str, counts: dict[int, int]) -> None:
        """Another process says who is at the table there."""
        if room := self.rooms.get(table_id):
            room.presence.hear(node, counts)

    def asked_who(self, table_id: UUID) -> None:
        """Another process opened this room, or its relay is back: tell it who is here."""
        if room := self.rooms.get(table_id):
            self.relay.tell_presence(table_id, room.presence.counts())

    def back(self) -> None:
        """The relay was away: what was said meanwhile is read without waiting for the next look."""
        self._look_now.set()

    # -- looking -----------------------------------------------------------------------------------

    def _start(self) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self.rooms, self._following, self._look_now = loop, {}, {}, asyncio.Event()
            self._heard = []
            self._spawn(self.relay.listen())
            self._spawn(self._look())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _look(self) -> None:
        """Heal whatever was not heard (a cut relay, a command line): compare numbers now and then."""
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._look_now.wait(), LOOK_EVERY_S)
            self._look_now.clear()
            try:
                await self._look_once()
            except Exception as error:  # look again later
                if not the_outage.notice(error):
                    logger.exception("could not look at the journals")

    async def _look_once(self) -> None:
        numbers = await in_thread(_last_numbers, list(self.rooms))
        the_outage.over()
        for table_id, seq, change, held in numbers:
            if following := self._following.get(table_id):
                following.compare(seq, change, held)
        for room in list(self.rooms.values()):
            room.presence.forget_silent()
            self.relay.tell_presence(room.table_id, room.presence.counts())
            share = round(REVIEW_EVERY_S / LOOK_EVERY_S)
            await review_rights(room, overdue(room.connections, every_s=REVIEW_EVERY_S, at_least=5, share=share))


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
