"""Framework agreements with several awardees, their unit prices, and the purchase orders they receive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.common.models import StoredFile
from atelier.people.models import Account, Organisation
from atelier.procurement.document.models import Dossier
from atelier.procurement.enums import AgreementMode, OrderState


def money(label: Any = None, **options: Any) -> models.DecimalField[Any, Any]:
    """Euros to the cent, excluding tax."""
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)


class FrameworkAgreement(models.Model):
    """`ceiling_ex_vat`: the most that may be ordered under it, all awardees together, excluding tax."""

    reference = models.SlugField(_("reference"), unique=True)
    title = models.CharField(_("title"), max_length=160)
    mode = models.CharField(_("how it is used"), max_length=10, choices=AgreementMode.choices)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    ceiling_ex_vat = money(_("ceiling, € excl. tax"))
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-starts_on", "reference")
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="agreement_ends_after"),
            models.CheckConstraint(condition=models.Q(ceiling_ex_vat__gt=0), name="agreement_has_a_ceiling"),
        )

    def __str__(self) -> str:
        return self.title

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


class Awardee(models.Model):
    """A holder of a framework agreement."""

    agreement = models.ForeignKey(FrameworkAgreement, models.CASCADE, related_name="awardees")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements_held")
    email = models.EmailField(_("e-mail address for orders"), blank=True)

    class Meta:
        ordering = ("agreement", "organisation__name", "id")
        constraints = (models.UniqueConstraint(fields=["agreement", "organisation"], name="one_awardee_once"),)

    def __str__(self) -> str:
        return self.organisation.name


class UnitPrice(models.Model):
    """A line of an awardee's price schedule."""

    awardee = models.ForeignKey(Awardee, models.CASCADE, related_name="prices")
    code = models.SlugField(_("code"), max_length=20)
    label = models.CharField(_("what is ordered"), max_length=160)
    unit = models.CharField(_("unit"), max_length=40)
    price_ex_vat = money(_("unit price, € excl. tax"))

    class Meta:
        ordering = ("awardee", "code")
        constraints = (
            models.UniqueConstraint(fields=["awardee", "code"], name="one_unit_price_a_code"),
            models.CheckConstraint(condition=models.Q(price_ex_vat__gt=0), name="unit_price_above_zero"),
        )

    def __str__(self) -> str:
        return self.label


class PurchaseOrder(models.Model):
    """What a State service orders from an awardee; `vat_percent` is that of the day it was issued."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="orders")
    awardee = models.ForeignKey(Awardee, models.PROTECT, related_name="orders")
    agreement = models.ForeignKey(FrameworkAgreement, models.PROTECT, related_name="orders")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=OrderState.choices, default=OrderState.ISSUED)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    amount_ex_vat = money()
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("agreement", "-number")
        constraints = (
            models.UniqueConstraint(fields=["agreement", "number"], name="one_order_a_number"),
            models.CheckConstraint(condition=models.Q(amount_ex_vat__gt=0), name="order_above_zero"),
        )

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        return f"{self.agreement.reference}-BC{self.number:02d}"


class OrderLine(models.Model):
    """Copied from the schedule when the order was issued: a price that changes later changes no order."""

    order = models.ForeignKey(PurchaseOrder, models.CASCADE, related_name="lines")
    ordinal = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=20)
    label = models.CharField(max_length=160)
    unit = models.CharField(max_length=40)
    quantity = models.DecimalField(max_digits=7, decimal_places=2)
    price_ex_vat = money()

    class Meta:
        ordering = ("order", "ordinal")

    def __str__(self) -> str:
        return self.label

    @property
    def amount_ex_vat(self) -> Decimal:
        return line_amount(self.quantity, self.price_ex_vat)


def line_amount(quantity: Decimal, price: Decimal) -> Decimal:
    """Quantities have two decimals, prices too: the cent is rounded once a line."""
    from decimal import ROUND_HALF_UP

    return (quantity * price).quantize(Decimal("0.01"), ROUND_HALF_UP)
