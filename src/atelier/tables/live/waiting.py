"""What waits for a facilitator in a live room: which operations, told to whom.

Nothing of it goes through `Room.broadcast`: each frame is for the screens of one seat, or for the facilitators' ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from msgspec.structs import replace

from atelier.engines.journal.checks import RefusalCode, refusal
from atelier.engines.journal.frames import Held, InboxNote, ServerFrame
from atelier.engines.journal.held import brings_words, state_with
from atelier.engines.journal.operations import AnyOperation, Draw
from atelier.engines.journal.state import TableState
from atelier.tables.desk import Keeping
from atelier.tables.hours import hour_of
from atelier.tables.inbox import HeldWork, works_held
from atelier.tables.live.connection import Connection, encode
from atelier.tables.live.threads import in_thread
from atelier.tables.models import HeldFate, Table

Key = tuple[int, UUID]  # seat and object: one note


class Roomful(Protocol):
    """What the inbox needs of its room."""

    table_id: UUID
    keeping: Keeping
    state: TableState
    connections: set[Connection]


class Waiting:
    """The inbox of one room. `works` may be ahead of the database while the room's lock is held."""

    def __init__(self, room: Roomful) -> None:
        self._room = room
        self.works: dict[UUID, HeldWork] = {}
        self._by_note: dict[Key, list[HeldWork]] = {}  # those that wait
        self.changes = 0  # the count of the database that `works` answers to
        self._told: dict[UUID, HeldWork] = {}
        self._shown: dict[Key, InboxNote] = {}

    async def read(self) -> int:
        """As the database has it; `tell` says the difference. The number of the last entry the journal had then."""
        self.changes, last_seq, works = await in_thread(_read, self._room.table_id)
        self.works, self._by_note = {}, {}
        for work in works:
            self._keep(work)
        return last_seq

    def _keep(self, work: HeldWork) -> None:
        self.works[work.op] = work
        if work.fate == HeldFate.WAITING:
            self._by_note.setdefault(_key(work), []).append(work)

    # -- taking ----------------------------------------------------------------------------------

    def concerns(self, operation: AnyOperation, connection: Connection) -> bool:
        """Whether this operation of this screen must wait: words of a participant, or a change of what waits."""
        standing = operation.object in self._room.state.things
        waits = self._waiting((connection.seat, operation.object))
        if not brings_words(operation):
            return bool(waits) and not standing
        return bool(waits) or (self._room.keeping.table.notes_wait and not is_trusted(connection))

    def take(self, operation: AnyOperation, connection: Connection) -> HeldWork | RefusalCode:
        """The work to keep, or why this operation could not enter even if it were accepted."""
        at = hour_of(operation.op)
        code = refusal(
            operation,
            self._state_with((connection.seat, operation.object)),
            self._room.keeping.desk,
            seat=connection.seat,
            at=at,
            is_keeper=connection.is_keeper,
            may_capture="capture" in connection.abilities,
        )
        if code:
            return code
        work = HeldWork(operation.op, connection.seat, at, operation)
        self._keep(work)
        return work

    def take_back(self, works: Iterable[HeldWork]) -> None:
        """These were not saved, or nobody knows yet: whoever reads the journal again reads what waits too."""
        for work in works:
            del self.works[work.op]
            self._by_note[_key(work)].remove(work)

    def _waiting(self, key: Key) -> list[HeldWork]:
        return self._by_note.get(key, [])

    def _state_with(self, key: Key) -> TableState:
        thing = self._room.state.things.get(key[1])
        works = self._waiting(key)
        if thing is None and works and not isinstance(works[0].operation, Draw):
            works = []  # its drawing was decided in another process, and is not read here yet
        return state_with(thing, [(one.seat, one.at, one.operation) for one in works])

    def settle(self) -> None:
        """Nobody to tell yet: what is read now is what `welcome` says."""
        self._told, self._shown = dict(self.works), self._notes()

    # -- telling ---------------------------------------------------------------------------------

    def tell(self) -> None:
        """Say what changed since the last time: to authors what becomes of theirs, to facilitators what waits."""
        self._tell_authors()
        notes = self._notes()
        gone = [replace(note, is_gone=True) for key, note in self._shown.items() if key not in notes]
        fresh = [note for key, note in notes.items() if self._shown.get(key) != note]
        self._shown = notes
        if gone or fresh:
            text = encode(ServerFrame(inbox=[*gone, *fresh]))
            for connection in self._room.connections:
                if connection.is_keeper and connection.greeted:
                    connection.say_encoded(text)

    def welcome(self, frame: ServerFrame, connection: Connection) -> ServerFrame:
        """With all that waits, for this screen: its own, and everybody's for a facilitator."""
        frame.held = [_held(work) for work in self.works.values() if work.seat == connection.seat and connection.seat]
        frame.inbox = list(self._notes().values()) if connection.is_keeper else None
        return frame

    def answer(self, connection: Connection, operations: Iterable[UUID]) -> None:
        """What is known of these, to a screen that sent them again."""
        if works := [self.works[op] for op in operations if op in self.works]:
            connection.say(ServerFrame(held=[_held(work) for work in works if work.seat == connection.seat]))

    def _tell_authors(self) -> None:
        news: dict[int, list[Held]] = {}
        for op, work in self.works.items():
            if self._told.get(op) != work:
                news.setdefault(work.seat, []).append(_held(work))
        for op, work in self._told.items():
            if op not in self.works:
                news.setdefault(work.seat, []).append(_held(work, HeldFate.ACCEPTED))
        self._told = dict(self.works)
        for connection in self._room.connections:
            if (held := news.get(connection.seat)) and connection.seat:
                connection.say(ServerFrame(held=held))

    def _notes(self) -> dict[Key, InboxNote]:
        """Without those that their authors withdrew."""
        notes = {key: self._note(key, works[0]) for key, works in self._by_note.items()}
        return {key: note for key, note in notes.items() if note}

    def _note(self, key: Key, first: HeldWork) -> InboxNote | None:
        standing = self._room.state.things.get(key[1])
        thing = self._state_with(key).things.get(key[1])
        if thing is None or (thing.erased and standing is None):
            return None
        thing = replace(thing, seat=first.seat, at=first.at, seq=0)
        return InboxNote(
            op=first.op, thing=thing, is_change=standing is not None, before=standing.text if standing else ""
        )


def is_trusted(connection: Connection) -> bool:
    """Facilitators and scribes write without waiting: they answer for what is written."""
    return connection.is_keeper or "capture" in connection.abilities


def _key(work: HeldWork) -> Key:
    return work.seat, work.operation.object


def _held(work: HeldWork, fate: str = "") -> Held:
    return Held(at=work.at, operation=work.operation, fate=fate or work.fate, reason=work.reason)  # type: ignore[arg-type]


def _read(table_id: UUID) -> tuple[int, int, list[HeldWork]]:
    """The numbers first: what changes between the two readings is heard again."""
    # everywhere: the socket that opened this room has asked for the table already
    changes, last_seq = Table.everywhere.values_list("held_changes", "last_seq").get(pk=table_id)
    return changes, last_seq, works_held(table_id)
