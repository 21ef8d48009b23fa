"""SQLite's log is taken back into the database beside the writer, not by it.

A commit goes to the end of the write-ahead log. Once a thousand pages lie there, whoever commits takes each to its
place and waits for the disk: 30 to 90 ms in which nothing that anybody draws is confirmed. A thread that does it more
often leaves the writer the last few, or none. What is confirmed, and when it is on the disk, stays the same.
"""

from __future__ import annotations

import contextlib
import threading

from django.db import DatabaseError, connection

SWEEP_EVERY = 12  # groups: a hundred pages where strokes come one by one, five hundred where they come by thirties


class Sweeper:
    """One thread, started where there is a log to sweep; PostgreSQL has its own."""

    def __init__(self) -> None:
        self._groups = 0
        self._now = threading.Event()
        self._thread: threading.Thread | None = None

    def committed(self) -> None:
        """In the writer's thread, after each group."""
        self._groups += 1
        if self._groups < SWEEP_EVERY or connection.vendor != "sqlite":
            return
        self._groups = 0
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="log-sweeper", daemon=True)
            self._thread.start()
        self._now.set()

    def _work(self) -> None:
        while True:
            self._now.wait()
            self._now.clear()
            sweep()


def sweep() -> None:
    """Take what is in the log to its place. Nobody waits for it; what cannot be taken now is left for the next."""
    with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
