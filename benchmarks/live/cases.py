"""What is played: rooms of people who draw, join or point, the same for every server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Case:
    """`people` at each of `tables`, each saying `rate` messages a second; `joiners` come to the first within 2 s."""

    name: str
    people: int
    tables: int = 1
    rate: float = 4.0
    kind: Literal["strokes", "cursors"] = "strokes"
    joiners: int = 0
    strokes: int = field(default=0)  # on the table before

    @property
    def everyone(self) -> int:
        return self.tables * self.people + self.joiners


JOIN_WITHIN_S = 2.0
CASES = [
    Case("W1-50", people=50),
    Case("W1-200", people=200),
    Case("W1-500", people=500),
    Case("W2", people=8, tables=50),
    Case("W3", people=20, joiners=200, strokes=20_000),
    Case("W4", people=50, rate=10.0, kind="cursors"),
]


def cases_named(names: list[str]) -> list[Case]:
    """The cases of these names, all for none; "W1-12" is W1 with twelve people, for a quick look."""
    known = {case.name: case for case in CASES}
    return [known.get(name) or _room_of(name) for name in names] or CASES


def _room_of(name: str) -> Case:
    kind, _, people = name.partition("-")
    if kind == "W1" and people.isdigit() and 2 <= int(people) <= 5_000:
        return Case(name, people=int(people))
    raise SystemExit(f"{name}: one of {', '.join(case.name for case in CASES)}, or W1-<people>")
