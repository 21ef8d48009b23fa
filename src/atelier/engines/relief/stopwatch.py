"""Where the time of a command goes, and how much memory it held at most."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Seconds by step, in the order they were first entered."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - started

    def lines(self) -> list[str]:
        """One line a step, then the sum and the peak of memory of the process."""
        rows = [f"{seconds:8.2f} s  {step}" for step, seconds in self.seconds.items()]
        return [*rows, f"{sum(self.seconds.values()):8.2f} s  in all, peak memory {peak_mib():.0f} MiB"]


def peak_mib() -> float:
    """Largest resident memory of this process so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
