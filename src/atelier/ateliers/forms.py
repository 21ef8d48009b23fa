"""Forms of the room `ateliers`."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier, Workshop


class AtelierForm(forms.ModelForm[Atelier]):
    """A new atelier on a territory whose site package is here."""

    class Meta:
        model = Atelier
        fields = ("title", "territory", "kind", "site")

    def __init__(self, *args: object, sites: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["site"] = forms.ChoiceField(label=_("Base map"), choices=sites)


class WorkshopForm(forms.ModelForm[Workshop]):
    """A workshop more."""

    class Meta:
        model = Workshop
        fields = ("title", "kind", "held_on")
        widgets = {"held_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
