"""The writer: one thread that commits what rooms hand it, many batches in one transaction under load.

Whatever waits when the thread is free goes in together, each batch in its own savepoint, so that one
refused batch does not take the others along. Nothing waits when the room is calm.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, OperationalError, close_old_connections, transaction

MOST_TOGETHER = 64


@dataclass(order=True)
class Write:
    """A function to run inside the transaction; `key` orders locks the same way everywhere."""

    key: str
    run: Callable[[], None] = field(compare=False)
    loop: asyncio.AbstractEventLoop = field(compare=False)
    future: asyncio.Future[None] = field(compare=False)
    error: BaseException | None = field(default=None, compare=False)


class Writer:
    """Start once a process; `write` returns when what was handed over is on the disk."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Write] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def write(self, key: str, run: Callable[[], None]) -> None:
        """Run in the next transaction; raises what `run` raised, or the failure of the commit."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="journal-writer", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[None] = loop.create_future()
        self._queue.put(Write(key, run, loop, future))
        await future

    def _work(self) -> None:
        while True:
            writes = sorted(self._waiting())
            try:
                close_old_connections()
                _commit(writes)
            except Exception as error:  # the commit itself: nobody's work is saved, everybody must hear it
                for write in writes:
                    write.error = OperationalError(f"not committed: {error}")
            for write in writes:
                _answer(write)
            with contextlib.suppress(DatabaseError):  # back to the pool; a file stays open
                close_old_connections()

    def _waiting(self) -> list[Write]:
        writes = [self._queue.get()]
        while len(writes) < MOST_TOGETHER:
            try:
                writes.append(self._queue.get_nowait())
            except queue.Empty:
                break
        return writes


def _commit(writes: list[Write]) -> None:
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


def _answer(write: Write) -> None:
    def settle(future: asyncio.Future[Any], error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(None)
        else:
            future.set_exception(error)

    with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
        write.loop.call_soon_threadsafe(settle, write.future, write.error)
