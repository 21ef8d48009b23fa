"""A live table: takes operations in order, has them saved, then shows them to everyone.

Everything here runs on one event loop. While a batch is being saved, what arrives waits and makes the
next batch: nothing is delayed when calm, and under load batches grow by themselves.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import InterfaceError, OperationalError

from atelier.engines.journal.checks import RefusalCode, refusal
from atelier.engines.journal.frames import Hello, NumberedOperation, Refusal, ServerFrame, Welcome
from atelier.engines.journal.operations import AnyOperation, Entry
from atelier.engines.journal.state import TableState, Thing
from atelier.tables.desk import Keeping, read_keeping, read_room
from atelier.tables.hours import hour_of
from atelier.tables.journal import AlreadyKnown, Behind, append, entries_after, known_operations
from atelier.tables.live.connection import CLOSE_BROKEN, Connection, encode
from atelier.tables.live.ephemera import Ephemera
from atelier.tables.live.threads import in_thread
from atelier.tables.live.writer import Writer

logger = logging.getLogger(__name__)
MOST_BEHIND, RECENT, MOST_IN_A_BATCH = 2_000, 4_000, 400


@dataclass(frozen=True)
class Asked:
    """An operation waiting for its turn, and who asks."""

    operation: AnyOperation
    connection: Connection


class Room:
    """The one place of this process where a table's state lives; `seq` is the last entry shown."""

    def __init__(self, table_id: UUID, keeping: Keeping, state: TableState, writer: Writer) -> None:
        self.table_id, self.keeping, self.state, self.seq = table_id, keeping, state, state.seq
        self.connections: set[Connection] = set()
        self.ephemera = Ephemera(self.broadcast)
        self._writer = writer
        self._asked: deque[Asked] = deque()
        self._recent: deque[Entry] = deque(maxlen=RECENT)
        self._lock = asyncio.Lock()
        self._working: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, table_id: UUID, writer: Writer) -> Room:
        keeping, state = await in_thread(read_room, table_id)
        return cls(table_id, keeping, state, writer)

    # -- people ----------------------------------------------------------------------------------

    def enter(self, connection: Connection) -> None:
        self.connections.add(connection)

    def leave(self, connection: Connection) -> None:
        self.connections.discard(connection)
        self._count(connection, -1)

    async def greet(self, connection: Connection, hello: Hello) -> None:
        """Answer hello: the entries that are missing, or the advice to start again from the snapshot."""
        async with self._lock:  # nothing is shown between the reading and the answer
            restart = hello.epoch != str(self.keeping.table.epoch) or not 0 <= self.seq - hello.since <= MOST_BEHIND
            missing = [] if restart else await self._entries_after(hello.since)
            connection.say(self._welcome(connection, restart=restart))
            for batch in _batches(missing):
                connection.say(batch)
            if not connection.greeted:
                connection.greeted = not restart
                self._count(connection, 1)

    def _welcome(self, connection: Connection, *, restart: bool) -> ServerFrame:
        welcome = Welcome(
            epoch=str(self.keeping.table.epoch),
            seq=self.seq,
            seat=connection.seat,
            abilities=sorted(connection.abilities),
            restart=restart,
        )
        return ServerFrame(welcome=welcome, table=self.keeping.word, people=list(self.keeping.people.values()))

    def _count(self, connection: Connection, change: int) -> None:
        person = self.keeping.people.get(connection.seat)
        if person and (change > 0 or connection.greeted):
            person.screens = max(0, person.screens + change)
            self.ephemera.person(person)

    # -- operations ------------------------------------------------------------------------------

    def ask(self, connection: Connection, operations: list[AnyOperation]) -> None:
        """Queue operations of a screen; they are answered by their batch, a `known` or a `refused`."""
        self._asked.extend(Asked(operation, connection) for operation in operations)
        self._work_soon()

    def _work_soon(self) -> None:
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())

    async def _work(self) -> None:
        while self._asked:
            async with self._lock:
                taken = [self._asked.popleft() for _ in range(min(MOST_IN_A_BATCH, len(self._asked)))]
                await self._take_or_tell(taken)

    async def _take_or_tell(self, asked: list[Asked]) -> None:
        """Take a batch. When the database fails, screens keep and resend; when one operation does, it is refused."""
        try:
            await self._take(asked)
        except (OperationalError, InterfaceError):
            logger.exception("table %s: the database refused a batch", self.table_id)
            for connection in {one.connection for one in asked}:
                connection.close(CLOSE_BROKEN)
            await self._read_again()
        except Exception:
            logger.exception("table %s: a batch was not saved", self.table_id)
            await self._read_again()
            if len(asked) == 1:
                asked[0].connection.refuse(asked[0].operation.op, RefusalCode.NOT_SAVED)
                return
            for one in asked:
                await self._take_or_tell([one])

    async def _take(self, asked: list[Asked]) -> None:
        """Check, save and show; when another process wrote meanwhile, read that first and check again."""
        while asked:
            entries, touched, refused = self._check(asked)
            asked = await self._answer_refused(asked, refused)
            if not entries:
                return
            save = partial(append, self.table_id, entries, touched, self.keeping.projector)
            try:
                await self._writer.write(str(self.table_id), save)
            except Behind:
                await self._read_again()
            except AlreadyKnown as known:
                await self._read_again()
                asked = self._answer_known(asked, known.operations)
            else:
                self._show(entries)
                return

    def _check(self, asked: list[Asked]) -> tuple[list[Entry], list[Thing], dict[UUID, RefusalCode]]:
        """Apply what may enter to the state; what may not, by operation."""
        entries: list[Entry] = []
        touched: list[Thing] = []
        refused: dict[UUID, RefusalCode] = {}
        seen: set[UUID] = set()
        for one in asked:
            operation, connection = one.operation, one.connection
            if operation.op in seen:  # sent again before it was saved: its batch answers both
                continue
            seen.add(operation.op)
            if code := self._refusal(operation, connection):
                refused[operation.op] = code
                continue
            at = hour_of(operation.op)
            entry = Entry(seq=self.state.seq + 1, seat=connection.seat, at=at, operation=operation)
            touched += self.state.apply(entry)
            entries.append(entry)
        return entries, touched, refused

    def _refusal(self, operation: AnyOperation, connection: Connection) -> RefusalCode | None:
        if not connection.seat or "draw" not in connection.abilities:
            closed = not self.keeping.desk.is_open
            return RefusalCode.TABLE_CLOSED if closed else RefusalCode.NOT_ALLOWED
        return refusal(operation, self.state, self.keeping.desk, seat=connection.seat, is_keeper=connection.is_keeper)

    async def _answer_refused(self, asked: list[Asked], refused: dict[UUID, RefusalCode]) -> list[Asked]:
        """Tell the refused, except those that are in the journal already; the others go on."""
        if not refused:
            return asked
        known = await in_thread(known_operations, self.table_id, list(refused))
        for one in asked:
            code = refused.get(one.operation.op)
            if one.operation.op in known:
                one.connection.say(ServerFrame(known=[one.operation.op]))
            elif code:
                one.connection.say(ServerFrame(refused=[Refusal(op=one.operation.op, code=code)]))
        return [one for one in asked if one.operation.op not in refused]

    def _answer_known(self, asked: list[Asked], known: set[UUID]) -> list[Asked]:
        for one in asked:
            if one.operation.op in known:
                one.connection.say(ServerFrame(known=[one.operation.op]))
        return [one for one in asked if one.operation.op not in known]

    # -- showing ---------------------------------------------------------------------------------

    def _show(self, entries: list[Entry]) -> None:
        self._recent.extend(entries)
        self.seq = entries[-1].seq
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
            async with self._lock:
                if seq > self.seq:
                    await self._read_again()

    async def _read_again(self) -> None:
        """The state as the database has it; entries nobody here has seen are shown."""
        keeping, state = await in_thread(read_room, self.table_id)
        missing = await in_thread(entries_after, self.table_id, self.seq)
        self.state = state
        self._adopt(keeping)
        if shown := [entry for entry in missing if entry.seq <= state.seq]:
            self._show(shown)

    async def keep_again(self) -> None:
        """The facilitator changed the table: read it and tell everyone."""
        async with self._lock:
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


def _batches(entries: list[Entry], size: int = 200) -> list[ServerFrame]:
    """Frames of consecutive entries."""
    frames = []
    for start in range(0, len(entries), size):
        part = entries[start : start + size]
        operations = [NumberedOperation(seat=entry.seat, at=entry.at, operation=entry.operation) for entry in part]
        frames.append(ServerFrame(seq=part[0].seq, ops=operations))
    return frames
