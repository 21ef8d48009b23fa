"""Rights at the socket: asked when it opens, asked again when something changed, closed when they are gone."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import parse_cookie

from atelier.ateliers.viewer import viewer_of_session
from atelier.common.errors import DomainError
from atelier.tables.live.connection import CLOSE_COME_BACK
from atelier.tables.live.room import Room
from atelier.tables.live.threads import in_thread
from atelier.tables.rules import TableAccess, access_table


def access_of_session(session_key: str, table_id: UUID) -> TableAccess | None:
    """What the holder of this session may do at the table; None when not even see it."""
    if not session_key:
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    try:
        return access_table(viewer_of_session(session), table_id)
    except DomainError:
        return None


def session_key_of(headers: Mapping[bytes, bytes]) -> str:
    cookies: dict[str, Any] = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    return str(cookies.get(settings.SESSION_COOKIE_NAME, ""))


def comes_from_here(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the page that opens the socket is ours (no other site can use a visitor's cookies)."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    return bool(host) and (origin.partition("://")[2] == host or origin in settings.CSRF_TRUSTED_ORIGINS)


async def review_rights(room: Room) -> None:
    """Ask again for every screen of the room; tell the new abilities, close those who have none."""
    for connection in list(room.connections):
        access = await in_thread(access_of_session, connection.session_key, room.table_id)
        seat = access.seat.pk if access and access.seat else 0
        if access is None or seat != connection.seat:  # the handshake will say what it may do now, if anything
            connection.close(CLOSE_COME_BACK)
        elif access.abilities != connection.abilities:
            connection.abilities, connection.is_keeper = access.abilities, access.is_keeper
            connection.say(room.welcome(connection, restart=False))
