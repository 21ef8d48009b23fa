"""Our server, as `atelier run` starts it: every right asked, every operation in the journal before it is shown."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from uuid import UUID

import msgspec
from uuid6 import uuid7

from atelier.engines.journal.frames import ClientFrame, Cursor, Hello
from atelier.engines.journal.operations import Draw
from benchmarks.house import Furnished, Furniture, House
from benchmarks.live.cases import JOIN_WITHIN_S, Case
from benchmarks.live.sayings import Saying
from benchmarks.live.script import Person, Welcome, frame, handshake, request
from benchmarks.live.served import Served
from benchmarks.measure import SERVER_CORE, on_core


class Ours:
    """One database is furnished for all cases; each run works on a fresh copy of it."""

    name = "atelier"

    def __init__(self, house: House, database: str) -> None:
        self._house, self._database = house, database
        self._tables: dict[str, list[Furnished]] = {}

    @property
    def words(self) -> str:
        return f"rights asked, journal on disk ({self._database})"

    def prepare(self, cases: list[Case]) -> None:
        print("Preparing our database", flush=True)
        wanted = [Furniture(case.people + case.joiners, case.tables, case.strokes) for case in cases]
        self._tables = dict(zip([case.name for case in cases], self._house.furnish(wanted), strict=True))

    @contextlib.contextmanager
    def serve(self, case: Case, sayings: list[list[Saying]]) -> Iterator[Served]:
        with contextlib.ExitStack() as stack:
            with on_core(SERVER_CORE):
                server = stack.enter_context(self._house.running())
            assert server.process
            people = [self._person(case, number, sayings[number], server.port) for number in range(case.everyone)]
            yield Served(server.process.pid, server.port, people, Welcome(b'"restart":false', 400))

    def _person(self, case: Case, number: int, says: list[Saying], port: int) -> Person:
        """A joiner does what the screen does: the snapshot over HTTP, then the socket from there on."""
        room, place = divmod(number, case.people) if case.tables > 1 else (0, number)
        table = self._tables[case.name][room]
        cookie, origin = table.headers(place, port)
        person = Person(
            room=room,
            handshake=handshake(f"/ws/tables/{table.id}/", port, cookie, origin),
            opening=_framed(ClientFrame(hello=Hello(since=table.seq, epoch=table.epoch))),
            says=[(saying.at_s, _framed(said(saying, table))) for saying in says],
        )
        joining = number - (case.everyone - case.joiners)
        if joining < 0:
            return person
        snapshot = request(f"/tables/{table.id}/etat.json", port, cookie, "Accept-Encoding: gzip", "Connection: close")
        comes_s = JOIN_WITHIN_S * joining / case.joiners
        return dataclasses.replace(person, fetch=snapshot, comes_s=comes_s, is_heard=False)


def said(saying: Saying, table: Furnished) -> ClientFrame:
    """What a screen sends for a stroke, or for a move of the pointer."""
    if saying.place:
        return ClientFrame(cursor=Cursor(lon=saying.place[0], lat=saying.place[1]))
    return ClientFrame(ops=[drawn(table, UUID(saying.stroke), saying.trace, op=UUID(saying.operation))])


def drawn(table: Furnished, stroke: UUID, trace: tuple[int, ...], *, op: UUID | None = None) -> Draw:
    return Draw(
        op=op or UUID(int=uuid7().int),
        object=stroke,
        shape="stroke",
        overlay=table.overlay,
        pencil=table.pencil,
        trace=list(trace),
    )


def _framed(said_frame: ClientFrame) -> bytes:
    return frame(msgspec.json.encode(said_frame), is_text=True)
