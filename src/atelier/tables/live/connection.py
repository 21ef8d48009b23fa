"""One screen's socket: what it says, decoded and paced; what it is told, in a bounded queue."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from uuid import UUID

import msgspec

from atelier.engines.journal.checks import RefusalCode
from atelier.engines.journal.frames import ClientFrame, Refusal, ServerFrame
from atelier.engines.journal.operations import AnyOperation
from atelier.tables.live.pace import Allowance
from atelier.tables.live.transport import Framed, Line, hang_up

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

MOST_FRAME_CHARACTERS = 400_000
MOST_WAITING_CHARACTERS, FAR_TOO_MANY = 8_000_000, 64_000_000
MOST_IDLE_S, MOST_STALLED_S = 10.0, 30.0
MOST_IN_FLIGHT = 600
FRAMES_A_SECOND, FRAMES_AT_ONCE = 80.0, 240.0
HELLOS_A_SECOND, HELLOS_AT_ONCE = 1.0, 5.0  # each may read the journal back: a screen has no reason to ask often
CLOSING_S = 2.0
MOST_MALFORMED = 50
CLOSE_POLICY, CLOSE_BROKEN, CLOSE_COME_BACK, CLOSE_SLOW, CLOSE_FORBIDDEN = 1008, 1011, 1012, 1013, 4403

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)  # ValidationError is a DecodeError

_decoder = msgspec.json.Decoder(ClientFrame)
_encoder = msgspec.json.Encoder()


def encode(frame: ServerFrame) -> str:
    return _encoder.encode(frame).decode()


class Connection:
    """A screen of a seat (0: someone who only looks)."""

    def __init__(self, send: Send, *, seat: int, abilities: frozenset[str], is_keeper: bool, session_key: str) -> None:
        self.seat, self.abilities, self.is_keeper = seat, abilities, is_keeper
        self.session_key = session_key
        self.greeted = False  # is told what happens
        self.is_present = False  # counts among the screens of its seat
        self.reviewed_at = time.monotonic()
        self.hellos = Allowance(a_second=HELLOS_A_SECOND, at_once=HELLOS_AT_ONCE)
        self._send, self.line = send, Line(send)
        self._outbox: deque[str] = deque()
        self._waiting = 0
        self._woken = asyncio.Event()
        self._close_code: int | None = None
        self._is_handing_over = False
        self._frames = Allowance(a_second=FRAMES_A_SECOND, at_once=FRAMES_AT_ONCE)
        self._malformed = 0
        self._read_at = time.monotonic()
        self._in_flight = 0
        self._has_room = asyncio.Event()
        self._has_room.set()

    def say(self, frame: ServerFrame) -> None:
        self.say_encoded(encode(frame))

    def say_framed(self, framed: Framed) -> None:
        """What many are told: written at once where nothing waits, queued otherwise."""
        is_free = self._close_code is None and not self._outbox and not self._is_handing_over
        if is_free and self.line.write(framed.wire):
            self._read_at = time.monotonic()
        else:
            self.say_encoded(framed.text)

    def say_encoded(self, text: str) -> None:
        """Queue a frame. A screen that reads nothing for a while is let go; it comes back and catches up."""
        if self._close_code is not None:
            return
        self._outbox.append(text)
        self._waiting += len(text)
        idle_s = time.monotonic() - self._read_at
        if self._waiting > FAR_TOO_MANY or (self._waiting > MOST_WAITING_CHARACTERS and idle_s > MOST_IDLE_S):
            self.close(CLOSE_SLOW)
        self._woken.set()

    def close(self, code: int) -> None:
        """From now on the screen has no right here; its socket closes as soon as it can."""
        if self._close_code is None:
            self._close_code = code
            asyncio.get_running_loop().call_later(CLOSING_S, self._hang_up_if_stalled)
        self.abilities, self.is_keeper = frozenset(), False
        self._woken.set()

    def expect(self, change: int) -> None:
        """Count operations of this screen that wait for their turn."""
        self._in_flight += change
        if self._in_flight < MOST_IN_FLIGHT:
            self._has_room.set()
        else:
            self._has_room.clear()

    async def pump(self) -> None:
        """Send what is queued until the connection closes; runs as a task beside the receiving loop."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            while self._outbox and self._close_code is None:
                self._waiting -= len(self._outbox[0])
                # under no name, that would keep it until the next is said: a welcome of 500 people weighs 80 kB
                await self._hand_over({"type": "websocket.send", "text": self._outbox.popleft()})
                self._read_at = time.monotonic()
            if self._close_code is not None:
                self._outbox.clear()
                await self._hand_over({"type": "websocket.close", "code": self._close_code})
                return

    async def _hand_over(self, message: MutableMapping[str, Any]) -> None:
        self._is_handing_over = True
        try:
            await asyncio.wait_for(self._send(message), MOST_STALLED_S)
        except TimeoutError:
            hang_up(self._send)
            raise
        finally:
            self._is_handing_over = False

    def _hang_up_if_stalled(self) -> None:
        """Who lost their right and reads nothing is not waited for."""
        if self._is_handing_over:
            hang_up(self._send)

    async def pace(self) -> None:
        """A screen that says too much too fast is read more slowly; nothing of it is lost."""
        await self._frames.take()
        await self._has_room.wait()

    def decode_at_once(self, message: bytes) -> ClientFrame | None:
        """The frame of a small message; None where it must wait or is not as it should: `pace` and `decode` say."""
        try:
            frame = _decoder.decode(message) if self._has_room.is_set() else None
        except UNREADABLE:
            return None
        return frame if frame and not frame.hello and self._frames.take_at_once() else None

    def decode(self, message: str | bytes) -> ClientFrame | None:
        """The frame, or None after telling the screen why not. Good operations of a bad frame are kept."""
        if len(message) > MOST_FRAME_CHARACTERS:
            self.refuse(None, RefusalCode.TOO_LARGE)
            return None
        try:
            return _decoder.decode(message)
        except msgspec.ValidationError:
            return self._salvage(message)
        except UNREADABLE:
            self.refuse(None, RefusalCode.MALFORMED)
            return None

    def refuse(self, operation: UUID | None, code: RefusalCode) -> None:
        self.say(ServerFrame(refused=[Refusal(op=operation, code=code)]))
        if code in {RefusalCode.MALFORMED, RefusalCode.TOO_LARGE}:
            self._malformed += 1
            if self._malformed > MOST_MALFORMED:
                self.close(CLOSE_POLICY)

    def _salvage(self, message: str | bytes) -> ClientFrame | None:
        try:
            raw = msgspec.json.decode(message)
        except UNREADABLE:
            raw = None
        operations = raw.get("ops") if isinstance(raw, dict) else None
        if not isinstance(operations, list) or not 0 < len(operations) <= 200:
            self.refuse(None, RefusalCode.MALFORMED)
            return None
        return ClientFrame(ops=[good for one in operations if (good := self._operation(one))])

    def _operation(self, raw: Any) -> AnyOperation | None:
        try:
            return msgspec.convert(raw, AnyOperation)  # type: ignore[no-any-return]
        except msgspec.ValidationError:
            self.refuse(_identifier(raw), RefusalCode.MALFORMED)
            return None


def _identifier(raw: Any) -> UUID | None:
    try:
        return UUID(raw["op"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
