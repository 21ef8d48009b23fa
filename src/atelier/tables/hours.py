"""When something was done: the hour its UUIDv7 carries, where it can be believed."""

from __future__ import annotations

import time
from uuid import UUID

BELIEVED_MS = 24 * 3600 * 1000


def hour_of(operation: UUID, *, now_ms: int | None = None) -> int:
    """Milliseconds since 1970 at which the hand moved; the server's hour when the identifier's is not sensible.

    A screen cut off for an hour then says when its strokes were drawn, not when they arrived.
    """
    now = round(time.time() * 1000) if now_ms is None else now_ms
    claimed = operation.int >> 80
    return claimed if operation.version == 7 and 0 <= now - claimed <= BELIEVED_MS else now
