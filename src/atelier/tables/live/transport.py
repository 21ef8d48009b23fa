"""The one thing ASGI cannot say: hang up on someone who reads nothing any more."""

from __future__ import annotations

import contextlib
import socket
import struct
from typing import Any


def hang_up(send: Any) -> None:
    """Drop the connection behind an ASGI `send`, with what waits in its buffer.

    A close that is sent waits behind what the other end does not read; uvicorn's connection holds the transport, whose
    `abort` does not wait. On another server nothing happens: its own timeouts must do.
    """
    transport: Any = getattr(getattr(send, "__self__", None), "transport", None)
    if not hasattr(transport, "abort"):
        return
    if (line := transport.get_extra_info("socket")) is not None:
        with contextlib.suppress(OSError):  # reset: the system too forgets what was not read
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
