"""The hours of the demonstration's past: what invented people did last year is told as of last year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone

STEP = dt.timedelta(seconds=1)


@contextmanager
def on_day(day: str, hour: int = 10) -> Iterator[None]:
    """Every command within writes as of this day ("2025-06-12"), a second later each time it asks.

    The commands are those people use, and take no hour of their own: only the loader, which runs before the server
    and alone, may set the clock back.
    """
    moment = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), timezone.get_current_timezone())

    def now() -> dt.datetime:
        nonlocal moment
        moment += STEP
        return moment

    with patch.object(timezone, "now", now):
        yield
