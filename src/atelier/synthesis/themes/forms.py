"""Forms of groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier, Workshop
from atelier.contributions.cards.enums import CardKind
from atelier.synthesis.themes.enums import FINENESS, FINENESSES, NEARNESSES
from atelier.synthesis.themes.models import Grouping


class RunForm(forms.Form):
    """Which cards, how finely, with or without the ground."""

    workshop = forms.ModelChoiceField(
        label=_("Cards of"), queryset=Workshop.everywhere.none(), required=False, empty_label=_("all the workshops")
    )
    kind = forms.ChoiceField(
        label=_("Kind of cards"), choices=[("", _("all kinds")), *CardKind.choices], required=False
    )
    fineness = forms.TypedChoiceField(label=_("Groups"), choices=FINENESSES, coerce=float, initial=FINENESS)
    near_m = forms.TypedChoiceField(label=_("Nearness"), choices=NEARNESSES, coerce=float, initial=0.0)

    def __init__(self, *given: Any, atelier: Atelier, shown: Grouping | None = None, **more: Any) -> None:
        if shown:
            more["initial"] = {
                "workshop": shown.workshop_id,
                "kind": shown.kind,
                "fineness": shown.fineness,
                "near_m": shown.near_m,
            }
        super().__init__(*given, **more)
        self.fields["workshop"].queryset = Workshop.objects.of(atelier)  # type: ignore[attr-defined]


class NameForm(forms.Form):
    """What people call a group."""

    name = forms.CharField(label=_("Name of the group"), max_length=160)


class OneCardForm(forms.Form):
    """The card that says what a group says."""

    kind = forms.ChoiceField(label=_("Kind of card"), choices=CardKind.choices)
    text = forms.CharField(label=_("What it says"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))
