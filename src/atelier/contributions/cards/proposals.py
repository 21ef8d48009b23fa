"""What the house proposes before people decide: the text of a merge, the parts of a split, the kind that follows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from atelier.contributions.cards.commands import Said
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.cards.models import Card
from atelier.contributions.cards.places import together

T = TypeVar("T")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
LEAST_PARTS, MOST_PARTS = 3, 6
# the order of the seed: from what is to what is wanted, then how
FOLLOWS: dict[str, CardKind] = {
    CardKind.FINDING: CardKind.INTENTION,
    CardKind.RESOURCE: CardKind.INTENTION,
    CardKind.DYNAMIC: CardKind.INTENTION,
    CardKind.COOPERATION: CardKind.INTENTION,
    CardKind.BLOCKAGE: CardKind.LEAD,
    CardKind.INTENTION: CardKind.LEAD,
    CardKind.LEAD: CardKind.HYPOTHESIS,
    CardKind.HYPOTHESIS: CardKind.PRINCIPLE,
    CardKind.PRINCIPLE: CardKind.LEAD,
    CardKind.QUESTION: CardKind.FINDING,
}


def said_like(card: Card, **other: Any) -> Said:
    """Who said it, where and at which table, as this card has it; other words."""
    said = Said(**{one.name: getattr(card, one.name) for one in fields(Said) if one.name != "id"})
    return replace(said, **other)


def merged_said(cards: Sequence[Card]) -> Said:
    """One card for several: the commonest kind, every text once, and what they all have in common."""
    kinds = Counter(card.kind for card in cards)
    commonest = max(CardKind, key=lambda kind: kinds[kind])  # between equals, the first of the board
    return Said(
        kind=commonest,
        text=_joined(card.text for card in cards),
        lift_condition=_joined(card.lift_condition for card in cards),
        workshop=_shared(card.workshop for card in cards),
        family=_shared(card.family for card in cards) or "",
        college=_shared(card.college for card in cards) or "",
        said_by=_shared(card.said_by for card in cards),
        said_name=_shared(card.said_name for card in cards) or "",
        has_consent=all(card.has_consent for card in cards),
        origin_name=_shared(card.origin_name for card in cards) or "",
        captured_name=_shared(card.captured_name for card in cards) or "",
        geometry=together([card.geometry for card in cards if card.geometry]),
    )


def parts_proposed(card: Card) -> list[str]:
    """Its sentences, each a part, or the whole of it when they are too many; then empty ones, at least three parts."""
    sentences = [one.strip() for one in SENTENCE.split(card.text) if one.strip()]
    parts = sentences if 2 <= len(sentences) <= MOST_PARTS else [card.text]
    return parts + [""] * max(LEAST_PARTS - len(parts), 0)


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _shared(values: Iterable[T]) -> T | None:
    """The value they all have; None when they differ."""
    different = set(values)
    return different.pop() if len(different) == 1 else None
