"""How a room follows what was written elsewhere: entries of the journal, and changes of the table outside it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence

from atelier.tables.events import Change, HeldChanged, JournalGrew, LookMoved, RightsChanged, SeatsChanged, Told
from atelier.tables.live.leading import show_look
from atelier.tables.live.outage import the_outage
from atelier.tables.live.rights import review_rights
from atelier.tables.live.room import Room

logger = logging.getLogger(__name__)
GATHER_S = 0.1  # twenty people who sit down together are read and told once


class Following:
    """One task a room reads its gap, one what waits, one acts on its changes; what arrives meanwhile waits for them.

    When the database does not answer, nothing is marked as done: the hub's look, seconds later, finds the difference.
    """

    def __init__(self, room: Room) -> None:
        self.room = room
        self._told_seq = 0
        self._is_held_told = False
        self._changes: list[Change] = []
        self._is_urgent = asyncio.Event()
        self._fetching: asyncio.Task[None] | None = None
        self._acting: asyncio.Task[None] | None = None
        self._asking_held: asyncio.Task[None] | None = None

    def hear(self, told: Told) -> None:
        if isinstance(told, JournalGrew):
            self._told_seq = max(self._told_seq, told.seq)
            if told.seq > self.room.state.seq:  # else it is about to show it, or to look
                self._fetch_soon()
            return
        if isinstance(told, LookMoved):
            show_look(self.room, told)
            return
        if isinstance(told, HeldChanged):
            self._ask_held_soon()
            return
        self._changes.append(told)
        if isinstance(told, RightsChanged):
            self._is_urgent.set()
        if self._acting is None or self._acting.done():
            self._acting = asyncio.create_task(self._act_on_changes())

    def compare(self, seq: int, change: int, held: int) -> None:
        """What the database says now: whatever was not heard is caught up."""
        if seq != self.room.seq:  # below it, the journal was replaced
            self._fetch_soon(is_sure=True)
        if held != self.room.waiting.changes:
            self._ask_held_soon()
        if change != self.room.change and (self._acting is None or self._acting.done()):
            self._acting = asyncio.create_task(self._act_safely([]))

    def _fetch_soon(self, *, is_sure: bool = False) -> None:
        if self._fetching is None or self._fetching.done():
            self._fetching = asyncio.create_task(self._fetch(is_sure=is_sure))

    async def _fetch(self, *, is_sure: bool) -> None:
        try:
            while is_sure or self._told_seq > self.room.seq:
                async with self.room.lock:
                    if is_sure or self._told_seq > self.room.seq:
                        self._told_seq, is_sure = 0, False  # read up to wherever the journal is
                        await self.room.fetch_gap()
        except Exception as error:
            self._tell(error, "the entries of others could not be read")

    def _ask_held_soon(self) -> None:
        self._is_held_told = True
        if self._asking_held is None or self._asking_held.done():
            self._asking_held = asyncio.create_task(self._ask_held())

    async def _ask_held(self) -> None:
        """Notes wait, or somebody decided about one. What is said meanwhile is read once more."""
        try:
            while self._is_held_told:
                async with self.room.lock:
                    self._is_held_told = False
                    await self.room.fetch_held()
        except Exception as error:
            self._tell(error, "what waits could not be read")

    async def _act_on_changes(self) -> None:
        while self._changes:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._is_urgent.wait(), GATHER_S)
            self._is_urgent.clear()
            heard, self._changes = self._changes, []
            await self._act_safely(heard)

    async def _act_safely(self, heard: list[Change]) -> None:
        try:
            await self._act(heard)
        except Exception as error:
            self._tell(error, "its change could not be read")

    def _tell(self, error: Exception, what: str) -> None:
        if not the_outage.notice(error):
            logger.error("table %s: %s", self.room.table_id, what, exc_info=error)

    async def _act(self, heard: list[Change]) -> None:
        """`heard`: none to read everything again."""
        room = self.room
        fresh = sorted((one for one in heard if one.change > room.change), key=lambda one: one.change)
        if heard and not fresh:
            return
        if not fresh or fresh[-1].change - room.change != len(fresh) or not _only_seats(fresh):
            change = await room.refresh_keeping()
            await review_rights(room, list(room.connections))
        else:
            change = fresh[-1].change
            await room.refresh_seats()
            sat = {one.seat for one in fresh if isinstance(one, SeatsChanged)}
            await review_rights(room, [one for one in room.connections if one.seat in sat])
        room.change = change


def _only_seats(changes: Sequence[Change]) -> bool:
    return all(isinstance(change, SeatsChanged) for change in changes)
