"""Forms that every part of the room uses, and that of dated values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.procurement.models import DatedValue


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def money_field(label: Any, **options: Any) -> forms.DecimalField:
    """Euros to the cent, above zero; a comma is understood where the language writes one."""
    return forms.DecimalField(label=label, min_value=0.01, max_digits=12, decimal_places=2, localize=True, **options)


class ReasonForm(forms.Form):
    """A decision that says why."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class DatedValueForm(forms.ModelForm[DatedValue]):
    """One value more, from a day on."""

    class Meta:
        model = DatedValue
        fields = ("name", "value", "valid_from", "source")
        widgets = {"valid_from": day_input()}
        localized_fields = ("value",)
