"""What ASGI cannot say: hang up on someone who reads nothing any more; give many sockets the same bytes.

uvicorn's protocol holds the transport behind an ASGI `send`. On another server nothing of this happens: its own
timeouts must do, and frames go one by one through `send`.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from dataclasses import dataclass
from typing import Any

from atelier.tables.live.quick import Hear, QuickSocket

TEXT = 0x81  # a whole text message, not compressed
FEW, MANY = 126, 1 << 16


@dataclass(frozen=True)
class Framed:
    """A text message, and the bytes of its frame (RFC 6455, from a server: not masked), made once for everybody."""

    text: str
    wire: bytes


def framed(text: str) -> Framed:
    body = text.encode()
    size = len(body)
    if size < FEW:
        head = struct.pack("!BB", TEXT, size)
    elif size < MANY:
        head = struct.pack("!BBH", TEXT, 126, size)
    else:
        head = struct.pack("!BBQ", TEXT, 127, size)
    return Framed(text, head + body)


class Line:
    """The shorter way to a socket whose handshake is done, where there is one."""

    def __init__(self, send: Any) -> None:
        protocol: Any = getattr(send, "__self__", None)
        parts = ("transport", "writable", "close_sent", "handshake_complete")
        is_known = all(hasattr(protocol, part) for part in parts) and protocol.handshake_complete
        self._protocol = protocol if is_known else None

    def write(self, wire: bytes) -> bool:
        """Whether the frame was written: not on another server, nor when what was written before still waits.

        A socket that the other end closes, or that broke the protocol, closes its transport in the same turn.
        """
        protocol = self._protocol
        if protocol is None or not protocol.writable.is_set() or protocol.close_sent:
            return False
        transport = protocol.transport
        if transport.is_closing():
            return False
        transport.write(wire)
        return True

    def listen(self, hear: Hear | None) -> None:
        """Have small messages told to `hear` at once, where that is possible; None to stop."""
        if isinstance(self._protocol, QuickSocket):
            self._protocol.hear = hear


def hang_up(send: Any) -> None:
    """Drop the connection behind an ASGI `send`, with what waits in its buffer.

    A close that is sent waits behind what the other end does not read; the transport's `abort` does not wait.
    """
    transport: Any = getattr(getattr(send, "__self__", None), "transport", None)
    if not hasattr(transport, "abort"):
        return
    if (line := transport.get_extra_info("socket")) is not None:
        with contextlib.suppress(OSError):  # reset: the system too forgets what was not read
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
