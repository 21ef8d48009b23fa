"""What of this room travels in a suitcase."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from atelier.ateliers.models import Atelier
from atelier.common.carrying import Apart, Declaration, Kept, Silence
from atelier.contributions.cards.enums import Fate
from atelier.contributions.models import (
    Card,
    CardChange,
    Contribution,
    Edge,
    Project,
    RemovalRequest,
    ResourceFamily,
    SlipCode,
)

WORDS = ("text", "lift_condition", "plain_text")
PLACE = ("geometry", *Card.BOUNDS)


def withdrawn_words(_atelier: Atelier) -> Silence:
    """A card whose words were withdrawn travels without them, and without its place."""
    nothing = {**dict.fromkeys(WORDS, ""), **dict.fromkeys(PLACE)}
    return lambda card: nothing if card.fate == Fate.WITHDRAWN else {}


def withdrawn_history(atelier: Atelier) -> Silence:
    """Nor does its history tell what it said."""
    silent = set(Card.objects.of(atelier).filter(fate=Fate.WITHDRAWN).order_by().values_list("pk", flat=True))

    def left(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name not in (*WORDS, *PLACE)}

    return lambda one: {"before": left(one.before), "after": left(one.after)} if one.card_id in silent else {}


PACKING: tuple[Declaration, ...] = (
    Apart(Contribution, "contributions.jsonl; once merged, those of a table are read from its journal"),
    Kept(Card, silence=withdrawn_words),
    Kept(CardChange, silence=withdrawn_history),
    Kept(Edge, same=("source", "target", "relation")),
    Kept(SlipCode, same=("code_hash",)),
    Kept(RemovalRequest),
    Kept(ResourceFamily, same=("atelier", "key")),
    Kept(Project),
)
