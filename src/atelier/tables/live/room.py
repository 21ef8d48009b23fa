"""A live table: who is in it, what it has shown, and how it hears of what others wrote.

Everything here runs on one event loop; `lock` is held while the state is ahead of what was shown.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from uuid import UUID

from atelier.engines.journal.frames import Hello, NumberedOperation, ServerFrame, Welcome
from atelier.engines.journal.operations import Entry, traces_of
from atelier.engines.journal.state import TableState
from atelier.tables.desk import Keeping, read_keeping, read_room
from atelier.tables.journal import entries_after
from atelier.tables.live.connection import Connection, encode
from atelier.tables.live.ephemera import Ephemera
from atelier.tables.live.intake import Intake
from atelier.tables.live.threads import in_thread
from atelier.tables.live.waiting import Waiting
from atelier.tables.live.writer import Writer

logger = logging.getLogger(__name__)
MOST_BEHIND, RECENT = 2_000, 4_000
MOST_IN_A_FRAME, MOST_WEIGHT = 200, 40_000  # operations; numbers of their traces, about 250 kB


class Room:
    """The one place of this process where a table's state lives; `seq` is the last entry shown."""

    def __init__(self, table_id: UUID, keeping: Keeping, state: TableState, writer: Writer) -> None:
        self.table_id, self.keeping, self.state, self.seq = table_id, keeping, state, state.seq
        self.connections: set[Connection] = set()
        self.ephemera = Ephemera(self.broadcast)
        self.waiting = Waiting(self)
        self.intake = Intake(self, writer)
        self.lock = asyncio.Lock()
        self.is_ahead = False  # the state holds entries that are not known to be saved
        self._recent: deque[Entry] = deque(maxlen=RECENT)

    @classmethod
    async def open(cls, table_id: UUID, writer: Writer) -> Room:
        keeping, state = await in_thread(read_room, table_id)
        room = cls(table_id, keeping, state, writer)
        await room.waiting.read()
        room.waiting.settle()
        return room

    # -- people ----------------------------------------------------------------------------------

    def enter(self, connection: Connection) -> None:
        self.connections.add(connection)

    def leave(self, connection: Connection) -> None:
        self.connections.discard(connection)
        self._count(connection, -1)

    async def greet(self, connection: Connection, hello: Hello) -> None:
        """Answer hello: the entries that are missing, or the advice to start again from the snapshot."""
        async with self.lock:  # nothing is shown between the reading and the answer
            restart = hello.epoch != str(self.keeping.table.epoch) or not 0 <= self.seq - hello.since <= MOST_BEHIND
            missing = [] if restart else await self._entries_after(hello.since)
            connection.say(self.welcome(connection, restart=restart))
            for batch in _batches(missing):
                connection.say(batch)
            if not restart and not connection.greeted:
                connection.greeted = True
                self._count(connection, 1)

    def welcome(self, connection: Connection, *, restart: bool) -> ServerFrame:
        welcome = Welcome(
            epoch=str(self.keeping.table.epoch),
            seq=self.seq,
            seat=connection.seat,
            abilities=sorted(connection.abilities),
            restart=restart,
        )
        frame = ServerFrame(welcome=welcome, table=self.keeping.word, people=list(self.keeping.people.values()))
        return self.waiting.welcome(frame, connection)

    def _count(self, connection: Connection, change: int) -> None:
        person = self.keeping.people.get(connection.seat)
        if person and (change > 0 or connection.greeted):
            person.screens = max(0, person.screens + change)
            self.ephemera.person(person)

    # -- showing ---------------------------------------------------------------------------------

    def show(self, entries: list[Entry]) -> None:
        self._recent.extend(entries)
        self.seq = entries[-1].seq
        self.is_ahead = False
        for frame in _batches(entries):
            self.broadcast(frame)

    def broadcast(self, frame: ServerFrame) -> None:
        """Encoded once, queued for everyone who said hello."""
        text = encode(frame)
        for connection in self.connections:
            if connection.greeted:
                connection.say_encoded(text)

    async def catch_up(self, seq: int) -> None:
        """Another process (or the command line) wrote up to `seq`: read and show it."""
        if seq > self.seq:
            async with self.lock:
                if seq > self.seq:
                    await self.read_again()

    async def read_again(self) -> None:
        """The state as the database has it; entries nobody here has seen are shown."""
        keeping, state = await in_thread(read_room, self.table_id)
        missing = await in_thread(entries_after, self.table_id, self.seq)
        self.state, self.is_ahead = state, False
        self._adopt(keeping)
        await self.waiting.read()
        if shown := [entry for entry in missing if entry.seq <= state.seq]:
            self.show(shown)
        self.waiting.tell()

    async def held_again(self) -> None:
        """Notes wait, or somebody decided about one: first what that brought to the journal, then who hears of it."""
        async with self.lock:
            if await self.waiting.read() > self.seq:
                await self.read_again()
            else:
                self.waiting.tell()

    async def keep_again(self) -> None:
        """The facilitator changed the table: read it and tell everyone."""
        async with self.lock:
            self._adopt(await in_thread(read_keeping, self.table_id))
        self.broadcast(ServerFrame(table=self.keeping.word, people=list(self.keeping.people.values())))

    def _adopt(self, keeping: Keeping) -> None:
        for connection in self.connections:
            if connection.greeted and (person := keeping.people.get(connection.seat)):
                person.screens += 1
        self.keeping = keeping

    async def _entries_after(self, seq: int) -> list[Entry]:
        if seq >= self.seq:
            return []
        if self._recent and self._recent[0].seq <= seq + 1:
            return [entry for entry in self._recent if entry.seq > seq]
        return [entry for entry in await in_thread(entries_after, self.table_id, seq) if entry.seq <= self.seq]


def _batches(entries: list[Entry]) -> list[ServerFrame]:
    """Frames of consecutive entries, none so heavy that a slow line takes seconds over it."""
    frames: list[ServerFrame] = []
    operations: list[NumberedOperation] = []
    weight = 0
    for entry in entries:
        if not operations or weight > MOST_WEIGHT or len(operations) >= MOST_IN_A_FRAME:
            operations, weight = [], 0
            frames.append(ServerFrame(seq=entry.seq, ops=operations))
        operations.append(NumberedOperation(seat=entry.seat, at=entry.at, operation=entry.operation))
        weight += sum(len(trace) for trace in traces_of(entry.operation))
    return frames
