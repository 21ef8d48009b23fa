"""Forms of prototypes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.contributions.cards.enums import CardKind
from atelier.people.enums import College
from atelier.synthesis.prototypes.models import Remark, Variant

ROWS = {"rows": 4}


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class SolutionForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(label=_("First variant"), max_length=20_000, widget=forms.Textarea(attrs=ROWS))
    made_on = day_field(_("Made on"))


class VariantForm(forms.Form):
    """A variant; one that replaces another says why, and which remarks it answers."""

    text = forms.CharField(label=_("What it is"), max_length=20_000, widget=forms.Textarea(attrs=ROWS))
    replaces = forms.ModelChoiceField(
        label=_("Takes the place of"),
        queryset=Variant.everywhere.none(),
        required=False,
        empty_label=_("none: it is tried beside the others"),
    )
    why = forms.CharField(
        label=_("What changed, and why"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    answers = forms.ModelMultipleChoiceField(
        label=_("Remarks it answers"),
        queryset=Remark.everywhere.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    made_on = day_field(_("Made on"))

    def __init__(self, *args: Any, variants: Sequence[Variant], remarks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        replaces: Any = self.fields["replaces"]
        # everywhere: those given are of one solution, which the view asked for
        replaces.queryset = Variant.everywhere.filter(pk__in=[one.pk for one in variants])
        answers: Any = self.fields["answers"]
        answers.queryset = remarks
        if not remarks:
            del self.fields["answers"]


class TrialForm(forms.Form):
    """Who tried it, and what they said."""

    tested_on = day_field(_("Date"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    college = forms.ChoiceField(label=_("College"), required=False, choices=[("", _("not said")), *College.choices])
    name = forms.CharField(label=_("First name or pseudonym"), max_length=40, required=False)
    has_consent = forms.BooleanField(
        label=_("This person agrees that the first name is kept."),
        required=False,
        help_text=_("Without it, the words are kept and nobody is named."),
    )
    remarks = forms.CharField(
        label=_("What was said"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("A remark a line: each may become a card."),
    )


class RemarkForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=CardKind.choices, initial=CardKind.FINDING)
