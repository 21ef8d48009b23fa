"""The writer: one thread that commits what rooms hand it, all that waits in one transaction.

Nothing waits when the process is calm. While a transaction is under way, and for some milliseconds once the processor
is busy or many screens are to be told, what rooms hand over is gathered on the loop: a group goes to the thread in one
hop, and comes back in one.
Batches of journals enter with the same three statements for all of them; when one cannot, nothing of the group is
kept, and each is tried again in its own savepoint, so that it does not take the others along.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, IntegrityError, OperationalError, close_old_connections, transaction

from atelier.tables.journal import ReadyEntries, Unsure, append, append_together
from atelier.tables.live.pace import Gathering, pause_for, worth_waiting
from atelier.tables.live.sweeping import Sweeper

MOST_TOGETHER = 64


@dataclass(order=True)
class Write:
    """A function to run inside the transaction; `key` orders locks the same way everywhere.

    For entries of a journal `make` makes them ready before it begins.
    """

    key: str
    run: Callable[[], None] = field(compare=False)
    loop: asyncio.AbstractEventLoop = field(compare=False)
    future: asyncio.Future[None] = field(compare=False)
    make: Callable[[], ReadyEntries] | None = field(default=None, compare=False)
    ready: ReadyEntries | None = field(default=None, compare=False)
    screens: int = field(default=0, compare=False)  # that will be told
    error: BaseException | None = field(default=None, compare=False)

    def prepare(self) -> None:
        if self.make:
            try:
                self.ready = self.make()
            except Exception as error:  # handed to the room that asked
                self.error = error

    def append(self) -> None:
        assert self.ready
        append(self.ready)


class Writer:
    """Start once a process; `write` and `append` return when what was handed over is on the disk."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[list[Write]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sweeper = Sweeper()
        self._begin_on(None)

    async def write(self, key: str, run: Callable[[], None]) -> None:
        """Run in the next transaction; raises what `run` raised, or the failure of the commit."""
        loop = asyncio.get_running_loop()
        await self._gather(Write(key, run, loop, loop.create_future()))

    async def append(self, key: str, make: Callable[[], ReadyEntries], *, screens: int = 0) -> None:
        """Add what `make` gives (in the writer's thread) to its journal; raises as `journal.append` does."""
        loop = asyncio.get_running_loop()
        write = Write(key, lambda: write.append(), loop, loop.create_future(), make, screens=screens)
        await self._gather(write)

    # -- on the loop -------------------------------------------------------------------------------

    def _begin_on(self, loop: asyncio.AbstractEventLoop | None) -> None:
        self._loop = loop
        self._waiting: list[Write] = []
        self._timer: asyncio.TimerHandle | None = None
        self._is_busy = False
        self._gathering, self._handed_at = Gathering(), 0.0

    def _gather(self, write: Write) -> asyncio.Future[None]:
        if write.loop is not self._loop:
            self._begin_on(write.loop)
        self._waiting.append(write)
        self._soon()
        return write.future

    def _soon(self) -> None:
        if self._loop and self._waiting and not self._is_busy and self._timer is None:
            screens = max(write.screens for write in self._waiting)
            pause_s = max(min(self._gathering.pause_s, worth_waiting(screens)), pause_for(screens))
            wait_s = self._handed_at + pause_s - time.monotonic()
            self._timer = self._loop.call_later(max(0.0, wait_s), self._hand_over)

    def _hand_over(self) -> None:
        group, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
        self._timer, self._is_busy, self._handed_at = None, True, time.monotonic()
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="journal-writer", daemon=True)
            self._thread.start()
        self._queue.put(group)

    def _answered(self, group: list[Write], worked_s: float) -> None:
        for write in group:
            if write.future.done():
                continue
            if write.error is None:
                write.future.set_result(None)
            else:
                write.future.set_exception(write.error)
        if group[0].loop is self._loop:
            self._is_busy = False
            self._gathering.note(worked_s)
            self._soon()

    # -- in the thread -----------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            group = self._queue.get()
            began_s = time.thread_time()
            self._try(group)
            with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
                group[0].loop.call_soon_threadsafe(self._answered, group, time.thread_time() - began_s)
            with contextlib.suppress(DatabaseError):  # back to the pool; a file stays open
                close_old_connections()
                self._sweeper.committed()

    def _try(self, group: list[Write]) -> None:
        for write in group:
            write.prepare()
        writes = sorted(write for write in group if write.error is None)
        _save([write for write in writes if write.ready])
        _save([write for write in writes if not write.ready])  # a snapshot, what waits for a facilitator


def _save(writes: Sequence[Write]) -> None:
    try:
        if writes:
            close_old_connections()
            _commit(writes)
    except Exception as error:  # the commit itself: nobody's work is saved, everybody must hear it
        for write in writes:
            write.error = OperationalError(f"not committed: {error}")


def _commit(writes: Sequence[Write]) -> None:
    batches = [write.ready for write in writes if write.ready]
    if not batches or not _commit_together(batches):
        _commit_each(writes)


def _commit_together(batches: Sequence[ReadyEntries]) -> bool:
    """Whether all could be kept; if not, none was."""
    try:
        with transaction.atomic():
            append_together(batches)
    except (Unsure, IntegrityError):
        return False
    return True


def _commit_each(writes: Sequence[Write]) -> None:
    with transaction.atomic():
        for write in writes:
            _attempt(write)
        if transaction.get_rollback():  # a savepoint was lost with its connection: Django would say nothing
            raise OperationalError("the transaction was lost")


def _attempt(write: Write) -> None:
    try:
        with transaction.atomic():
            write.run()
    except Exception as error:  # handed to the room that asked
        write.error = error
