"""What the pages of cards show, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atelier.contributions.cards.enums import Family, Fate
from atelier.contributions.cards.models import Card
from atelier.contributions.cards.naming import hides_names, scribe_of, who_of
from atelier.contributions.cards.story import (
    erased_sources,
    history_of,
    reworded_sources,
    story_of,
    withdrawn_sources,
)
from atelier.contributions.cards.undoing import can_undo
from atelier.people.enums import COLLEGE_COLORS

FATE_LOOKS = {Fate.KEPT: "ok", Fate.POSTPONED: "warning", Fate.DROPPED: "danger"}


@dataclass(frozen=True)
class Row:
    """A card in a list. who: '' where only the college is told; look: of its badge."""

    card: Card
    who: str
    college_color: str
    look: str

    @property
    def is_silent(self) -> bool:
        """Its words were withdrawn."""
        return self.card.fate == Fate.WITHDRAWN


def row_of(card: Card, *, sees_names: bool) -> Row:
    look = FATE_LOOKS.get(Fate(card.fate), "")
    return Row(card, who_of(card, sees_names=sees_names), COLLEGE_COLORS.get(card.college, ""), look)


def card_page(card: Card, *, sees_names: bool, can_gather: bool) -> dict[str, Any]:
    """The context of contributions/card.html."""
    story = story_of(card.atelier, card)
    return {
        "atelier": card.atelier,
        "card": card,
        "row": row_of(card, sees_names=sees_names),
        "family": dict(Family.choices).get(card.family, card.family),
        "scribe": scribe_of(card, sees_names=sees_names),
        "story": story,
        "history": history_of(card, sees_names=sees_names or not hides_names(card)),
        "erased": erased_sources(card.atelier, story),
        "reworded": reworded_sources(card.atelier, card, story),
        "withdrawn": withdrawn_sources(card.atelier, story),
        "can_gather": can_gather,
        "can_undo": can_gather and can_undo(card),
    }
