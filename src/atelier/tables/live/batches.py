"""Operations that are taken together: what becomes of each, what is told to who asks, and the writing of the rest."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from atelier.engines.journal.checks import RefusalCode, refusal
from atelier.engines.journal.frames import Refusal, ServerFrame
from atelier.engines.journal.operations import AnyOperation, Draw, Entry, new_objects
from atelier.engines.journal.state import TableState, Thing
from atelier.engines.journal.tentative import Tentative
from atelier.tables.desk import Keeping
from atelier.tables.hours import hour_of
from atelier.tables.inbox import HeldWork, hold
from atelier.tables.journal import ReadyEntries, append, known_operations
from atelier.tables.live.connection import Connection
from atelier.tables.live.threads import in_thread
from atelier.tables.live.waiting import Waiting, is_trusted
from atelier.tables.projection import speaker_of

LONG_TRACES = 4_000  # numbers, in all traces of a batch


@dataclass(frozen=True)
class Asked:
    """An operation waiting for its turn, and who asks."""

    operation: AnyOperation
    connection: Connection


@dataclass
class Batch:
    """What becomes of operations checked together: entries that the state holds already, and how to take them back;
    what waits for a facilitator; what is refused."""

    tentative: Tentative
    entries: list[Entry] = field(default_factory=list)
    touched: list[Thing] = field(default_factory=list)
    held: list[HeldWork] = field(default_factory=list)
    refused: dict[UUID, RefusalCode] = field(default_factory=dict)

    def seats(self) -> set[int]:
        """Whose hands and whose words are in it."""
        return {seat for thing in self.touched for seat in (thing.seat, speaker_of(thing)) if seat}


class Roomful(Protocol):
    """What a batch needs of its room, whose lock is held: its state is changed."""

    table_id: UUID
    keeping: Keeping
    state: TableState
    waiting: Waiting

    async def refresh_seats(self) -> None: ...


async def meet(room: Roomful, asked: Sequence[Asked]) -> list[Asked]:
    """Answer what waits already, or was let in, and learn of voices this process has not heard of; the others go on."""
    waiting = room.waiting
    await know_seats(room, {voice for one in asked if (voice := _voice(one)) and is_trusted(one.connection)})
    for one in asked:
        waiting.answer(one.connection, [one.operation.op])
    others = [one for one in asked if one.operation.op not in waiting.works]
    doubtful = [one.operation.op for one in others if waiting.concerns(one.operation, one.connection)]
    if doubtful and (known := await in_thread(known_operations, room.table_id, doubtful)):
        return answer_known(others, known)
    return others


async def know_seats(room: Roomful, seats: Collection[int]) -> None:
    """Before what these seats drew or said is written: their college must be known."""
    if not room.keeping.projector.colleges.keys() >= set(seats):
        await room.refresh_seats()


def check(room: Roomful, asked: Sequence[Asked]) -> Batch:
    """Apply what may enter to the state, put what must wait among what waits; what may do neither, by operation."""
    batch = Batch(Tentative(room.state))
    seen: set[UUID] = set()
    for one in asked:
        if one.operation.op in seen:  # sent again before it was saved: its batch answers both
            continue
        seen.add(one.operation.op)
        fate = _fate(room, one.operation, one.connection)
        if isinstance(fate, RefusalCode):
            batch.refused[one.operation.op] = fate
        elif isinstance(fate, HeldWork):
            batch.held.append(fate)
        else:
            batch.touched += batch.tentative.apply(fate)
            batch.entries.append(fate)
    return batch


def _fate(room: Roomful, operation: AnyOperation, connection: Connection) -> Entry | HeldWork | RefusalCode:
    if not connection.seat or "sit" not in connection.abilities:
        return RefusalCode.NOT_ALLOWED
    if room.waiting.concerns(operation, connection):
        return room.waiting.take(operation, connection)
    at = hour_of(operation.op)
    code = refusal(
        operation,
        room.state,
        room.keeping.desk,
        seat=connection.seat,
        at=at,
        is_keeper=connection.is_keeper,
        may_capture="capture" in connection.abilities,
    )
    return code or Entry(seq=room.state.seq + 1, seat=connection.seat, at=at, operation=operation)


def write(table_id: UUID, held: Sequence[HeldWork], ready: ReadyEntries | None) -> None:
    """In the writer's thread and transaction: all of a batch, or nothing."""
    if held:
        hold(table_id, held)
    if ready:
        append(ready)


async def answer_refused(table_id: UUID, asked: Sequence[Asked], refused: Mapping[UUID, RefusalCode]) -> list[Asked]:
    """Tell the refused, except those that are in the journal already; the others go on."""
    known = await in_thread(known_operations, table_id, list(refused)) if refused else set()
    for one in asked:
        code = refused.get(one.operation.op)
        if one.operation.op in known:
            one.connection.say(ServerFrame(known=[one.operation.op]))
        elif code:
            one.connection.say(ServerFrame(refused=[Refusal(op=one.operation.op, code=code)]))
    return [one for one in asked if one.operation.op not in refused]


def answer_known(asked: Sequence[Asked], known: Collection[UUID]) -> list[Asked]:
    """Tell those that are in the journal; the others go on."""
    for one in asked:
        if one.operation.op in known:
            one.connection.say(ServerFrame(known=[one.operation.op]))
    return [one for one in asked if one.operation.op not in known]


def takes_long(batch: Batch) -> bool:
    """Whether its geometries may take more than a few milliseconds: areas may have to be made valid."""
    things = batch.touched
    return any(thing.shape == "area" for thing in things) or sum(len(thing.trace) for thing in things) > LONG_TRACES


def brings(asked: Asked, objects: set[UUID]) -> bool:
    """Whether this operation brings one of these objects to the table."""
    return not objects.isdisjoint(new_objects(asked.operation))


def _voice(asked: Asked) -> int:
    return asked.operation.said_by or 0 if isinstance(asked.operation, Draw) else 0
