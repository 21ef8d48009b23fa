"""What comes in: operations are checked in order, saved, and only then shown.

While a batch is being saved, what arrives waits and makes the next batch: nothing is delayed when calm,
and under load batches grow by themselves.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from functools import partial
from typing import Protocol

from atelier.engines.journal.checks import RefusalCode
from atelier.engines.journal.operations import AnyOperation, Entry
from atelier.tables.journal import AlreadyKnown, Behind, HeldElsewhere, ReadyEntries, make_ready
from atelier.tables.live.batches import (
    Asked,
    Batch,
    Roomful,
    answer_known,
    answer_refused,
    brings,
    check,
    know_seats,
    meet,
    takes_long,
    write,
)
from atelier.tables.live.connection import CLOSE_BROKEN, Connection
from atelier.tables.live.outage import the_outage
from atelier.tables.live.threads import in_thread
from atelier.tables.live.writer import Writer

logger = logging.getLogger(__name__)
MOST_IN_A_BATCH = 400
PAUSE_S = 1.0


class Shown(Roomful, Protocol):
    """What the intake needs of its room: the state it may change under `lock`, and the ways to show and reread."""

    connections: set[Connection]
    lock: asyncio.Lock
    is_unsure: bool

    def show(self, entries: list[Entry]) -> None: ...

    async def fetch_gap(self) -> None: ...


class Intake:
    """The queue of one room, and the task that empties it."""

    def __init__(self, room: Shown, writer: Writer) -> None:
        self.room, self._writer = room, writer
        self._asked: deque[Asked] = deque()
        self._working: asyncio.Task[None] | None = None

    def ask(self, connection: Connection, operations: list[AnyOperation]) -> None:
        """Queue operations of a screen; they are answered by their batch, a `known` or a `refused`."""
        connection.expect(len(operations))
        self._asked.extend(Asked(operation, connection) for operation in operations)
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work())

    async def _work(self) -> None:
        while self._asked:
            async with self.room.lock:
                if not self.room.is_unsure or await self._is_level():
                    await self._take_or_tell(self._next())
                    continue
            await asyncio.sleep(PAUSE_S)

    def _next(self) -> list[Asked]:
        taken = [self._asked.popleft() for _ in range(min(MOST_IN_A_BATCH, len(self._asked)))]
        for one in taken:
            one.connection.expect(-1)
        return taken

    async def _is_level(self) -> bool:
        """Read the journal after a failure; False while the database does not answer."""
        try:
            await self.room.fetch_gap()
        except Exception as error:  # away for a moment or for minutes: nothing is taken before it is back
            if not the_outage.notice(error):
                logger.exception("table %s: cannot be read again yet", self.room.table_id)
            return False
        the_outage.over()
        return True

    async def _take_or_tell(self, asked: list[Asked]) -> None:
        """Take a batch. When the database fails, screens keep and resend; when one operation does, it is refused."""
        try:
            await self._take(asked)
        except Exception as error:
            if the_outage.notice(error):
                self._let_go(asked)
                return
            logger.exception("table %s: a batch was not saved", self.room.table_id)
            if not await self._is_level():
                self._let_go(asked)
            elif len(asked) == 1:
                asked[0].connection.refuse(asked[0].operation.op, RefusalCode.NOT_SAVED)
            else:
                await self._take_or_tell(asked[: len(asked) // 2])
                await self._take_or_tell(asked[len(asked) // 2 :])

    def _let_go(self, asked: list[Asked]) -> None:
        """Close the screens that ask: they keep what was not confirmed, come back, and send it again."""
        for connection in {one.connection for one in asked}:
            connection.close(CLOSE_BROKEN)

    async def _take(self, asked: list[Asked]) -> None:
        """Check, save and show, then tell what was refused: a refusal may rest on what was only just saved.

        When another process wrote meanwhile, that is read first and everything is checked again.
        """
        while asked:
            asked = await meet(self.room, asked)
            batch = check(self.room, asked)
            try:
                if batch.entries or batch.held:
                    await self._save(batch)
            except Behind:
                await self._step_back(batch)
            except AlreadyKnown as known:
                await self._step_back(batch)
                asked = answer_known(asked, known.operations)
            except HeldElsewhere as elsewhere:
                await self._step_back(batch)
                taken = {one.operation.op: RefusalCode.OBJECT_EXISTS for one in asked if brings(one, elsewhere.objects)}
                asked = await answer_refused(self.room.table_id, asked, taken)
            except BaseException:
                self._take_back(batch)
                raise
            else:
                if batch.entries:
                    self.room.show(batch.entries)
                if batch.held:
                    self.room.waiting.tell()
                await answer_refused(self.room.table_id, asked, batch.refused)
                return

    async def _save(self, batch: Batch) -> None:
        await know_seats(self.room, batch.seats())
        key, screens = str(self.room.table_id), len(self.room.connections)
        if batch.entries and not batch.held and not takes_long(batch):
            await self._writer.append(key, partial(self._make_ready, batch), screens=screens)
            return
        ready = await in_thread(self._make_ready, batch) if batch.entries else None  # others do not wait for it
        if ready and not batch.held:
            await self._writer.append(key, lambda: ready, screens=screens)
        else:
            await self._writer.write(key, partial(write, self.room.table_id, batch.held, ready))

    def _make_ready(self, batch: Batch) -> ReadyEntries:
        contributions = self.room.keeping.projector.contributions(batch.touched)
        return make_ready(self.room.table_id, batch.entries, contributions)

    def _take_back(self, batch: Batch) -> None:
        batch.tentative.take_back()
        self.room.waiting.take_back(batch.held)
        self.room.is_unsure = True

    async def _step_back(self, batch: Batch) -> None:
        self._take_back(batch)
        await self.room.fetch_gap()
