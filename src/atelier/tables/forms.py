"""Forms of the room `tables`."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Step
from atelier.people.enums import College
from atelier.tables.legend import LEGEND_TITLES

CODE_ATTRIBUTES = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "inputmode": "text",
    "enterkeyhint": "go",
}


class CodeForm(forms.Form):
    """A short code read on a sheet or a wall."""

    code = forms.CharField(label=_("Code"), max_length=16, widget=forms.TextInput(attrs=CODE_ATTRIBUTES))


class JoinForm(forms.Form):
    """What is asked of someone who sits down, and nothing more."""

    name = forms.CharField(
        label=_("Your first name or a pseudonym"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "done"}),
    )
    college = forms.ChoiceField(label=_("You are here as"), choices=College.choices, widget=forms.RadioSelect)
    consent = forms.BooleanField(
        label=_(
            "I agree that what I draw and write here is kept with this name and used for the atelier; "
            "I can have it withdrawn."
        )
    )


class TableForm(forms.Form):
    """A table more in a workshop."""

    name = forms.CharField(label=_("Name of the table"), max_length=60)
    legend = forms.ChoiceField(label=_("Legend"), choices=list(LEGEND_TITLES.items()))


class OverlayForm(forms.Form):
    """A sheet of tracing paper more."""

    name = forms.CharField(label=_("Name of the sheet"), max_length=60)
    step = forms.ModelChoiceField(label=_("Step"), queryset=Step.everywhere.none(), required=False)
