"""Forms of framework agreements and orders."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.people.models import Organisation
from atelier.procurement.agreements.models import Awardee, FrameworkAgreement, UnitPrice
from atelier.procurement.forms import day_input
from atelier.procurement.money import euros
from atelier.procurement.rules import TENDERERS

QUANTITY = "quantity-"


class AgreementForm(forms.ModelForm[FrameworkAgreement]):
    class Meta:
        model = FrameworkAgreement
        fields = ("reference", "title", "mode", "starts_on", "ends_on", "ceiling_ex_vat")
        widgets = {"starts_on": day_input(), "ends_on": day_input()}
        localized_fields = ("ceiling_ex_vat",)


class AwardeeForm(forms.Form):
    """A holder more, among the teams and businesses that are known."""

    organisation = forms.ModelChoiceField(label=_("Team"), queryset=Organisation.objects.none())
    email = forms.EmailField(label=_("E-mail address for orders"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(kind__in=TENDERERS)


class UnitPriceForm(forms.ModelForm[UnitPrice]):
    """A line of the schedule of one of the holders."""

    class Meta:
        model = UnitPrice
        fields = ("awardee", "code", "label", "unit", "price_ex_vat")
        labels = {"awardee": _("Team")}
        localized_fields = ("price_ex_vat",)

    def __init__(self, *args: Any, agreement: FrameworkAgreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["awardee"]
        field.queryset = agreement.awardees.select_related("organisation")

    def validate_unique(self) -> None:
        """A code that is there is changed, not refused."""


class OrderForm(forms.Form):
    """Quantities of an awardee's schedule, and when it is carried out."""

    starts_on = forms.DateField(label=_("From"), widget=day_input())
    ends_on = forms.DateField(label=_("Until"), widget=day_input())

    def __init__(self, *args: Any, awardee: Awardee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for price in awardee.prices.all():
            self.fields[f"{QUANTITY}{price.code}"] = forms.DecimalField(
                label=price.label,
                help_text=_("%(price)s excl. tax, for: %(unit)s")
                % {"price": euros(price.price_ex_vat), "unit": price.unit},
                min_value=0,
                max_value=99_999,
                decimal_places=2,
                required=False,
                localize=True,
            )
        self.order_fields([*(name for name in self.fields if name.startswith(QUANTITY)), "starts_on", "ends_on"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("The end comes before the beginning."))
        return said

    @property
    def quantities(self) -> dict[str, Decimal]:
        said = self.cleaned_data.items()
        return {name.removeprefix(QUANTITY): value for name, value in said if name.startswith(QUANTITY) and value}
