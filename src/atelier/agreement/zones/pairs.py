"""Which meanings oppose each other: the house's table, and what an atelier says otherwise."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.db import transaction

from atelier.agreement.zones.errors import SamePair
from atelier.agreement.zones.models import MeaningPair
from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record

Pair = tuple[str, str]
DATA = Path(__file__).parent / "opposites.json"


def opposite_pairs(atelier: Atelier | int) -> list[Pair]:
    """Pairs of keys that oppose each other in this atelier, in order."""
    pairs = set(house_pairs())
    for one in MeaningPair.objects.of(atelier):
        (pairs.add if one.is_opposed else pairs.discard)((one.first, one.second))
    return sorted(pairs)


@transaction.atomic
def set_pair(atelier: Atelier, first: str, second: str, *, is_opposed: bool, by: Author) -> MeaningPair:
    """These two meanings oppose each other from now on, or not any more. Raises SamePair."""
    if first == second:
        raise SamePair
    low, high = sorted((first, second))
    said, _made = MeaningPair.objects.of(atelier).update_or_create(
        atelier=atelier, first=low, second=high, defaults={"is_opposed": is_opposed}
    )
    record("meanings.paired", said, by=by, first=low, second=high, opposed=is_opposed)
    return said


@cache
def house_pairs() -> tuple[Pair, ...]:
    """From opposites.json, each pair in order."""
    said = json.loads(DATA.read_text(encoding="utf-8"))["pairs"]
    return tuple((min(pair), max(pair)) for pair in said)
