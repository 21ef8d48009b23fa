"""Forms of validation rounds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.agreement.rounds.enums import Outcome, Stance
from atelier.ateliers.models import Atelier, Workshop
from atelier.people.enums import College

PARAGRAPHS = forms.Textarea(attrs={"rows": 8})
LINES = forms.Textarea(attrs={"rows": 3})


class RoundForm(forms.Form):
    """A text to validate."""

    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(label=_("Text to validate"), max_length=8_000, widget=PARAGRAPHS)
    workshop = forms.ModelChoiceField(
        label=_("Workshop"), queryset=Workshop.everywhere.none(), required=False, empty_label="–"
    )

    def __init__(self, data: Any, *, atelier: Atelier, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["workshop"].queryset = Workshop.objects.of(atelier)  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """The text changed."""

    text = forms.CharField(label=_("New text"), max_length=8_000, widget=PARAGRAPHS)
    change = forms.CharField(label=_("What changed, and why"), max_length=2_000, widget=LINES)


class AnswerForm(forms.Form):
    """An answer to an objection."""

    text = forms.CharField(label=_("Answer"), max_length=2_000, widget=LINES)


class CloseForm(forms.Form):
    """How the round ends."""

    outcome = forms.ChoiceField(label=_("How it ends"), choices=Outcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In a few words"), max_length=2_000, widget=LINES, required=False)


class PositionForm(forms.Form):
    """What one says of a version. A visitor says their college too."""

    version = forms.UUIDField(widget=forms.HiddenInput)
    stance = forms.ChoiceField(label=_("Your position"), choices=Stance.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"), max_length=2_000, widget=LINES, required=False,
        help_text=_("Needed for a reservation or an objection: it is answered, and stays with this version."),
    )  # fmt: skip
    college = forms.ChoiceField(label=_("You are among…"), choices=College.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    is_named = forms.BooleanField(label=_("My name may be written in the minutes"), required=False)
