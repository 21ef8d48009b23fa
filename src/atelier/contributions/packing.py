"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Apart, Declaration
from atelier.contributions.models import Contribution

PACKING: tuple[Declaration, ...] = (
    Apart(Contribution, "contributions.jsonl; once merged, those of a table are read from its journal"),
)
