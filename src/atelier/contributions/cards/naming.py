"""Who is told whose words these are. Where a workshop hides names, keepers are; others read the college."""

from __future__ import annotations

from atelier.contributions.cards.models import Card
from atelier.contributions.models import Contribution


def hides_names(card: Card) -> bool:
    workshop = card.workshop or (card.said_by.workshop if card.said_by else None)
    return workshop is not None and not workshop.shows_names


def who_of(card: Card, *, sees_names: bool = False) -> str:
    """The name of who said it; '' without their consent, or where names are hidden from who reads.

    sees_names: the reader is a keeper of the atelier. Reads `workshop` and `said_by__workshop` (cards_of has them).
    """
    return card.who if card.has_consent and (sees_names or not hides_names(card)) else ""


def voice_of(card: Card, *, sees_names: bool = False) -> str:
    """Who said it in words for everyone: the name, or else the college, or else the table."""
    return who_of(card, sees_names=sees_names) or str(card.get_college_display()) or card.origin_name


def scribe_of(card: Card, *, sees_names: bool = False) -> str:
    """Who wrote it for another; names are hidden together."""
    return card.captured_name if sees_names or not hides_names(card) else ""


def who_said(contribution: Contribution, *, sees_names: bool = False) -> str:
    """The same, of what was drawn or written. Reads `said_by__workshop`."""
    speaker = contribution.said_by
    if speaker is None:
        return contribution.origin_name
    return speaker.name if sees_names or speaker.workshop.shows_names else str(contribution.get_college_display())
