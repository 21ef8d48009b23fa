"""The relay over Redis or Valkey: one channel for what every process hears, one a table for what is only shown.

What one process says goes out from a thread of its own, so that a slow Redis delays nobody, in one pipeline for all
tables: at once when a journal grew, otherwise once a tick. A message is `node kind body`; a process passes over its
own. Nothing here is kept: what is lost is read from the database, or comes again.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Coroutine, Mapping
from typing import Any
from uuid import UUID, uuid4

import msgspec
import redis
import redis.asyncio

from atelier.tables.events import HeldChanged, JournalGrew, LookMoved, RightsChanged, SeatsChanged, TableChanged, Told
from atelier.tables.live.relay import Listener

logger = logging.getLogger(__name__)
NEWS = "atelier:tables"
TABLE = "atelier:table:"
TICK_S, AWAY_S, LAST_WORDS_S = 0.02, 1.0, 1.0
MOST_NEWS, MOST_SHOWN = 10_000, 2_000
KINDS: dict[str, type[Told]] = {
    kind.__name__: kind for kind in (JournalGrew, HeldChanged, TableChanged, SeatsChanged, RightsChanged, LookMoved)
}
AWAY = (OSError, redis.RedisError)


class RedisRelay:
    """One a process."""

    def __init__(self, url: str, listener: Listener) -> None:
        self._url, self._listener = url, listener
        self._node = uuid4().hex
        self._voice = Voice(redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2))
        self._followed: set[UUID] = set()
        self._pubsub: redis.asyncio.client.PubSub | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def say(self, told: Told) -> None:
        self._voice.say(NEWS, self._message(type(told).__name__, msgspec.json.encode(told)), is_news=True)

    def show(self, table_id: UUID, text: str) -> None:
        self._voice.say(f"{TABLE}{table_id}", self._message("show", text.encode()))

    def tell_presence(self, table_id: UUID, counts: Mapping[int, int]) -> None:
        self._voice.say(f"{TABLE}{table_id}", self._message("here", msgspec.json.encode(counts)))

    def follow(self, table_id: UUID) -> None:
        self._followed.add(table_id)
        if self._pubsub:
            self._spawn(self._subscribe(self._pubsub, table_id))

    def unfollow(self, table_id: UUID) -> None:
        self.tell_presence(table_id, {})
        self._followed.discard(table_id)
        if self._pubsub:
            self._spawn(self._unsubscribe(self._pubsub, table_id))

    async def listen(self) -> None:
        """Hear the others for ever; reconnects by itself."""
        is_away = False
        while True:
            try:
                client = redis.asyncio.Redis.from_url(self._url, health_check_interval=15)
                async with client, client.pubsub() as pubsub:
                    await pubsub.subscribe(NEWS, *(f"{TABLE}{table_id}" for table_id in self._followed))
                    self._pubsub, is_away = pubsub, False
                    self._ask_who(*self._followed)
                    self._listener.back()
                    async for message in pubsub.listen():
                        if message["type"] == "message":
                            self._hear(message["channel"].decode(), message["data"])
            except AWAY as error:
                if not is_away:
                    logger.warning("the relay is away, trying again every second: %s", error)
                self._pubsub, is_away = None, True
                await asyncio.sleep(AWAY_S)

    def _hear(self, channel: str, message: bytes) -> None:
        try:
            node, kind, body = message.split(b" ", 2)
            if node.decode() != self._node:
                self._pass_on(channel, node.decode(), kind.decode(), body)
        except (msgspec.MsgspecError, ValueError, LookupError) as error:  # of another version of the software
            logger.warning("the relay said something unknown: %s", error)

    def _pass_on(self, channel: str, node: str, kind: str, body: bytes) -> None:
        if channel == NEWS:
            self._listener.told(msgspec.json.decode(body, type=KINDS[kind]))
            return
        table_id = UUID(channel.removeprefix(TABLE))
        if kind == "show":
            self._listener.shown(table_id, body.decode())
        elif kind == "here":
            self._listener.here(table_id, node, msgspec.json.decode(body, type=dict[int, int]))
        elif kind == "who":
            self._listener.asked_who(table_id)

    async def _subscribe(self, pubsub: redis.asyncio.client.PubSub, table_id: UUID) -> None:
        with contextlib.suppress(*AWAY):  # `listen` finds it away, and subscribes to all when it is back
            await pubsub.subscribe(f"{TABLE}{table_id}")
            self._ask_who(table_id)

    async def _unsubscribe(self, pubsub: redis.asyncio.client.PubSub, table_id: UUID) -> None:
        with contextlib.suppress(*AWAY):
            await pubsub.unsubscribe(f"{TABLE}{table_id}")

    def _ask_who(self, *table_ids: UUID) -> None:
        for table_id in table_ids:
            self._voice.say(f"{TABLE}{table_id}", self._message("who", b""))

    def _message(self, kind: str, body: bytes) -> bytes:
        return b" ".join((self._node.encode(), kind.encode(), body))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


class Voice:
    """The thread that publishes. News first; what is only shown is dropped, oldest first, when it cannot follow."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._news: deque[tuple[str, bytes]] = deque(maxlen=MOST_NEWS)
        self._shown: deque[tuple[str, bytes]] = deque(maxlen=MOST_SHOWN)
        self._has_words, self._is_urgent = threading.Event(), threading.Event()
        self._is_silent = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def say(self, channel: str, message: bytes, *, is_news: bool = False) -> None:
        """From any thread; returns at once."""
        (self._news if is_news else self._shown).append((channel, message))
        self._is_silent.clear()
        if is_news:
            self._is_urgent.set()
        self._has_words.set()
        if self._thread is None:
            self._start()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="table-relay", daemon=True)
                self._thread.start()
                atexit.register(self._is_silent.wait, LAST_WORDS_S)  # a command that ends has told what it did

    def _work(self) -> None:
        is_away = False
        while True:
            self._has_words.wait()
            self._is_urgent.wait(TICK_S)
            self._has_words.clear()
            self._is_urgent.clear()
            try:
                self._publish(_drained(self._news) + _drained(self._shown))
                is_away = False
            except AWAY as error:
                if not is_away:
                    logger.warning("the relay is away, the others look at the database: %s", error)
                is_away = True
                time.sleep(AWAY_S)
            if not self._news and not self._shown:
                self._is_silent.set()

    def _publish(self, messages: list[tuple[str, bytes]]) -> None:
        pipeline = self._client.pipeline(transaction=False)
        for channel, message in messages:
            pipeline.publish(channel, message)
        pipeline.execute()


def _drained(words: deque[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    return [words.popleft() for _ in range(len(words))]
