"""A table's socket without a network: the ASGI door itself, opened by a session, on the test's own event loop."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from atelier.tables.live.endpoint import PREFIX, table_socket

PATIENCE_S = 40.0


class BareSocket:
    """What it was told, and the code it was closed with (0: still open)."""

    def __init__(self, table_id: Any, session_key: str) -> None:
        self.said: list[dict[str, Any]] = []
        self.closed = 0
        self._inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._news = asyncio.Event()
        cookie = f"{settings.SESSION_COOKIE_NAME}={session_key}".encode()
        headers = [(b"host", b"localhost"), (b"origin", b"http://localhost"), (b"cookie", cookie)]
        self._scope = {"type": "websocket", "path": f"{PREFIX}{table_id}/", "headers": headers}

    async def __aenter__(self) -> BareSocket:
        self._inbox.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(table_socket(self._scope, self._inbox.get, self._send))
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._inbox.put_nowait({"type": "websocket.disconnect"})
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._task, PATIENCE_S)

    async def hello(self, table: Any, *, since: int = 0) -> None:
        self.say({"hello": {"since": since, "epoch": str(table.epoch)}})
        await self.until(lambda: bool(self.heard("welcome")))

    def say(self, frame: dict[str, Any]) -> None:
        self._inbox.put_nowait({"type": "websocket.receive", "text": json.dumps(frame)})

    def heard(self, key: str) -> list[Any]:
        """Every word of this kind it was told."""
        return [frame[key] for frame in self.said if key in frame]

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def until_closed(self) -> int:
        await self.until(lambda: bool(self.closed))
        return self.closed

    async def _send(self, message: Any) -> None:
        if message["type"] == "websocket.send":
            self.said.append(json.loads(message["text"]))
        elif message["type"] == "websocket.close":
            self.closed = message["code"]
        self._news.set()


def session(**words: Any) -> str:
    """The key of a session that holds this."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store.update(words)
    store.create()
    return str(store.session_key)


def session_of(account: Any, **words: Any) -> str:
    """The key of a session where this account signed in."""
    backend = "django.contrib.auth.backends.ModelBackend"
    signed = {SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: backend}
    return session(**signed, **{HASH_SESSION_KEY: account.get_session_auth_hash()}, **words)


def in_database(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of the database, to be awaited."""
    return sync_to_async(function, thread_sensitive=True)
