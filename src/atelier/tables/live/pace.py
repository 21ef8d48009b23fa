"""How much a screen may ask in a while, and how long the writer gathers: what waits is not lost."""

from __future__ import annotations

import asyncio
import time

TELLING_S = 0.00001  # to write a frame to one screen
MOST_TELLING_S = 0.015


class Allowance:
    """`at_once` askings, then `a_second` more each second."""

    def __init__(self, *, a_second: float, at_once: float) -> None:
        self._a_second, self._at_once = a_second, at_once
        self._left, self._counted_at = at_once, time.monotonic()

    async def take(self) -> None:
        """Returns once one more may be asked."""
        if not self.take_at_once():
            self._left -= 1
            await asyncio.sleep(-self._left / self._a_second)

    def take_at_once(self) -> bool:
        """Count one more asking if it has to wait for nothing."""
        now = time.monotonic()
        self._left = min(self._at_once, self._left + (now - self._counted_at) * self._a_second)
        self._counted_at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


def pause_for(screens: int) -> float:
    """Seconds between two frames that all these screens are told: telling them takes a fifth of the time at most.

    A stroke that comes alone is never held back: the pause counts from the frame before.
    """
    return min(MOST_TELLING_S, screens * TELLING_S * 5)


def worth_waiting(screens: int) -> float:
    """Seconds that a busy process may hold a frame back: gathering spares telling, and little where few are told."""
    return min(Gathering.MOST_S, max(Gathering.LEAST_S, screens * TELLING_S * 15))


class Gathering:
    """How long work waits so that more of it goes together: not at all until the processor is busy.

    Measured on the clocks of the threads that do the work: what other threads (pages, imports) take does not count.
    """

    BUSY, CALM = 0.35, 0.25  # of a core
    LEAST_S, MOST_S, WINDOW_S = 0.005, 0.03, 0.2

    def __init__(self) -> None:
        self.pause_s = 0.0
        self._since, self._before = time.monotonic(), time.thread_time()
        self._elsewhere_s = 0.0

    def note(self, elsewhere_s: float) -> None:
        """Called on the loop's thread, with what another thread has worked since the last call, in seconds."""
        self._elsewhere_s += elsewhere_s
        now, here = time.monotonic(), time.thread_time()
        if now - self._since < self.WINDOW_S:
            return
        self._adapt((here - self._before + self._elsewhere_s) / (now - self._since))
        self._since, self._before, self._elsewhere_s = now, here, 0.0

    def _adapt(self, share: float) -> None:
        if share > self.BUSY:
            self.pause_s = min(self.MOST_S, max(self.LEAST_S, 1.5 * self.pause_s))
        elif share < self.CALM:
            self.pause_s = self.pause_s / 2 if self.pause_s > self.LEAST_S else 0.0
