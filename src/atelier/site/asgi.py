"""The one entry of the server: HTTP goes to Django, a table's socket to its room."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")

from django.core.asgi import get_asgi_application

django_application: Any = get_asgi_application()

from atelier.tables.live.endpoint import PREFIX, table_socket  # noqa: E402  (needs the apps loaded)

Message = MutableMapping[str, Any]


async def application(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """HTTP to Django; sockets to tables; any other socket is refused."""
    if scope["type"] == "http":
        await django_application(scope, receive, send)
    elif scope["type"] == "websocket" and scope["path"].startswith(PREFIX):
        await table_socket(scope, receive, send)
    elif scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4404})
