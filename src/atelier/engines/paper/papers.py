"""Formats of paper, and what each needs to be seen by a telephone from where one stands to have it whole."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """Sides of the upright sheet; black side of the markers; side of the QR without its quiet zone.

    size: how large letters and lines of the margins are, 1 on an A3.
    """

    name: str
    short_mm: float
    long_mm: float
    marker_mm: float
    qr_mm: float
    size: float

    @property
    def margin_mm(self) -> float:
        """What office printers leave white, and a little more on large sheets."""
        return round(6 + 1.5 * self.size, 1)

    @property
    def quiet_mm(self) -> float:
        """White around each marker: 3 mm, and never less than one of its cells."""
        return max(3.0, math.ceil(self.marker_mm / 8 * 10) / 10)

    def page_mm(self, *, portrait: bool) -> tuple[float, float]:
        return (self.short_mm, self.long_mm) if portrait else (self.long_mm, self.short_mm)


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("A4", 210, 297, 12, 30, 0.86),
        Paper("A3", 297, 420, 12, 31, 1.0),
        Paper("A2", 420, 594, 16, 44, 1.35),
        Paper("A1", 594, 841, 23, 61, 1.8),
        Paper("A0", 841, 1189, 31, 76, 2.4),
    )
}
