"""A live table: who is in it, what it has shown, and how it hears of what others wrote.

Everything here runs on one event loop; `lock` is held while the state is ahead of what was shown.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from uuid import UUID

from atelier.engines.journal.frames import Hello, NumberedOperation, ServerFrame, Welcome
from atelier.engines.journal.operations import Entry, traces_of
from atelier.engines.journal.state import GapInJournal, TableState
from atelier.tables.desk import Keeping, read_keeping, read_room, read_seats
from atelier.tables.journal import News, read_news
from atelier.tables.live.audience import Audience
from atelier.tables.live.connection import Connection
from atelier.tables.live.ephemera import Ephemera
from atelier.tables.live.intake import Intake
from atelier.tables.live.presence import Presence
from atelier.tables.live.recent import Recent
from atelier.tables.live.relay import Relay
from atelier.tables.live.snapshots import SnapshotKeeper
from atelier.tables.live.threads import in_thread
from atelier.tables.live.waiting import Waiting
from atelier.tables.live.writer import Writer

logger = logging.getLogger(__name__)
MOST_BEHIND = 2_000
MOST_IN_A_FRAME, MOST_WEIGHT = 200, 40_000  # operations; numbers of their traces, about 250 kB
AT_ONCE = 500  # entries of others applied before everything else gets its turn


class Room(Audience):
    """The one place of this process where a table's state lives; `seq` is the last entry shown.

    `is_unsure` says that a commit failed without telling whether it happened: nothing is taken before the
    journal was read. `change` is the last change of the table (outside its journal) that was acted upon.
    """

    def __init__(self, keeping: Keeping, state: TableState, snapshot_seq: int, writer: Writer, relay: Relay) -> None:
        super().__init__(keeping.table.pk, relay)
        self.keeping, self.state, self.seq = keeping, state, state.seq
        self.change = keeping.table.changes
        self.ephemera = Ephemera(self)
        self.presence = Presence(keeping.people, self.ephemera.person)
        self.waiting = Waiting(self)
        self.intake = Intake(self, writer)
        self.snapshots = SnapshotKeeper(self.table_id, snapshot_seq, writer)
        self.lock = asyncio.Lock()
        self.is_unsure = False
        self._recent = Recent(self.table_id)

    @classmethod
    async def open(cls, table_id: UUID, writer: Writer, relay: Relay) -> Room:
        room = cls(*await in_thread(read_room, table_id), writer, relay)
        await room.waiting.read()
        room.waiting.settle()
        room.snapshots.note(room.state, room.keeping.table.epoch)
        return room

    # -- people ----------------------------------------------------------------------------------

    def leave(self, connection: Connection) -> None:
        self.connections.discard(connection)
        if connection.is_present:
            connection.is_present = False
            self._count(connection, -1)

    async def greet(self, connection: Connection, hello: Hello) -> None:
        """Answer hello: the entries that are missing, or the advice to start again from the snapshot."""
        async with self.lock:  # nothing is shown between the reading and the answer
            restart = hello.epoch != str(self.keeping.table.epoch) or not 0 <= self.seq - hello.since <= MOST_BEHIND
            missing = [] if restart else await self._recent.between(hello.since, self.seq)
            connection.say(self.welcome(connection, restart=restart))
            for batch in _batches(missing):
                connection.say(batch)
            if restart or connection not in self.connections:
                return
            connection.greeted = True
            if not connection.is_present:
                connection.is_present = True
                self._count(connection, 1)

    def welcome(self, connection: Connection, *, restart: bool) -> ServerFrame:
        welcome = Welcome(
            now=time.time_ns() // 1_000_000,
            epoch=str(self.keeping.table.epoch),
            seq=self.seq,
            seat=connection.seat,
            abilities=sorted(connection.abilities),
            restart=restart,
        )
        frame = ServerFrame(welcome=welcome, table=self.keeping.word, people=self.presence.everyone())
        return self.waiting.welcome(frame, connection)

    def _count(self, connection: Connection, change: int) -> None:
        if connection.seat:
            self.presence.count(connection.seat, change)
            self.relay.tell_presence(self.table_id, self.presence.counts())

    # -- showing ---------------------------------------------------------------------------------

    def show(self, entries: list[Entry]) -> None:
        """Entries that are saved and applied: everyone sees them, their author included."""
        self._recent.extend(entries)
        self.seq = entries[-1].seq
        for frame in _batches(entries):
            self.broadcast(frame)
        self.snapshots.note(self.state, self.keeping.table.epoch)

    # -- what others wrote -----------------------------------------------------------------------

    async def fetch_gap(self) -> None:
        """The entries others wrote since, applied and shown. The lock is held, the state holds only what is saved."""
        news = await in_thread(read_news, self.table_id, self.seq)
        await self._take_in(news)
        if news.held_changes != self.waiting.changes:
            await self.fetch_held()
        self.is_unsure = False

    async def fetch_held(self) -> None:
        """What waits, read again and told: first what was let in meanwhile is shown. The lock is held."""
        if await self.waiting.read() > self.seq:
            await self._take_in(await in_thread(read_news, self.table_id, self.seq))
        self.waiting.tell()

    async def _take_in(self, news: News) -> None:
        try:
            if news.epoch != self.keeping.table.epoch or news.last_seq < self.seq:
                await self._start_again()
            elif len(news.entries) > MOST_BEHIND:
                await self._apply(news.entries, is_shown=False)
                self._send_to_snapshot()
            else:
                await self._apply(news.entries, is_shown=True)
        except GapInJournal:  # replaced as a whole between two readings
            await self._start_again()

    async def _apply(self, entries: list[Entry], *, is_shown: bool) -> None:
        for start in range(0, len(entries), AT_ONCE):
            some = entries[start : start + AT_ONCE]
            for entry in some:
                self.state.apply(entry)
            if is_shown:
                self.show(some)
            await asyncio.sleep(0)
        if not is_shown:
            self._recent.extend(entries)
            self.seq = self.state.seq

    async def _start_again(self) -> None:
        """The journal was replaced as a whole: everything is read, and every screen starts from the snapshot."""
        self.keeping, self.state, _ = await in_thread(read_room, self.table_id)
        self.seq = self.state.seq
        await self.waiting.read()
        self.waiting.settle()
        self._recent.clear()
        self.presence.know(self.keeping.people)
        self._send_to_snapshot()

    def _send_to_snapshot(self) -> None:
        """Too much to be told entry by entry: screens are told nothing more before they started from the snapshot."""
        for connection in self.connections:
            if connection.greeted:
                connection.greeted = False
                connection.say(self.welcome(connection, restart=True))

    # -- the table outside its journal -----------------------------------------------------------

    async def refresh_keeping(self) -> int:
        """The facilitator changed the table: read it and tell everyone. The number of the last change it holds."""
        async with self.lock:
            keeping = await in_thread(read_keeping, self.table_id)
            if keeping.table.epoch != self.keeping.table.epoch:
                await self._start_again()
            self.keeping = keeping
            self.presence.know(keeping.people)
        self.broadcast(ServerFrame(table=keeping.word))
        return keeping.table.changes

    async def refresh_seats(self) -> None:
        """Someone sat down: who sits here, the college of each, and who speaks through scribes."""
        people, colleges, voices = await in_thread(read_seats, self.keeping.table)
        projector = replace(self.keeping.projector, colleges=colleges, voices=voices)
        desk = replace(self.keeping.desk, voices=voices)
        self.keeping = replace(self.keeping, people=people, projector=projector, desk=desk)
        self.presence.know(people)


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
