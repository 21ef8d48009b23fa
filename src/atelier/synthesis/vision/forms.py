"""Forms of the vision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class VisionForm(forms.Form):
    """The words of a draft; `base` is the revision they were written on."""

    title = forms.CharField(label=_("Title"), max_length=160, required=False)
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "A blank line parts two paragraphs. After the words that come from cards, write their numbers between "
            "brackets: [C-12, C-31]. Readers will see where each sentence comes from."
        ),
    )
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class AdoptForm(forms.Form):
    where = forms.CharField(label=_("Where it was adopted, and by whom"), max_length=200, required=False)


class PrincipleForm(forms.Form):
    """A principle, and the cards it comes from."""

    text = forms.CharField(label=_("The principle"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    sources = forms.CharField(
        label=_("Cards it comes from"),
        required=False,
        max_length=200,
        help_text=_("Their numbers: C-12, C-31."),
    )
