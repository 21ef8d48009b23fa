"""Rights at the socket: asked when it opens, asked again when something changed and now and then, closed when gone."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import parse_cookie

from atelier.ateliers.viewer import viewer_of_session
from atelier.common.errors import DomainError
from atelier.tables.live.connection import CLOSE_COME_BACK, Connection
from atelier.tables.live.room import Room
from atelier.tables.live.threads import in_thread
from atelier.tables.rules import TableAccess, access_table

AT_ONCE = 20  # screens asked about in one go: others who read the database get their turn between


def access_of_session(session_key: str, table_id: UUID) -> TableAccess | None:
    """What the holder of this session may do at the table; None when not even see it."""
    if not session_key:
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    try:
        return access_table(viewer_of_session(session), table_id)
    except DomainError:
        return None


def accesses_of_sessions(session_keys: Collection[str], table_id: UUID) -> dict[str, TableAccess | None]:
    return {key: access_of_session(key, table_id) for key in session_keys}


def session_key_of(headers: Mapping[bytes, bytes]) -> str:
    cookies: dict[str, Any] = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    return str(cookies.get(settings.SESSION_COOKIE_NAME, ""))


def comes_from_here(headers: Mapping[bytes, bytes]) -> bool:
    """Whether the page that opens the socket is ours (no other site can use a visitor's cookies)."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    return bool(host) and (origin.partition("://")[2] == host or origin in settings.CSRF_TRUSTED_ORIGINS)


async def review_rights(room: Room, connections: Sequence[Connection]) -> None:
    """Ask again for these screens; tell the new abilities, close those who have none."""
    for start in range(0, len(connections), AT_ONCE):
        some = connections[start : start + AT_ONCE]
        keys = {connection.session_key for connection in some}
        accesses = await in_thread(accesses_of_sessions, keys, room.table_id)
        for connection in some:
            _settle(room, connection, accesses[connection.session_key])


def overdue(connections: Collection[Connection], *, every_s: float, at_least: int, share: int) -> list[Connection]:
    """Those not asked about for `every_s` seconds, longest first; no more at once than a share of all."""
    limit = time.monotonic() - every_s
    late = sorted((one for one in connections if one.reviewed_at < limit), key=lambda one: one.reviewed_at)
    return late[: max(at_least, len(connections) // share)]


def _settle(room: Room, connection: Connection, access: TableAccess | None) -> None:
    connection.reviewed_at = time.monotonic()
    seat = access.seat.pk if access and access.seat else 0
    if access is None or seat != connection.seat:  # the handshake will say what it may do now, if anything
        connection.close(CLOSE_COME_BACK)
    elif access.abilities != connection.abilities:
        connection.abilities, connection.is_keeper = access.abilities, access.is_keeper
        connection.say(room.welcome(connection, restart=False))
