"""What comes in: operations are checked in order, saved, and only then shown.

While a batch is being saved, what arrives waits and makes the next batch: nothing is delayed when calm,
and under load batches grow by themselves.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.db.transaction import TransactionManagementError

from atelier.contributions.models import Contribution
from atelier.engines.journal.checks import RefusalCode, refusal
from atelier.engines.journal.frames import Refusal, ServerFrame
from atelier.engines.journal.operations import AnyOperation, Draw, Entry, new_objects
from atelier.engines.journal.state import TableState, Thing
from atelier.tables.desk import Keeping
from atelier.tables.hours import hour_of
from atelier.tables.inbox import HeldWork, hold
from atelier.tables.journal import AlreadyKnown, Behind, HeldElsewhere, append, known_operations
from atelier.tables.live.connection import CLOSE_BROKEN, Connection
from atelier.tables.live.threads import in_thread
from atelier.tables.live.waiting import Waiting, is_trusted
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
class Checked:
    """What becomes of a batch: entries and the things they touch, what waits for a facilitator, what is refused."""

    entries: list[Entry] = field(default_factory=list)
    touched: list[Thing] = field(default_factory=list)
    held: list[HeldWork] = field(default_factory=list)
    refused: dict[UUID, RefusalCode] = field(default_factory=dict)


class Shown(Protocol):
    """What the intake needs of its room: the state it may change under `lock`, and the ways to show and reread."""

    table_id: UUID
    keeping: Keeping
    state: TableState
    lock: asyncio.Lock
    is_ahead: bool
    waiting: Waiting

    def show(self, entries: list[Entry]) -> None: ...

    async def read_again(self) -> None: ...


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
                if not self.room.is_ahead or await self._level():
                    await self._take_or_tell(self._next())
                    continue
            await asyncio.sleep(PAUSE_S)

    def _next(self) -> list[Asked]:
        taken = [self._asked.popleft() for _ in range(min(MOST_IN_A_BATCH, len(self._asked)))]
        for one in taken:
            one.connection.expect(-1)
        return taken

    async def _level(self) -> bool:
        """Read the table again after a failure; False while the database does not answer."""
        try:
            await self.room.read_again()
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
            if not await self._level():
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
        """Check, save and show; when another process wrote meanwhile, read that first and check again."""
        while asked:
            asked = await self._meet(asked)
            checked = self._check(asked)
            entries = checked.entries
            self.room.is_ahead = bool(entries or checked.held)
            asked = await self._answer_refused(asked, checked.refused)
            if not self.room.is_ahead:
                return
            contributions = await in_thread(self.room.keeping.projector.contributions, checked.touched)
            try:
                await self._writer.write(str(self.room.table_id), partial(self._save, checked, contributions))
            except Behind:
                await self.room.read_again()
            except AlreadyKnown as known:
                await self.room.read_again()
                asked = self._answer_known(asked, known.operations)
            except HeldElsewhere as held:
                await self.room.read_again()
                taken = {one.operation.op: RefusalCode.OBJECT_EXISTS for one in asked if brings(one, held.objects)}
                asked = await self._answer_refused(asked, taken)
            else:
                self.room.is_ahead = False
                if entries:
                    self.room.show(entries)
                if checked.held:
                    self.room.waiting.tell()
                return

    def _save(self, checked: Checked, contributions: list[Contribution]) -> None:
        """In the writer's thread and transaction: all of the batch, or nothing."""
        if checked.held:
            hold(self.room.table_id, checked.held)
        if checked.entries:
            append(self.room.table_id, checked.entries, contributions)

    async def _meet(self, asked: list[Asked]) -> list[Asked]:
        """Answer what waits already, or was let in, and learn of voices this process has not heard of."""
        waiting, voices = self.room.waiting, self.room.keeping.desk.voices
        if any((voice := _voice(one)) and voice not in voices and is_trusted(one.connection) for one in asked):
            await self.room.read_again()
        for one in asked:
            waiting.answer(one.connection, [one.operation.op])
        asked = [one for one in asked if one.operation.op not in waiting.works]
        doubtful = [one.operation.op for one in asked if waiting.concerns(one.operation, one.connection)]
        if doubtful and (known := await in_thread(known_operations, self.room.table_id, doubtful)):
            return self._answer_known(asked, known)
        return asked

    def _check(self, asked: list[Asked]) -> Checked:
        """Apply what may enter to the state, put what must wait among what waits; what may do neither, by operation."""
        checked = Checked()
        seen: set[UUID] = set()
        for one in asked:
            operation, connection = one.operation, one.connection
            if operation.op in seen:  # sent again before it was saved: its batch answers both
                continue
            seen.add(operation.op)
            fate = self._fate(operation, connection)
            if isinstance(fate, RefusalCode):
                checked.refused[operation.op] = fate
            elif isinstance(fate, HeldWork):
                checked.held.append(fate)
            else:
                checked.touched += self.room.state.apply(fate)
                checked.entries.append(fate)
        return checked

    def _fate(self, operation: AnyOperation, connection: Connection) -> Entry | HeldWork | RefusalCode:
        if not connection.seat or "sit" not in connection.abilities:
            return RefusalCode.NOT_ALLOWED
        if self.room.waiting.concerns(operation, connection):
            return self.room.waiting.take(operation, connection)
        at = hour_of(operation.op)
        code = refusal(
            operation,
            self.room.state,
            self.room.keeping.desk,
            seat=connection.seat,
            at=at,
            is_keeper=connection.is_keeper,
            may_capture="capture" in connection.abilities,
        )
        return code or Entry(seq=self.room.state.seq + 1, seat=connection.seat, at=at, operation=operation)

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


def _voice(asked: Asked) -> int:
    return asked.operation.said_by or 0 if isinstance(asked.operation, Draw) else 0
