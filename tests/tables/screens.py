"""A screen in Python: what the browser's session does, in a hundred lines, to try the table with many at once."""

from __future__ import annotations

import contextlib
import json
import secrets
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from atelier.engines.journal.frames import Snapshot
from atelier.engines.journal.operations import AnyOperation, Entry
from atelier.engines.journal.state import TableState
from tests.tables.web import Web

PATIENCE_S = 40.0
MOST_AT_ONCE = 200
HERE = (10_775_000, 499_230_000)


class Screen:
    """One socket of one seat: keeps what is confirmed, resends what is not."""

    def __init__(self, web: Web, table_id: str) -> None:
        self.web, self.table_id = web, table_id
        self.state = TableState()
        self.pending: dict[str, dict[str, Any]] = {}
        self.acknowledged: set[str] = set()
        self.refused: list[tuple[str | None, str]] = []
        self.welcome: dict[str, Any] = {}
        self.table: dict[str, Any] = {}
        self.ink: list[dict[str, Any]] = []
        self.cursors: list[dict[str, Any]] = []
        self.people: dict[int, dict[str, Any]] = {}
        self.looks: list[dict[str, Any]] = []
        self.held: dict[str, dict[str, Any]] = {}
        self.inbox: dict[str, dict[str, Any]] = {}
        self.heard: list[str] = []
        self.socket: ClientConnection | None = None
        self._open = contextlib.ExitStack()

    def open(self, *, origin: str | None = None, epoch: str | None = None) -> Screen:
        """Connect, say hello, and resend what was not acknowledged."""
        server = self.web.server
        headers = {"Cookie": self.web.cookie_header, "Origin": origin or server.url}
        url = f"ws://{server.host}:{server.port}/ws/tables/{self.table_id}/"
        self._open.close()
        door = connect(url, additional_headers=headers, open_timeout=PATIENCE_S, ping_interval=None, max_size=None)
        self.socket = self._open.enter_context(door)
        self.hello(epoch or self._epoch())
        self.until(lambda: bool(self.welcome))
        while self.welcome["restart"]:
            self.start_again()
        waiting = list(self.pending.values())
        for start in range(0, len(waiting), MOST_AT_ONCE):
            self.say({"ops": waiting[start : start + MOST_AT_ONCE]})
        return self

    def hello(self, epoch: str) -> None:
        self.welcome = {}
        self.say({"hello": {"since": self.state.seq, "epoch": epoch}})

    def start_again(self) -> None:
        """From the snapshot, as the table advised; what waits for an answer is kept."""
        answer = self.web.get(f"/tables/{self.table_id}/etat.json")
        assert answer.status == 200
        snapshot = msgspec.json.decode(answer.body, type=Snapshot)
        self.state = TableState(seq=snapshot.seq, things={thing.id: thing for thing in snapshot.things})
        self.hello(snapshot.epoch)
        self.until(lambda: bool(self.welcome))

    def _epoch(self) -> str:
        page = json.loads(self.web.get(f"/tables/{self.table_id}/etat.json").body)
        return str(page["epoch"])

    def say(self, frame: dict[str, Any] | str) -> None:
        assert self.socket
        self.socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    def act(self, *operations: dict[str, Any]) -> None:
        """Do something: kept until acknowledged, sent when there is a socket."""
        self.pending |= {operation["op"]: operation for operation in operations}
        if self.socket:
            try:
                self.say({"ops": list(operations)})
            except ConnectionClosed:
                self.socket = None

    def draw(self, **fields: Any) -> str:
        """Draw a short stroke; its identifier."""
        target = fresh_id()
        self.act(stroke(self.table, target, **fields))
        return target

    def read(self, patience_s: float) -> bool:
        """Take one frame in; False when none came in time or the socket is gone."""
        if self.socket is None:
            return False
        try:
            text = str(self.socket.recv(timeout=patience_s))
            self.heard.append(text)
            self._take(json.loads(text))
        except TimeoutError:
            return False
        except ConnectionClosed:
            self.socket = None
            return False
        return True

    def until(self, condition: Callable[[], bool]) -> None:
        """Read until something is true."""
        limit = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < limit, "it did not come"
            if not self.read(0.2) and self.socket is None:
                raise AssertionError("the socket closed")

    def settle(self) -> None:
        """Read until nothing of ours is pending."""
        self.until(lambda: not self.pending)

    def close(self) -> None:
        self._open.close()
        self.socket = None

    def _take(self, frame: dict[str, Any]) -> None:
        self.welcome = frame.get("welcome") or self.welcome
        self.table = frame.get("table") or self.table
        self.ink += frame.get("ink") or []
        take_inbox(self, frame)
        self.cursors += frame.get("cursors") or []
        self.people |= {person["seat"]: person for person in frame.get("people") or []}
        self.looks += [frame["look"]] if "look" in frame else []
        for op in frame.get("known") or []:
            self.acknowledge(op)
        for refusal in frame.get("refused") or []:
            self.refused.append((refusal["op"], refusal["code"]))
            self.pending.pop(refusal["op"] or "", None)
        for place, said in enumerate(frame.get("ops") or []):
            self._enter(frame["seq"] + place, said)

    def _enter(self, seq: int, said: dict[str, Any]) -> None:
        operation = msgspec.convert(said["operation"], AnyOperation)
        if seq > self.state.seq:  # a gap raises: no test expects one
            self.state.apply(Entry(seq=seq, seat=said["seat"], at=said["at"], operation=operation))
        self.acknowledge(str(operation.op))

    def acknowledge(self, op: str) -> None:
        if self.pending.pop(op, None):
            self.acknowledged.add(op)


def take_inbox(screen: Screen, frame: dict[str, Any]) -> None:
    """What waits, as the table says it: whole with `welcome`, then what changed."""
    if frame.get("welcome"):
        screen.held, screen.inbox = {}, {}
    for held in frame.get("held") or []:
        screen.held[held["operation"]["op"]] = held
        screen.acknowledge(held["operation"]["op"])
    for note in frame.get("inbox") or []:
        screen.inbox.pop(note["op"], None)
        if not note.get("is_gone"):
            screen.inbox[note["op"]] = note


def fresh_id() -> str:
    """A UUIDv7 of this very millisecond (a library that keeps them in order runs ahead of the clock after many)."""
    return str(UUID(int=round(time.time() * 1000) << 80 | 7 << 76 | 2 << 62 | secrets.randbits(62)))


def stroke(table: dict[str, Any], target: str, **fields: Any) -> dict[str, Any]:
    """The operation that draws a short stroke in the harbour."""
    return {
        "kind": "draw",
        "op": fresh_id(),
        "object": target,
        "shape": "stroke",
        "overlay": table["overlays"][0]["id"],
        "pencil": table["pencils"][0]["key"],
        "trace": [*HERE, 900, 400, 800, -300],
        **fields,
    }


def note(table: dict[str, Any], target: str, text: str, **fields: Any) -> dict[str, Any]:
    """The operation that writes a note in the harbour."""
    return stroke(table, target, shape="note", pencil="word", trace=[*HERE], text=text, **fields)


def change(kind: str, target: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "op": fresh_id(), "object": target, **fields}
