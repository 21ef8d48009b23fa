"""The screens of a room, and how all of them are told something."""

from __future__ import annotations

from uuid import UUID

from atelier.engines.journal.frames import ServerFrame
from atelier.tables.live.connection import Connection, encode
from atelier.tables.live.relay import Relay
from atelier.tables.live.transport import framed


class Audience:
    """Who is at a table in this process; a frame is encoded once, and queued for everyone who said hello."""

    def __init__(self, table_id: UUID, relay: Relay) -> None:
        self.table_id, self.relay = table_id, relay
        self.connections: set[Connection] = set()

    def broadcast(self, frame: ServerFrame) -> None:
        self.broadcast_encoded(encode(frame))

    def show_everywhere(self, frame: ServerFrame) -> None:
        """What is shown and forgotten, here and, if it gets through, in the other processes."""
        text = encode(frame)
        self.broadcast_encoded(text)
        self.relay.show(self.table_id, text)

    def broadcast_encoded(self, text: str) -> None:
        frame = framed(text)
        for connection in self.connections:
            if connection.greeted:
                connection.say_framed(frame)
