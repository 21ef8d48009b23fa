"""When Python looks for cyclic garbage: between two pages rather than in the middle of one.

Rows that know each other, functions that call themselves: a page of two hundred actions leaves twenty thousand objects
that only the collector frees, in 20 to 50 ms, and one page in four paid for the three before.
"""

from __future__ import annotations

import asyncio
import gc

SOON_S = 0.02  # once the answer is on its way
WORTH_IT = 2  # times ten thousand objects, since the last search


def spare_the_collector() -> None:
    """What was loaded at the start stays: the search for cyclic garbage passes over it, and comes less often.

    A busy table makes thousands of short-lived objects a second; each full search took a tenth of a second. A page
    of two hundred actions makes fifty thousand: without a quiet moment, two pages wait for the search.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 80)


def tidy() -> None:
    """Free what pages left, when it is worth a search."""
    if gc.get_count()[1] >= WORTH_IT:
        gc.collect(1)


class Tidying:
    """Used on the event loop: the search comes soon after the last page under way."""

    def __init__(self) -> None:
        self._timer: asyncio.TimerHandle | None = None

    def soon(self) -> None:
        self.not_now()
        self._timer = asyncio.get_running_loop().call_later(SOON_S, tidy)

    def not_now(self) -> None:
        """A page begins."""
        if self._timer:
            self._timer.cancel()
        self._timer = None
