"""The snapshot from which screens start, made anew by the room as its journal grows: reading it writes nothing."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from uuid import UUID

from django.db import DatabaseError

from atelier.engines.journal.snapshot import compress, encode_state
from atelier.engines.journal.state import TableState
from atelier.tables.journal import SNAPSHOT_EVERY, keep_snapshot
from atelier.tables.live.threads import in_thread
from atelier.tables.live.writer import Writer

logger = logging.getLogger(__name__)
SHARE = 20  # a large table is packed each time it grew by a twentieth: the work stays in proportion to what is drawn
MOST_BETWEEN = 1_500


class SnapshotKeeper:
    """`seq` is the last entry of the last snapshot kept."""

    def __init__(self, table_id: UUID, seq: int, writer: Writer) -> None:
        self._table_id, self._seq, self._writer = table_id, seq, writer
        self._working: asyncio.Task[None] | None = None

    def note(self, state: TableState, epoch: UUID) -> None:
        """Keep a snapshot of this state, all of it saved, when it is due and none is under way."""
        due = min(MOST_BETWEEN, max(SNAPSHOT_EVERY, len(state.things) // SHARE))
        if state.seq - self._seq < due or (self._working and not self._working.done()):
            return
        body = encode_state(state, epoch=str(epoch))  # at once: the state must not move meanwhile
        self._working = asyncio.create_task(self._keep(epoch, state.seq, body))

    async def _keep(self, epoch: UUID, seq: int, body: bytes) -> None:
        packed = await in_thread(compress, body)
        try:
            await self._writer.write(str(self._table_id), partial(keep_snapshot, self._table_id, epoch, seq, packed))
            self._seq = seq
        except DatabaseError:
            logger.exception("table %s: its snapshot was not kept, the next one will be", self._table_id)
