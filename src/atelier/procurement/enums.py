"""Words of procurement."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gate(models.TextChoices):
    """The papers one document becomes, in order; a version is frozen at each."""

    NOTE = "note", _("Opportunity note")
    SPECIFICATION = "specification", _("Specification")
    CONTRACT = "contract", _("Order or contract")
    FRAMING = "framing", _("Framing note")


class ConsultationState(models.TextChoices):
    """Where a competition stands. That its hour has passed is read on the clock, not here."""

    DRAFT = "draft", _("Being prepared")
    PUBLISHED = "published", _("Published")
    OPENED = "opened", _("Tenders opened")
    AWARDED = "awarded", _("Awarded")
    SIGNED = "signed", _("Contract signed")
    ENDED = "ended", _("Without follow-up")


class TenderState(models.TextChoices):
    SEALED = "sealed", _("Sealed")
    REPLACED = "replaced", _("Replaced by another before the hour")
    WITHDRAWN = "withdrawn", _("Withdrawn before the hour")
    OPENED = "opened", _("Envelope opened")
    UNREADABLE = "unreadable", _("Could not be opened")


class PriceFormula(models.TextChoices):
    """How a price becomes a mark (engines/scoring/prices.py)."""

    LOWEST_OVER_PRICE = "lowest_over_price", _("Lowest price ÷ price")
    LINEAR_FROM_LOWEST = "linear_from_lowest", _("A percent of the mark off for each percent above the lowest")
    SQUARED = "squared", _("Square of (lowest price ÷ price)")
    BETWEEN_EXTREMES = "between_extremes", _("In proportion between the highest and the lowest price")


class AgreementMode(models.TextChoices):
    ORDERS = "orders", _("By purchase orders")
    SUBSEQUENT = "subsequent", _("By subsequent contracts")


class OrderState(models.TextChoices):
    ISSUED = "issued", _("Issued")
    CANCELLED = "cancelled", _("Cancelled")


class DatedName(models.TextChoices):
    """Amounts and delays of the law and of the programme that change with time."""

    VAT = "vat", _("VAT, in percent")
    FORMAL_THRESHOLD = "formal_threshold", _("Formal procedure from (€ excl. tax)")
    PUBLICITY_THRESHOLD = "publicity_threshold", _("Publicity and competition from (€ excl. tax)")
    STANDSTILL_DAYS = "standstill_days", _("Days between the letters and the signature")
    LOW_PRICE_PERCENT = (
        "low_price_percent",
        _("A price seems too low from so many percent under the mean of the others"),
    )
    BEST_MARK = "best_mark", _("Best mark of a criterion")
    TENDER_MB = "tender_mb", _("Largest file of a tender, in MB")
