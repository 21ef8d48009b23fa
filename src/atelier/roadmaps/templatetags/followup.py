"""Words of the follow-up's templates."""

from __future__ import annotations

from decimal import Decimal

from django import template

from atelier.roadmaps.freezing import words

register = template.Library()


@register.filter
def eurostext(value: str) -> str:
    """An amount kept as text in a report («1200.50»), as people write it."""
    return words.amount(Decimal(value))
