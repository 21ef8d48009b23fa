"""Forms of the room `ateliers`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import AccessToken, Workshop


class WorkshopForm(forms.ModelForm[Workshop]):
    """A workshop more."""

    class Meta:
        model = Workshop
        fields = ("title", "kind", "held_on")
        widgets = {"held_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class AccessTokenForm(forms.ModelForm[AccessToken]):
    """A token more. `days` is how long it serves; 0, until somebody ends it."""

    LIVES = (("90", _("Three months")), ("365", _("One year")), ("0", _("Until it is ended")))

    days = forms.ChoiceField(label=_("It serves for"), choices=LIVES, initial="365")

    class Meta:
        model = AccessToken
        fields = ("name",)
        labels = {"name": _("What it is for")}
        help_texts = {"name": _("The person and the program, for instance: Zoé’s QGIS.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}

    @property
    def expires_at(self) -> datetime | None:
        days = int(self.cleaned_data["days"])
        return timezone.now() + timedelta(days=days) if days else None
