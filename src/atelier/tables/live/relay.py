"""How a commit in one process is heard in the others: Redis or Valkey when there are several."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from typing import Protocol

import msgspec
from django.conf import settings

from atelier.tables.events import HeldChanged, JournalGrew, TableChanged

Heard = HeldChanged | JournalGrew | TableChanged
KINDS: dict[str, type[Heard]] = {"grew": JournalGrew, "changed": TableChanged, "held": HeldChanged}
logger = logging.getLogger(__name__)
CHANNEL = "atelier:tables"


class Relay(Protocol):
    """`say` from any thread; `listen` on the event loop for as long as the process lives."""

    def say(self, event: Heard) -> None: ...

    async def listen(self) -> None: ...


class LocalRelay:
    """One process: what is said is heard here."""

    def __init__(self, heard: Callable[[Heard], None]) -> None:
        self._heard = heard

    def say(self, event: Heard) -> None:
        self._heard(event)

    async def listen(self) -> None:
        return


class RedisRelay:
    """Several processes. A message lost while Redis is away is healed by the hub's own look."""

    def __init__(self, url: str, heard: Callable[[Heard], None]) -> None:
        import redis

        self._url, self._heard = url, heard
        self._client = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
        self._to_say: queue.Queue[Heard] = queue.Queue(maxsize=10_000)
        self._thread: threading.Thread | None = None

    def say(self, event: Heard) -> None:
        """Heard here at once; said to the others by a thread of its own, so that a slow Redis delays nobody."""
        self._heard(event)
        if self._thread is None:
            self._thread = threading.Thread(target=self._publish, name="table-relay", daemon=True)
            self._thread.start()
        with contextlib.suppress(queue.Full):  # the others' own look will find it
            self._to_say.put_nowait(event)

    def _publish(self) -> None:
        import redis

        while True:
            event = self._to_say.get()
            name = next(name for name, kind in KINDS.items() if isinstance(event, kind))
            try:
                self._client.publish(CHANNEL, msgspec.json.encode([name, event]))
            except (OSError, redis.RedisError) as error:
                logger.warning("the relay is away: %s", error)

    async def listen(self) -> None:
        """Hear the others for ever; reconnects by itself."""
        import redis.asyncio

        while True:
            try:
                client = redis.asyncio.Redis.from_url(self._url, health_check_interval=15)
                async with client.pubsub() as pubsub:
                    await pubsub.subscribe(CHANNEL)
                    async for message in pubsub.listen():
                        if message["type"] == "message":
                            self._hear(message["data"])
            except (OSError, redis.RedisError) as error:
                logger.warning("the relay is away, trying again: %s", error)
                await asyncio.sleep(1)

    def _hear(self, body: bytes) -> None:
        try:
            self._heard(_event(body))
        except (msgspec.MsgspecError, KeyError, ValueError, TypeError) as error:  # of another version of the software
            logger.warning("the relay said something unknown: %s", error)


def _event(body: bytes) -> Heard:
    name, fields = msgspec.json.decode(body)
    return msgspec.convert(fields, KINDS[name])


def make_relay(heard: Callable[[Heard], None]) -> Relay:
    url: str = settings.REDIS_URL
    return RedisRelay(url, heard) if url else LocalRelay(heard)
