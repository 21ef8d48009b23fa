"""Forms of demonstrators."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.contributions.cards.commands import node_of
from atelier.contributions.cards.numbered import NumberedCards
from atelier.contributions.cards.queries import standing_cards
from atelier.contributions.lineage.nodes import Node
from atelier.synthesis.demonstrators.enums import LATER, DemonstratorState, Moment, People
from atelier.synthesis.demonstrators.errors import PlaceUnknown
from atelier.synthesis.demonstrators.models import SitePicture
from atelier.synthesis.demonstrators.places import typed_place
from atelier.synthesis.demonstrators.queries import cards_to_try


class DemonstratorForm(forms.Form):
    """The words of a site, where it is, and the cards it comes from. `revision`: the one that was read."""

    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("What is tried there"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What one wants to show, for whom, how one will know that it works."),
    )
    bearers = forms.CharField(
        label=_("Bearers"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A name a line."),
    )
    place_name = forms.CharField(label=_("Name of the place"), max_length=120, required=False)
    place = forms.CharField(
        label=_("Position"),
        max_length=120,
        required=False,
        help_text=_("A commune, or a latitude and a longitude: 49.925, 1.077. Left empty: where the cards are."),
    )
    sources = forms.MultipleChoiceField(
        label=_("Cards it comes from"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = NumberedCards()
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, atelier: Atelier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].cards = standing_cards(atelier)  # type: ignore[attr-defined]
        sent: Any = self.data  # a QueryDict
        asked = sent.getlist("sources") if self.is_bound else self.initial.get("sources", ())
        cards = cards_to_try(atelier, asked)
        field: Any = self.fields["sources"]
        field.choices = [(str(card.pk), f"{card.name} {card.text}") for card in cards]
        if not field.choices:
            del self.fields["sources"]

    @property
    def origins(self) -> list[Node]:
        """The cards chosen, and those named by their numbers."""
        chosen = [Node("card", UUID(pk)) for pk in self.cleaned_data.get("sources", ())]
        return list(dict.fromkeys([*chosen, *(node_of(card) for card in self.cleaned_data["others"])]))

    def clean(self) -> dict[str, Any]:
        """Adds `geometry`: the place that was typed, None where nothing was."""
        words: dict[str, Any] = super().clean() or {}
        words["geometry"] = None
        if place := (words.get("place") or "").strip():
            try:
                words["geometry"], name = typed_place(place)
            except PlaceUnknown as unknown:
                self.add_error("place", unknown.sentence)
            else:
                words["place_name"] = words.get("place_name") or name
        return words


class StateForm(forms.Form):
    state = forms.ChoiceField(label=_("State"), choices=DemonstratorState.choices)
    reason = forms.CharField(label=_("Why"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class RightsForm(forms.Form):
    """Who took a picture, what those one recognises in it said, and whether everyone may see it."""

    credit = forms.CharField(label=_("Credit"), max_length=120, required=False, help_text=_("Who took or drew it."))
    people = forms.ChoiceField(label=_("People in it"), choices=People.choices, initial=People.UNSAID, required=False)
    is_public = forms.BooleanField(
        label=_("It may be published"),
        required=False,
        help_text=_("On the public page of the roadmap, with its credit. Unticked, it is taken off at once."),
    )

    def clean_people(self) -> str:
        return self.cleaned_data["people"] or People.UNSAID


class PictureForm(RightsForm):
    """A photograph, what it shows, and the one it is compared with."""

    field_order = ("photograph", "moment", "before", "alternative", "caption", "taken_on")

    photograph = forms.FileField(label=_("Photograph"), help_text=_("JPEG, PNG or WebP; 15 MB at most."))
    moment = forms.ChoiceField(label=_("What it shows"), choices=Moment.choices, initial=Moment.TODAY)
    before = forms.ModelChoiceField(
        label=_("Compared with"),
        queryset=SitePicture.everywhere.none(),
        required=False,
        empty_label=_("no other picture"),
        help_text=_("The same view as it was: the two are then shown side by side."),
    )
    alternative = forms.CharField(
        label=_("What one sees in it"), max_length=300, help_text=_("For those who do not see the picture.")
    )
    caption = forms.CharField(label=_("Caption"), max_length=200, required=False)
    taken_on = forms.DateField(
        label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, pictures: Iterable[SitePicture], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["before"]
        firsts = [one.pk for one in pictures if not one.is_later]
        # everywhere: the pictures given are those of one demonstrator, which the view asked for
        field.queryset = SitePicture.everywhere.filter(pk__in=firsts)
        if not firsts:
            del self.fields["before"]

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        if words.get("before") and words.get("moment") not in LATER:
            self.add_error(
                "before", _("A picture of what is imagined or done is compared with one of the place as it is.")
            )
        return words
