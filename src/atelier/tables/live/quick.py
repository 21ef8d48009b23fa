"""uvicorn's socket, with a shorter way in for the small messages that tables live on.

A browser says a stroke in one small frame: whole, masked, not compressed. Such a frame is read here and handed to who
listens, in the same turn of the loop; every other (large, in fragments, control, wrong) goes to uvicorn's protocol byte
for byte, and so does a small one that nobody takes. Frames of a chunk are told apart first: the protocol gets whole
ones, or the beginning of one and then its rest, so that the order of what is said never changes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import apply_mask  # type: ignore[attr-defined]  # in C where it could be built
from websockets.protocol import State

Hear = Callable[[bytes], bool]
PLAIN_TEXT, MASKED = 0x81, 0x80  # the last and only fragment of a text, no extension
MASK_BYTES, MOST_QUICK = 4, 1 << 16


class Head(NamedTuple):
    """The beginning of a client's frame: where its text begins (after the mask) and ends; whether it is a plain one."""

    start: int
    end: int
    is_plain: bool


def head_at(data: bytes, at: int) -> Head | None:
    """The head of the frame that begins there (RFC 6455, 5.2); None when it is not all there."""
    if len(data) < at + 2:
        return None
    first, second = data[at], data[at + 1]
    size, after = second & 0x7F, at + 2
    if size >= 126:
        width = 2 if size == 126 else 8
        if len(data) < after + width:
            return None
        size, after = int.from_bytes(data[after : after + width], "big"), after + width
    start = after + (MASK_BYTES if second & MASKED else 0)
    return Head(start, start + size, first == PLAIN_TEXT and second >= MASKED and size < MOST_QUICK)


class QuickSocket(WebSocketsSansIOProtocol):
    """`hear` takes a message, or returns False to have it come the usual way. Set it once the handshake is done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hear: Hear | None = None
        self._rest = b""  # the beginning of a head
        self._owed = 0  # bytes of a frame whose beginning the protocol has

    def data_received(self, data: bytes) -> None:
        if not self.handshake_complete:  # the request; a client that says more before the answer is never quick
            self._owed = self._owed if not self.handshake_initiated else -1
            super().data_received(data)
        elif self._owed < 0:
            super().data_received(data)
        else:
            self._take(self._rest + data if self._rest else data)

    def _take(self, data: bytes) -> None:
        at, self._rest = 0, b""
        while at < len(data):
            if self._owed:
                end = min(at + self._owed, len(data))
                self._owed -= end - at
                super().data_received(data[at:end])
                at = end
                continue
            head = head_at(data, at)
            if head is None:
                self._rest = data[at:]
                return
            if head.is_plain and head.end <= len(data) and self._is_heard(data, head):
                at = head.end
            else:
                self._owed = head.end - at

    def _is_heard(self, data: bytes, head: Head) -> bool:
        conn = self.conn
        if self.hear is None or self.close_sent or conn.state is not State.OPEN or conn.current_size is not None:
            return False
        if not self.queue.empty():  # what was said before still waits
            return False
        mask = data[head.start - MASK_BYTES : head.start]
        return self.hear(apply_mask(data[head.start : head.end], mask))
