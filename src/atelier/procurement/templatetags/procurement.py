"""Money and marks in templates."""

from __future__ import annotations

from decimal import Decimal

from django import template

from atelier.procurement import money

register = template.Library()


@register.filter
def euros(amount: Decimal | None) -> str:
    return money.euros(amount) if amount is not None else "–"


@register.filter
def figure(value: Decimal | None) -> str:
    return money.figure(value) if value is not None else "–"
