"""How a commit in one process is heard in the others: Redis or Valkey when there are several."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

import msgspec
from django.conf import settings

from atelier.tables.events import JournalGrew, TableChanged

Heard = JournalGrew | TableChanged
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

    def say(self, event: Heard) -> None:
        self._heard(event)
        name = "grew" if isinstance(event, JournalGrew) else "changed"
        try:
            self._client.publish(CHANNEL, msgspec.json.encode([name, event]))
        except OSError as error:
            logger.warning("the relay is away: %s", error)
        except Exception as error:  # redis.RedisError has no common base with OSError
            logger.warning("the relay refused: %s", error)

    async def listen(self) -> None:
        """Hear the others for ever; reconnects by itself."""
        import redis.asyncio

        while True:
            try:
                client = redis.asyncio.Redis.from_url(self._url)
                async with client.pubsub() as pubsub:
                    await pubsub.subscribe(CHANNEL)
                    async for message in pubsub.listen():
                        if message["type"] == "message":
                            self._heard(_event(message["data"]))
            except (OSError, redis.RedisError) as error:
                logger.warning("the relay is away, trying again: %s", error)
                await asyncio.sleep(1)


def _event(body: bytes) -> Heard:
    name, fields = msgspec.json.decode(body)
    kind: type[Heard] = JournalGrew if name == "grew" else TableChanged
    return msgspec.convert(fields, kind)


def make_relay(heard: Callable[[Heard], None]) -> Relay:
    url: str = settings.REDIS_URL
    return RedisRelay(url, heard) if url else LocalRelay(heard)
