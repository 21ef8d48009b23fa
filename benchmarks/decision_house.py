"""The atelier that `benchmarks.decision` furnishes: how large, which, from what day."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from typing import Any

FIRST_DAY = dt.date(2026, 9, 1)


@dataclass(frozen=True)
class Sizes:
    """How many of each. `drawn`: strokes and areas on the tables, with a meaning and a place."""

    cards: int = 10_000
    edges: int = 50_000
    actions: int = 200
    groups: int = 250
    voters: int = 1_000
    statements: int = 100
    votes: int = 30_000
    drawn: int = 3_000
    demonstrators: int = 30
    seed: int = 11

    def chance(self, of: str) -> random.Random:
        return random.Random(f"{self.seed} {of}")


def house() -> tuple[Any, Any]:
    """The atelier, and who keeps it."""
    from atelier.ateliers.models import Atelier
    from atelier.people.models import Account

    return Atelier.objects.get(slug="fait"), Account.objects.get(email="a@exemple.fr")
