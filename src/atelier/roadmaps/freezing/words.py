"""Plain values of a version in the words of a page or of paper."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

THIN, NO_BREAK = "\u202f", "\u00a0"


def amount(value: str | Decimal) -> str:
    """«12 000 €», with cents only where there are some."""
    said = Decimal(value)
    whole, _dot, cents = f"{said:,.2f}".partition(".")
    decimals = "" if cents == "00" else f",{cents}"
    return f"{whole.replace(',', THIN)}{decimals}{NO_BREAK}€"


def day(value: str | dt.date | None) -> str:
    """A day in full; '' where there is none. French says «1er» of the first of a month, and of no other day."""
    if not value:
        return ""
    said = date_format(dt.date.fromisoformat(value) if isinstance(value, str) else value, "j F Y")
    is_french_first = said.startswith("1 ") and (get_language() or "").startswith("fr")
    return f"1er{said[1:]}" if is_french_first else said


def period(first: str | dt.date | None, last: str | dt.date | None) -> str:
    """From a day to another, as far as they are known."""
    if first and last:
        return _("from %(first)s to %(last)s") % {"first": day(first), "last": day(last)}
    if first:
        return _("from %(first)s") % {"first": day(first)}
    return _("until %(last)s") % {"last": day(last)} if last else ""
