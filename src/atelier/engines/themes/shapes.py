"""What goes in and comes out: cards, groups, and the file they are kept in (docs/reference/themes.md)."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

FORMAT = "atelier-themes/1"
Status = Literal["grouped", "too_few", "nothing_shared"]


class Card(Struct, frozen=True):
    """What somebody wrote. `place`: longitude, latitude in WGS 84 degrees, when it has one."""

    id: str
    text: str
    place: tuple[float, float] | None = None


class Group(Struct):
    """`cards` in their order of identifiers. What a facilitator may change: `name` with `named_by` "facilitator",
    and `cards`, adding the moved ones to `moved`."""

    id: str
    name: str
    cards: list[str]
    named_by: Literal["words", "facilitator"] = "words"
    moved: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    because: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_touched(self) -> bool:
        return self.named_by == "facilitator" or bool(self.moved)


class Groups(Struct):
    """Every card is in one group, or in `ungrouped`, or in `apart` (taken out of its group by the facilitator)."""

    status: Status
    said: str
    groups: list[Group] = field(default_factory=list)
    ungrouped: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    format: str = FORMAT
