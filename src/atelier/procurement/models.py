"""From the note to the team: the living document, competition, framework agreements, and what changes with time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.procurement.agreements.models import Awardee, FrameworkAgreement, OrderLine, PurchaseOrder, UnitPrice
from atelier.procurement.competition.models import (
    Award,
    AwardCriterion,
    CommissionMember,
    Consultation,
    Contract,
    Mark,
    OpeningRecord,
    Question,
    ResultLetter,
    Tender,
    TenderPaper,
    TenderShare,
)
from atelier.procurement.document.models import Dossier, FrozenVersion, Section
from atelier.procurement.enums import DatedName

__all__ = [
    "Award",
    "AwardCriterion",
    "Awardee",
    "CommissionMember",
    "Consultation",
    "Contract",
    "DatedValue",
    "Dossier",
    "FrameworkAgreement",
    "FrozenVersion",
    "Mark",
    "OpeningRecord",
    "OrderLine",
    "PurchaseOrder",
    "Question",
    "ResultLetter",
    "Section",
    "Tender",
    "TenderPaper",
    "TenderShare",
    "UnitPrice",
]


class DatedValue(models.Model):
    """What an amount or a delay is from a day on, and who says so."""

    name = models.CharField(_("amount or delay"), max_length=20, choices=DatedName.choices)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    valid_from = models.DateField(_("valid from"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        ordering = ("name", "-valid_from")
        constraints = (models.UniqueConstraint(fields=["name", "valid_from"], name="one_dated_value_a_day"),)

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}: {self.value}"
