"""Hocuspocus and y-websocket-server, each in a Node process of its own; rights and storage: none."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.serving import free_port

from benchmarks.live.cases import JOIN_WITHIN_S, Case
from benchmarks.live.node import Peers
from benchmarks.live.sayings import Saying
from benchmarks.live.script import Person, Welcome, frame, handshake
from benchmarks.live.served import Served
from benchmarks.measure import SERVER_CORE, on_core

START_S = 20.0
SYNC, AWARENESS, AUTH = 0, 1, 2
STEP_1, STEP_2, UPDATE = 0, 1, 2
NO_UPDATE, EMPTY_VECTOR = b"\x00\x00", b"\x00"


@dataclass
class Peer:
    """One server of the others, by the file that starts it. Hocuspocus names the document in each message."""

    name: str
    file: str
    peers: Peers
    is_named: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        return "no rights, nothing kept"

    def prepare(self, cases: list[Case]) -> None:
        self.peers.install()

    @contextlib.contextmanager
    def serve(self, case: Case, sayings: list[list[Saying]]) -> Iterator[Served]:
        """Start, with the case's script; stopped at the end."""
        before, updates = self.peers.updates(case, sayings)
        port = free_port()
        environment = {**self.peers.environment, **self.environment, "PORT": str(port), "HOST": "127.0.0.1"}
        with on_core(SERVER_CORE):
            process = subprocess.Popen(
                [self.peers.node, self.file], cwd=self.peers.folder, env=environment, stdout=subprocess.DEVNULL
            )
        try:
            _wait_for(port, process)
            people = [
                self._person(case, number, sayings[number], updates[number], port) for number in range(case.everyone)
            ]
            if case.strokes:  # the first one brings what was drawn before
                people[0] = self._bringing(people[0], before)
            yield Served(process.pid, port, people, self._welcome())
        finally:
            process.terminate()
            process.wait(10)

    def _person(self, case: Case, number: int, says: list[Saying], updates: list[bytes], port: int) -> Person:
        room = min(number // case.people, case.tables - 1)
        kind = bytes([AWARENESS]) if case.kind == "cursors" else bytes([SYNC, UPDATE])
        messages = [
            (one.at_s, self._frame(room, kind + prefixed(update))) for one, update in zip(says, updates, strict=True)
        ]
        token = self._frame(room, bytes([AUTH, 0]) + prefixed(b"nobody")) if self.is_named else b""
        step_1 = self._frame(room, bytes([SYNC, STEP_1]) + prefixed(EMPTY_VECTOR))
        step_2 = self._frame(room, bytes([SYNC, STEP_2]) + prefixed(NO_UPDATE))
        joining = number - (case.everyone - case.joiners)
        return Person(
            room=room,
            handshake=handshake(f"/{document(room)}", port),
            opening=token + step_1 + step_2,
            says=messages,
            is_heard=joining < 0,
            comes_s=JOIN_WITHIN_S * joining / case.joiners if joining >= 0 else -1.0,
        )

    def _bringing(self, person: Person, before: bytes) -> Person:
        brought = self._frame(person.room, bytes([SYNC, UPDATE]) + prefixed(before))
        return Person(person.room, person.handshake, person.opening + brought, person.says)

    def _frame(self, room: int, message: bytes) -> bytes:
        return frame((prefixed(document(room).encode()) if self.is_named else b"") + message)

    def _welcome(self) -> Welcome:
        """The second step of the first exchange, which holds the document; rooms have names of one length."""
        word = bytes([SYNC, STEP_2])
        return Welcome(b"ROOM-END" + word, 10) if self.is_named else Welcome(word)


def document(room: int) -> str:
    return f"{room:04}-ROOM-END"


def prefixed(text: bytes) -> bytes:
    """A text with its length before it, seven bits a byte, as the protocols of Yjs write it."""
    size, head = len(text), b""
    while size > 127:
        head += bytes([size & 127 | 128])
        size >>= 7
    return head + bytes([size]) + text


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + START_S
    while time.monotonic() < limit and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise SystemExit("a peer did not start: its words are above")
