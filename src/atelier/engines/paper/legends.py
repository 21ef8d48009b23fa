"""Legends of the sheets: felt pens with meanings, as data (`legends.json`, in French: they are printed).

The first ones carry the keys and colours of the legends of the screens, so that both come out as the same data.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("legends.json")


@dataclass(frozen=True)
class Pen:
    """meaning: of a line; area: of a closed or filled zone, or a dot. Both empty on the blank legend."""

    key: str
    name: str
    hex: str
    meaning: str
    area: str


@dataclass(frozen=True)
class Legend:
    """version: raised when a pen changes colour, order or meaning; sheets printed before say so."""

    key: str
    version: int
    title: str
    invitation: str
    pens: tuple[Pen, ...]

    @property
    def is_blank(self) -> bool:
        return not any(pen.meaning for pen in self.pens)


@cache
def legends() -> dict[str, Legend]:
    """Every legend by its key."""
    said = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        key: Legend(key, one["version"], one["title"], one["invitation"], tuple(Pen(**pen) for pen in one["pens"]))
        for key, one in said.items()
    }
