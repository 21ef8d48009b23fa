"""The map of opinions: a server-drawn scatter, a shape and a letter for each group, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

SIDE, EDGE = 1000, 40
MOST_DOTS = 1_500
SHAPES = ("circle", "square", "triangle", "diamond", "cross")


@dataclass(frozen=True)
class Dot:
    """Whole units of the map: a template would write a decimal comma."""

    x: int
    y: int


@dataclass(frozen=True)
class Cloud:
    """A group on the map: its shape, its rank (a colour), where its letter goes."""

    letter: str
    shape: str
    rank: int
    dots: list[Dot]
    centre: Dot

    @property
    def drawn(self) -> SafeString:
        """Its people: hundreds of times the same sign."""
        sign = f'<use href="#dot-{self.rank}" x="{{}}" y="{{}}" width="20" height="20" transform="translate(-10 -10)"/>'
        return mark_safe("".join(sign.format(dot.x, dot.y) for dot in self.dots))  # noqa: S308 numbers alone


@dataclass(frozen=True)
class OpinionMap:
    clouds: list[Cloud]
    outside: list[Dot]
    shown: int
    people: int
    side: int = SIDE


def opinion_map(report: dict[str, Any]) -> OpinionMap | None:
    """None without positions. Beyond MOST_DOTS people, one in so many is drawn, evenly along their pseudonyms."""
    positions: dict[str, list[float]] = report.get("positions", {})
    if not positions:
        return None
    place = _placing(list(positions.values()))
    letter_of: dict[str, str] = report["participants"]
    step = -(-len(positions) // MOST_DOTS)
    shown = sorted(positions)[::step]
    clouds = [
        Cloud(
            one["id"],
            SHAPES[rank % len(SHAPES)],
            rank % len(SHAPES),
            [place(positions[name]) for name in shown if letter_of.get(name) == one["id"]],
            place(one["centre"]),
        )
        for rank, one in enumerate(sorted(report["groups"], key=lambda one: one["id"]))
    ]
    outside = [place(positions[name]) for name in shown if name not in letter_of]
    return OpinionMap(clouds, outside, len(shown), len(positions))


class _placing:  # noqa: N801 a function that remembers its scale
    """From the engine's axes to units of the map, the same scale on both; far points are held at the edge."""

    def __init__(self, points: list[list[float]]) -> None:
        reach = sorted(max(abs(x), abs(y)) for x, y in points)
        self.scale = (SIDE / 2 - EDGE) / (reach[int(0.99 * (len(reach) - 1))] or 1.0)

    def __call__(self, point: list[float]) -> Dot:
        x, y = (min(max(SIDE / 2 + sign * value * self.scale, EDGE), SIDE - EDGE)
                for sign, value in zip((1, -1), point, strict=True))  # fmt: skip
        return Dot(round(x), round(y))
