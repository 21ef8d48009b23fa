"""The last entries of a journal, kept at hand for the screens that missed a few."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from uuid import UUID

from atelier.engines.journal.operations import Entry
from atelier.tables.journal import entries_after
from atelier.tables.live.threads import in_thread

MOST = 1_000  # whoever missed more reads the database, once


class Recent:
    """Those of one table; older ones are read from the database."""

    def __init__(self, table_id: UUID) -> None:
        self._table_id = table_id
        self._entries: deque[Entry] = deque(maxlen=MOST)

    def extend(self, entries: Sequence[Entry]) -> None:
        self._entries.extend(entries[-MOST:])

    def clear(self) -> None:
        self._entries.clear()

    async def between(self, seq: int, last: int) -> list[Entry]:
        """The entries after number `seq`, up to `last`."""
        if seq >= last:
            return []
        if self._entries and self._entries[0].seq <= seq + 1:
            return [entry for entry in self._entries if entry.seq > seq]
        return [entry for entry in await in_thread(entries_after, self._table_id, seq) if entry.seq <= last]
