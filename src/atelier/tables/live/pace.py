"""How much a screen may ask in a while: what exceeds it waits, nothing is lost."""

from __future__ import annotations

import asyncio
import time


class Allowance:
    """`at_once` askings, then `a_second` more each second."""

    def __init__(self, *, a_second: float, at_once: float) -> None:
        self._a_second, self._at_once = a_second, at_once
        self._left, self._counted_at = at_once, time.monotonic()

    async def take(self) -> None:
        """Returns once one more may be asked."""
        now = time.monotonic()
        refill = (now - self._counted_at) * self._a_second
        self._left, self._counted_at = min(self._at_once, self._left + refill) - 1, now
        if self._left < 0:
            await asyncio.sleep(-self._left / self._a_second)
