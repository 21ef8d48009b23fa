"""How a commit in one process is heard in the others, and hands in movement seen there.

What changed is said as a number and read from the database. Ink, pointers and presence go through as they are: they
are lost without harm when the relay is away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from uuid import UUID

from atelier.tables.events import Told


class Listener(Protocol):
    """Who hears the other processes, on the event loop."""

    def told(self, told: Told) -> None: ...

    def shown(self, table_id: UUID, text: str) -> None: ...

    def here(self, table_id: UUID, node: str, counts: dict[int, int]) -> None: ...

    def asked_who(self, table_id: UUID) -> None: ...

    def back(self) -> None: ...


class Relay(Protocol):
    """To the other processes. `say` from any thread; the rest on the event loop."""

    def say(self, told: Told) -> None:
        """A commit or a change: said as soon as possible."""

    def show(self, table_id: UUID, text: str) -> None:
        """A frame to show and forget."""

    def tell_presence(self, table_id: UUID, counts: Mapping[int, int]) -> None:
        """Screens of this process at the table, by seat."""

    def follow(self, table_id: UUID) -> None:
        """Hear what is shown at this table from now on, and who is there."""

    def unfollow(self, table_id: UUID) -> None: ...

    async def listen(self) -> None:
        """Hear the others for as long as the process lives."""
