"""The socket of a table, as plain ASGI: /ws/tables/<uuid>/."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from uuid import UUID

from atelier.engines.journal.frames import ClientFrame
from atelier.tables.live.connection import CLOSE_FORBIDDEN, Connection
from atelier.tables.live.hub import the_hub
from atelier.tables.live.leading import the_leaders
from atelier.tables.live.rights import access_of_session, comes_from_here, review_rights, session_key_of
from atelier.tables.live.room import Room
from atelier.tables.live.threads import in_thread

logger = logging.getLogger(__name__)
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
PREFIX = "/ws/tables/"


async def table_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """Refused before the handshake (403) without a right to see the table or from another site's page."""
    admitted = await _admitted(scope, receive, send)
    if admitted:
        await _live(*admitted, receive)


async def _admitted(scope: Scope, receive: Receive, send: Send) -> tuple[Room, Connection] | None:
    """Who comes, in the room of their table. What was asked and answered for that is not kept while they stay."""
    await receive()
    table_id, headers = _table_id(scope["path"]), dict(scope["headers"])
    session_key = session_key_of(headers)
    access = None
    if table_id and comes_from_here(headers):
        access = await in_thread(access_of_session, session_key, table_id)
    if access is None or table_id is None:
        await send({"type": "websocket.close", "code": CLOSE_FORBIDDEN})
        return None
    await send({"type": "websocket.accept"})
    seat = access.seat.pk if access.seat else 0
    connection = Connection(
        send, seat=seat, abilities=access.abilities, is_keeper=access.is_keeper, session_key=session_key
    )
    room = await the_hub().room(table_id)
    room.connections.add(connection)
    if room.change != access.table.changes:  # changed between the handshake and now: nobody would ask again
        await review_rights(room, [connection])
    return room, connection


async def _live(room: Room, connection: Connection, receive: Receive) -> None:
    pump = asyncio.create_task(connection.pump())
    listening = asyncio.create_task(_listen(room, connection, receive))
    try:
        await asyncio.wait({pump, listening}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        room.leave(connection)
        the_hub().left(room)
        for task in (pump, listening):
            task.cancel()
        for error in await asyncio.gather(pump, listening, return_exceptions=True):
            if isinstance(error, Exception) and not isinstance(error, OSError):  # OSError: it is gone, or reads nothing
                logger.error("table %s: a screen was let go", room.table_id, exc_info=error)


async def _listen(room: Room, connection: Connection, receive: Receive) -> None:
    """What cannot be obeyed at once comes here; while it is looked into, everything does."""
    is_waiting = False

    def hear(message: bytes) -> bool:
        frame = connection.decode_at_once(message) if is_waiting else None
        if frame is None:
            return False
        _obey(room, connection, frame)
        return True

    connection.line.listen(hear)
    try:
        while True:
            is_waiting = True
            event = await receive()
            is_waiting = False
            if event["type"] != "websocket.receive":
                return
            await connection.pace()
            frame = connection.decode(event.get("text") or event.get("bytes") or b"")
            if frame is None:
                continue
            if frame.hello:
                await connection.hellos.take()
                await room.greet(connection, frame.hello)
            _obey(room, connection, frame)
    finally:
        connection.line.listen(None)


def _obey(room: Room, connection: Connection, frame: ClientFrame) -> None:
    if frame.look and connection.is_keeper:
        the_leaders.look(connection.seat, frame.look)
    if frame.ops:
        room.intake.ask(connection, frame.ops)
    if connection.seat and "draw" in connection.abilities:
        if frame.ink and room.keeping.takes_ink(frame.ink):
            room.ephemera.ink(connection.seat, frame.ink)
        if frame.cursor is not None:
            room.ephemera.cursor(connection.seat, frame.cursor)


def _table_id(path: str) -> UUID | None:
    try:
        return UUID(path.removeprefix(PREFIX).strip("/"))
    except ValueError:
        return None
