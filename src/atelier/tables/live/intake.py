"""What comes in: operations are checked in order, saved, and only then shown.

While a batch is being saved, what arrives waits and makes the next batch: nothing is delayed when calm,
and under load batches grow by themselves.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.db.transaction import TransactionManagementError

from atelier.engines.journal.checks import RefusalCode, refusal
from atelier.engines.journal.frames import Refusal, ServerFrame
from atelier.engines.journal.operations import AnyOperation, Entry, new_objects
from atelier.engines.journal.state import TableState, Thing
from atelier.engines.journal.tentative import Tentative
from atelier.tables.desk import Keeping
from atelier.tables.hours import hour_of
from atelier.tables.journal import (
    AlreadyKnown,
    Behind,
    HeldElsewhere,
    ReadyEntries,
    append,
    known_operations,
    make_ready,
)
from atelier.tables.live.connection import CLOSE_BROKEN, Connection
from atelier.tables.live.threads import in_thread
from atelier.tables.live.writer import Writer

logger = logging.getLogger(__name__)
MOST_IN_A_BATCH = 400
PAUSE_S = 1.0
DATABASE_FAILURES = (OperationalError, InterfaceError, TransactionManagementError)


@dataclass(frozen=True)
class Asked:
    """An operation waiting for its turn, and who asks."""

    operation: AnyOperation
    connection: Connection


@dataclass
class Batch:
    """What was checked together: entries that the state holds already, and how to take them back; what is refused."""

    tentative: Tentative
    entries: list[Entry] = field(default_factory=list)
    touched: list[Thing] = field(default_factory=list)
    refused: dict[UUID, RefusalCode] = field(default_factory=dict)


class Shown(Protocol):
    """What the intake needs of its room: the state it may change under `lock`, and the ways to show and reread."""

    table_id: UUID
    keeping: Keeping
    state: TableState
    lock: asyncio.Lock
    is_unsure: bool

    def show(self, entries: list[Entry]) -> None: ...

    async def fetch_gap(self) -> None: ...

    async def know_seats(self, seats: Collection[int]) -> None: ...


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
        except Exception:  # away for a moment or for minutes: nothing is taken before it is back
            logger.exception("table %s: cannot be read again yet", self.room.table_id)
            return False
        return True

    async def _take_or_tell(self, asked: list[Asked]) -> None:
        """Take a batch. When the database fails, screens keep and resend; when one operation does, it is refused."""
        try:
            await self._take(asked)
        except DATABASE_FAILURES:
            logger.exception("table %s: the database refused a batch", self.room.table_id)
            self._let_go(asked)
        except Exception:
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
            batch = self._check(asked)
            try:
                if batch.entries:
                    await self._save(batch)
            except Behind:
                await self._step_back(batch)
            except AlreadyKnown as known:
                await self._step_back(batch)
                asked = self._answer_known(asked, known.operations)
            except HeldElsewhere as held:
                await self._step_back(batch)
                taken = {one.operation.op: RefusalCode.OBJECT_EXISTS for one in asked if brings(one, held.objects)}
                asked = await self._answer_refused(asked, taken)
            except BaseException:
                batch.tentative.take_back()
                self.room.is_unsure = True
                raise
            else:
                if batch.entries:
                    self.room.show(batch.entries)
                await self._answer_refused(asked, batch.refused)
                return

    async def _save(self, batch: Batch) -> None:
        await self.room.know_seats({thing.seat for thing in batch.touched})
        ready = await in_thread(self._make_ready, batch)
        await self._writer.write(str(self.room.table_id), partial(append, ready))

    def _make_ready(self, batch: Batch) -> ReadyEntries:
        contributions = self.room.keeping.projector.contributions(batch.touched)
        return make_ready(self.room.table_id, batch.entries, contributions)

    async def _step_back(self, batch: Batch) -> None:
        batch.tentative.take_back()
        self.room.is_unsure = True
        await self.room.fetch_gap()

    def _check(self, asked: list[Asked]) -> Batch:
        """Apply what may enter to the state; what may not, by operation."""
        batch = Batch(Tentative(self.room.state))
        seen: set[UUID] = set()
        for one in asked:
            operation, connection = one.operation, one.connection
            if operation.op in seen:  # sent again before it was saved: its batch answers both
                continue
            seen.add(operation.op)
            if code := self._refusal(operation, connection):
                batch.refused[operation.op] = code
                continue
            at = hour_of(operation.op)
            entry = Entry(seq=self.room.state.seq + 1, seat=connection.seat, at=at, operation=operation)
            batch.touched += batch.tentative.apply(entry)
            batch.entries.append(entry)
        return batch

    def _refusal(self, operation: AnyOperation, connection: Connection) -> RefusalCode | None:
        if not connection.seat or "sit" not in connection.abilities:
            return RefusalCode.NOT_ALLOWED
        return refusal(
            operation,
            self.room.state,
            self.room.keeping.desk,
            seat=connection.seat,
            at=hour_of(operation.op),
            is_keeper=connection.is_keeper,
        )

    async def _answer_refused(self, asked: list[Asked], refused: dict[UUID, RefusalCode]) -> list[Asked]:
        """Tell the refused, except those that are in the journal already; the others go on."""
        if not refused:
            return asked
        known = await in_thread(known_operations, self.room.table_id, list(refused))
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


def brings(asked: Asked, objects: set[UUID]) -> bool:
    """Whether this operation brings one of these objects to the table."""
    return not objects.isdisjoint(new_objects(asked.operation))
