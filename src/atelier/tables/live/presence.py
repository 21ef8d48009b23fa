"""Who is here: the people of a table, and their open screens counted over every process that has the room.

Each process tells the others its own counts, whole, when they change and every few seconds; one that says
nothing any more (killed, cut off) is forgotten, and its people are away until they come back elsewhere.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from atelier.engines.journal.frames import Person

FORGOTTEN_AFTER_S = 16.0


class Presence:
    """`changed` hears each person whose word (name, college, screens) is another than the last told."""

    def __init__(self, people: Mapping[int, Person], changed: Callable[[Person], None]) -> None:
        self._people = dict(people)
        self._changed = changed
        self._here: Counter[int] = Counter()
        self._elsewhere: dict[str, tuple[float, Mapping[int, int]]] = {}

    def everyone(self) -> list[Person]:
        return list(self._people.values())

    def counts(self) -> dict[int, int]:
        """Screens of this process, by seat: what it tells the others."""
        return dict(self._here)

    def know(self, people: Mapping[int, Person]) -> None:
        """The table's people were read again; those who left for good are told away, then forgotten."""
        gone = [one for one in self._people.values() if one.seat not in people and one.screens]
        for person in gone:
            self._changed(replace(person, screens=0))
        known, self._people = self._people, dict(people)
        for seat, person in self._people.items():
            person.screens = self._screens(seat)
            if person != known.get(seat):
                self._changed(person)

    def count(self, seat: int, change: int) -> None:
        """A screen of this process arrived (1) or left (-1)."""
        self._here[seat] += change
        if self._here[seat] <= 0:
            del self._here[seat]
        self._recount({seat})

    def hear(self, node: str, counts: Mapping[int, int]) -> None:
        """What another process says of its own screens."""
        _, before = self._elsewhere.get(node, (0.0, {}))
        self._elsewhere[node] = (time.monotonic(), counts)
        self._recount({seat for seat in before.keys() | counts.keys() if before.get(seat) != counts.get(seat)})

    def forget_silent(self) -> None:
        """Processes that have said nothing for long have nobody here."""
        limit = time.monotonic() - FORGOTTEN_AFTER_S
        for node, (heard_at, counts) in list(self._elsewhere.items()):
            if heard_at < limit:
                del self._elsewhere[node]
                self._recount(counts)

    def _screens(self, seat: int) -> int:
        return self._here[seat] + sum(counts.get(seat, 0) for _, counts in self._elsewhere.values())

    def _recount(self, seats: Mapping[int, int] | set[int]) -> None:
        for seat in seats:
            person, screens = self._people.get(seat), self._screens(seat)
            if person and person.screens != screens:
                self._people[seat] = fresh = replace(person, screens=screens)
                self._changed(fresh)
