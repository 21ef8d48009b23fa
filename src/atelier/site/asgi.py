"""The one entry of the server: HTTP goes to Django, a table's socket to its room."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")

import django

django.setup(set_prefix=False)

from atelier.site.collector import Tidying  # noqa: E402  (as below)
from atelier.site.page_threads import PageHandler, PageThreads  # noqa: E402  (needs the apps loaded)
from atelier.tables.live.endpoint import PREFIX, table_socket  # noqa: E402

page_handler: Any = PageHandler()
page_threads = PageThreads()
tidying = Tidying()
Message = MutableMapping[str, Any]


async def application(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """HTTP to Django; sockets to tables; any other socket is refused."""
    if scope["type"] == "http":
        tidying.not_now()
        async with page_threads.one():
            await page_handler(scope, receive, send)
        if not page_threads.are_busy:
            tidying.soon()
    elif scope["type"] == "websocket" and scope["path"].startswith(PREFIX):
        await table_socket(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4404})
