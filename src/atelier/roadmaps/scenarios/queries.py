"""Reads on scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.engines.scenarios.shapes import Action, Choice, LeftOut, Means
from atelier.roadmaps.scenarios.models import Scenario


@dataclass(frozen=True)
class Read:
    """A scenario with its JSON read: `actions` by name, in the order they were stated."""

    scenario: Scenario
    means: Means
    actions: dict[str, Action]
    choice: Choice

    @property
    def chosen(self) -> list[Action]:
        return [self.actions[name] for name in self.choice.chosen]

    @property
    def euros(self) -> int:
        """What is taken in all."""
        return sum(sum(one.euros.values()) for one in self.chosen)

    @property
    def days(self) -> int:
        return sum(sum(one.days.values()) for one in self.chosen)


@dataclass(frozen=True)
class Compared:
    """An action in two scenarios; None where it was not there to be chosen."""

    name: str
    title: str
    is_in: tuple[bool | None, bool | None]
    why: tuple[LeftOut | None, LeftOut | None]

    @property
    def differs(self) -> bool:
        return self.is_in[0] != self.is_in[1]


def scenarios_of(atelier: Atelier) -> Sequence[Scenario]:
    """Those that were not set aside, the latest first."""
    rows = Scenario.objects.of(atelier).filter(removed_at=None)
    return list(rows.select_related("roadmap__atelier"))


def one_scenario(atelier: Atelier, pk: UUID) -> Scenario:
    """Raises NotSeen."""
    rows = Scenario.objects.of(atelier).filter(pk=pk, removed_at=None).select_related("roadmap__atelier")
    found: Scenario | None = rows.first()
    if found is None:
        raise NotSeen
    return found


def read(scenario: Scenario) -> Read:
    actions = msgspec.convert(scenario.actions, list[Action], strict=False)
    return Read(
        scenario,
        msgspec.convert(scenario.means, Means, strict=False),
        {one.id: one for one in actions},
        msgspec.convert(scenario.result, Choice, strict=False),
    )


def compared(one: Read, other: Read) -> list[Compared]:
    """Every action of either, in the order of the first, then of the second."""
    names = list(dict.fromkeys([*one.actions, *other.actions]))
    return [
        Compared(
            name,
            (one.actions.get(name) or other.actions[name]).title,
            (_is_in(one, name), _is_in(other, name)),
            (_why(one.choice.left_out, name), _why(other.choice.left_out, name)),
        )
        for name in names
    ]


def _is_in(read_one: Read, name: str) -> bool | None:
    return name in read_one.choice.chosen if name in read_one.actions else None


def _why(left_out: Iterable[LeftOut], name: str) -> LeftOut | None:
    return next((left for left in left_out if left.id == name), None)
