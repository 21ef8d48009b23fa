"""How large a programme `benchmarks.pages` invents."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """How many of each."""

    ateliers: int
    people: int
    audit: int
    seed: int = 7

    def chance(self) -> random.Random:
        return random.Random(self.seed)
