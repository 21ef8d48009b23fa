"""Entries tried on a state before they are known to be saved, and how to take them back."""

from __future__ import annotations

from copy import copy
from uuid import UUID

from atelier.engines.journal.operations import Entry, new_objects
from atelier.engines.journal.state import TableState, Thing


class Tentative:
    """Applies entries to `state` (changed in place), keeping copies of the things they touch, not of the table."""

    def __init__(self, state: TableState) -> None:
        self._state, self._seq = state, state.seq
        self._before: dict[UUID, Thing | None] = {}

    def apply(self, entry: Entry) -> list[Thing]:
        """Fold one entry in; the things it touched."""
        for identifier in (entry.operation.object, *new_objects(entry.operation)):
            if identifier not in self._before:
                thing = self._state.things.get(identifier)
                self._before[identifier] = copy(thing) if thing else None
        return self._state.apply(entry)

    def take_back(self) -> None:
        """The state is again as it was before the first of these entries."""
        for identifier, thing in self._before.items():
            if thing is None:
                self._state.things.pop(identifier, None)
            else:
                self._state.things[identifier] = thing
        self._state.seq = self._seq
        self._before.clear()
