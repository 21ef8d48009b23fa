"""The one thing ASGI cannot say: hang up on someone who reads nothing any more."""

from __future__ import annotations

from typing import Any


def hang_up(send: Any) -> None:
    """Drop the connection behind an ASGI `send`, with what waits in its buffer.

    A close that is sent waits behind what the other end does not read; uvicorn's connection holds the transport, whose
    `abort` does not wait. On another server nothing happens: its own timeouts must do.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is not None and hasattr(transport, "abort"):
        transport.abort()
