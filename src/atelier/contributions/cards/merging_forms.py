"""Forms that make cards of cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.contributions.cards.commands import Said
from atelier.contributions.cards.enums import CardKind, Family
from atelier.contributions.cards.forms import FEW_WORDS, NOTHING, WORDS
from atelier.contributions.cards.models import Card
from atelier.contributions.cards.proposals import MOST_PARTS, merged_said, said_like

ALL_PLACES = "all"


class MergeForm(forms.Form):
    """The card that will speak for several."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CardKind.choices)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 6}), max_length=8000)
    lift_condition = forms.CharField(
        label=_("What would lift it"), widget=FEW_WORDS, max_length=4000, required=False, help_text=_("For a blockage.")
    )
    family = forms.ChoiceField(
        label=_("Family"), choices=[NOTHING, *Family.choices], required=False, help_text=_("For a resource.")
    )
    place = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(self, *args: Any, cards: Sequence[Card], **kwargs: Any) -> None:
        self.cards = [card for card in cards if not card.is_ended] or cards
        self.proposed = merged_said(self.cards)
        names = ("kind", "text", "lift_condition", "family")
        initial = {name: getattr(self.proposed, name) for name in names} | {"place": ALL_PLACES}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        placed = [card for card in self.cards if card.geometry]
        if self.proposed.family not in ("", *Family.values):
            own = (self.proposed.family, self.proposed.family)
            self.fields["family"].choices = [NOTHING, *Family.choices, own]  # type: ignore[attr-defined]
        if not placed:
            del self.fields["place"]
            return
        kinds = {card.geometry["type"].removeprefix("Multi") for card in placed}
        whole = [(ALL_PLACES, _("All their places together"))] if len(kinds) == 1 and len(placed) > 1 else []
        places = [(str(card.pk), _("That of %(card)s") % {"card": card.name}) for card in placed]
        self.fields["place"].choices = [*whole, *places, ("", _("None"))]  # type: ignore[attr-defined]

    @property
    def said(self) -> Said:
        said = self.proposed
        for name in ("kind", "text", "lift_condition", "family"):
            setattr(said, name, self.cleaned_data[name])
        chosen = self.cleaned_data.get("place", "")
        if chosen != ALL_PLACES:
            said.geometry = next((card.geometry for card in self.cards if str(card.pk) == chosen), None)
        return said


class PartForm(forms.Form):
    """One part of what a card said; an empty one is no part."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CardKind.choices)
    text = forms.CharField(label=_("Text"), widget=WORDS, max_length=4000, required=False)


PartForms = forms.formset_factory(PartForm, extra=0, min_num=2, max_num=MOST_PARTS, absolute_max=MOST_PARTS)


def parts_said(card: Card, parts: Any) -> list[Said]:
    """The parts of a valid formset, with the voice, place and table of the card they come from."""
    said = [part.cleaned_data for part in parts if part.cleaned_data.get("text", "").strip()]
    return [said_like(card, kind=one["kind"], text=one["text"]) for one in said]


class NextForm(forms.Form):
    """The card that this one led to."""

    kind = forms.ChoiceField(label=_("Kind"), choices=CardKind.choices)
    text = forms.CharField(label=_("Text"), widget=WORDS, max_length=4000)
    keeps_place = forms.BooleanField(label=_("At the same place"), required=False, initial=True)
