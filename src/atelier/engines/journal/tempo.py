"""When each entry of a journal comes in a replay; the same rule stands in frontend/src/islands/replay/tempo.ts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

LONGEST_WAIT_MS = 4_000


def whens_of(hours_ms: Sequence[int], *, shortens_waits: bool = True) -> list[int]:
    """Milliseconds from the start, one an entry, never falling: hours may go back a little, time does not."""
    latest = list(accumulate(hours_ms, max))
    waits = [0, *(after - before for before, after in pairwise(latest))][: len(latest)]
    return list(accumulate(min(wait, LONGEST_WAIT_MS) if shortens_waits else wait for wait in waits))


def counts_at(whens: Sequence[int], frames: int) -> list[int]:
    """How many entries are there in each of so many frames, from the first entry to the last."""
    last = whens[-1] if whens else 0
    return [bisect_right(whens, last * frame / max(1, frames - 1)) for frame in range(frames)]
