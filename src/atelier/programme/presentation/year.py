"""The year of a session as a drawing: a wheel of twelve months, its stages in their order (seed, « temporalité »).

Where each stage stands is a scheme: the order and the rhythm of the workshops (one a quarter) are the programme's, the
months are not.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MIDDLE, RING, MONTHS = 200.0, 132.0, 12
Words = str | Promise


class Stage(NamedTuple):
    """`month`: 0–12 along the year; `part`: before, field, after."""

    name: Words
    month: float
    part: str
    is_workshop: bool = False


class Spot(NamedTuple):
    """A stage on the wheel: its number, and where (units of a 400 × 400 sheet)."""

    number: int
    stage: Stage
    x: float
    y: float


class Arc(NamedTuple):
    part: str
    path: str


class Wheel(NamedTuple):
    arcs: list[Arc]
    ticks: str
    spots: list[Spot]


STAGES: tuple[Stage, ...] = (
    Stage(_("National call for applications"), 0.45, "before"),
    Stage(_("Selection of the sites by the DGALN"), 1.3, "before"),
    Stage(_("Specification, competition, award of the contract"), 2.15, "before"),
    Stage(_("Local launch seminar"), 3.0, "before"),
    Stage(_("Installation, and awareness of the stakeholders"), 3.75, "field"),
    Stage(_("Workshop 1: getting to know"), 4.75, "field", is_workshop=True),
    Stage(_("Inter-workshop: thematic groups"), 6.25, "field"),
    Stage(_("Workshop 2: a shared vision"), 7.5, "field", is_workshop=True),
    Stage(_("Inter-workshop: a wider circle"), 8.9, "field"),
    Stage(_("Workshop 3: the strategy and its roadmap"), 10.1, "field", is_workshop=True),
    Stage(_("Local restitution seminar, official roadmap"), 10.95, "after"),
    Stage(_("National seminar"), 11.7, "after"),
)
PARTS: tuple[tuple[str, float, float], ...] = (("before", 0.05, 3.3), ("field", 3.45, 10.5), ("after", 10.65, 11.95))


def wheel() -> Wheel:
    arcs = [Arc(part, _arc(begins, ends)) for part, begins, ends in PARTS]
    ticks = "".join(_tick(month) for month in range(MONTHS))
    spots = [Spot(number, stage, *_at(stage.month, RING)) for number, stage in enumerate(STAGES, start=1)]
    return Wheel(arcs, ticks, spots)


def _at(month: float, radius: float) -> tuple[float, float]:
    """Clockwise from the top, like the hours."""
    angle = 2 * math.pi * month / MONTHS - math.pi / 2
    return round(MIDDLE + radius * math.cos(angle), 1), round(MIDDLE + radius * math.sin(angle), 1)


def _arc(begins: float, ends: float) -> str:
    (x, y), (to_x, to_y) = _at(begins, RING), _at(ends, RING)
    is_large = int(ends - begins > MONTHS / 2)
    return f"M{x} {y}A{RING:g} {RING:g} 0 {is_large} 1 {to_x} {to_y}"


def _tick(month: int) -> str:
    (x, y), (to_x, to_y) = _at(month, RING + 36), _at(month, RING + (50 if month % 3 == 0 else 42))
    return f"M{x} {y}L{to_x} {to_y}"
