"""Forms of the room `suitcase`."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class MergeForm(forms.Form):
    """A suitcase that comes back."""

    file = forms.FileField(
        label=_("The suitcase that comes back"),
        help_text=_("The file .atelier packed on the laptop."),
        widget=forms.ClearableFileInput(attrs={"accept": ".atelier"}),
    )
