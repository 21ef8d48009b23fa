"""Money in French: «12 345,60 €», with the spaces that do not break."""

from __future__ import annotations

from decimal import Decimal

from atelier.engines.scoring.prices import with_tax

THIN, NO_BREAK = "\u202f", "\u00a0"


def euros(amount: Decimal) -> str:
    whole, _, cents = f"{amount:,.2f}".partition(".")
    return f"{whole.replace(',', THIN)},{cents}{NO_BREAK}€"


def figure(value: Decimal) -> str:
    """A mark or a percent: no zeros that say nothing, a comma."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def taxed(amount: Decimal, vat_percent: Decimal) -> str:
    """«10 000,00 € HT, TVA 20 % : 2 000,00 €, 12 000,00 € TTC» in one line."""
    tax, whole = with_tax(amount, vat_percent)
    return f"{euros(amount)} HT · TVA {figure(vat_percent)}{NO_BREAK}%{NO_BREAK}: {euros(tax)} · {euros(whole)} TTC"
