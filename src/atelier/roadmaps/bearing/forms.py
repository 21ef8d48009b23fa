"""Forms of bearers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.roadmaps.bearing.models import Bearer


class BearerForm(forms.ModelForm[Bearer]):
    """Who is to carry one side of an action."""

    is_asked = forms.BooleanField(label=_("Send them their personal link now"), required=False, initial=True)

    class Meta:
        model = Bearer
        fields = ("kind", "name", "function", "email")

    def _post_clean(self) -> None:
        """The command makes the row."""


class ConfirmForm(forms.Form):
    """`seen` is the fingerprint of what they read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    words = forms.CharField(
        label=_("What you wish to say with it"), required=False, max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
