"""Forms of the living document."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SectionForm(forms.Form):
    """`revision`: the one the text was read at."""

    text = forms.CharField(label=_("Text"), required=False, max_length=50_000, widget=forms.Textarea(attrs={"rows": 8}))
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class GateForm(forms.Form):
    """Asked from the second version on."""

    reason = forms.CharField(label=_("Why a new version"), max_length=300, required=False)
