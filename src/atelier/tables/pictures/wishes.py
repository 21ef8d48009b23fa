"""What one may ask: which picture, on what paper, with how many moments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError

What = Literal["sheet", "strip", "film"]
MOMENTS = (4, 6, 9, 12, 16)
SECONDS = (20, 40, 60, 90)
FILM_SIZES = {"hd": (1280, 720), "full_hd": (1920, 1080)}


@dataclass(frozen=True)
class Paper:
    """width_mm, height_mm: of a landscape sheet; ppi: of its PNG, about 10 million pixels whatever the paper."""

    title: str
    width_mm: float
    height_mm: float
    ppi: int


PAPERS = {
    "a4": Paper("A4", 297, 210, 300),
    "a3": Paper("A3", 420, 297, 240),
    "a2": Paper("A2", 594, 420, 180),
    "a1": Paper("A1", 841, 594, 130),
}


@dataclass(frozen=True)
class Wish:
    """Plain values only: it travels with the job."""

    what: What = "sheet"
    kind: Literal["png", "pdf"] = "png"
    paper: str = "a4"
    moments: int = 9
    size: str = "hd"
    seconds: int = 40
    shows_erased: bool = False

    @property
    def ending(self) -> str:
        return "webm" if self.what == "film" else self.kind


class NothingDrawn(DomainError):
    code = "nothing_drawn"
    message = _("Nothing on this table has a place on the map yet. Draw first, then ask for its picture.")
