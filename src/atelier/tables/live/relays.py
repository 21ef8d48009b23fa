"""Which relay this process has: Redis or Valkey when there are several processes, none otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings

from atelier.tables.events import Told
from atelier.tables.live.relay import Listener, Relay


class NoRelay:
    """One process: there are no others."""

    def say(self, told: Told) -> None: ...

    def show(self, table_id: UUID, text: str) -> None: ...

    def tell_presence(self, table_id: UUID, counts: Mapping[int, int]) -> None: ...

    def follow(self, table_id: UUID) -> None: ...

    def unfollow(self, table_id: UUID) -> None: ...

    async def listen(self) -> None: ...


def make_relay(listener: Listener) -> Relay:
    url: str = settings.REDIS_URL
    if not url:
        return NoRelay()
    from atelier.tables.live.redis_relay import RedisRelay  # nearly a second, for those who have several processes

    return RedisRelay(url, listener)
