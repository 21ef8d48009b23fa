"""The form of a study."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.synthesis.perimeter.choosing import (
    Chosen,
    demonstrators_offered,
    kinds_offered,
    meanings_offered,
    tables_offered,
)
from atelier.territories.models import Commune
from atelier.territories.queries import places_matching

BY = [("population", _("inhabitants")), ("area", _("area"))]


class StudyForm(forms.Form):
    """Which drawings count, and what is asked of them."""

    title = forms.CharField(label=_("Title"), max_length=120)
    tables = forms.MultipleChoiceField(
        label=_("What was drawn at"), required=False, widget=forms.CheckboxSelectMultiple
    )
    meanings = forms.MultipleChoiceField(
        label=_("Only with these pencils"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all of them."),
    )
    card_kinds = forms.MultipleChoiceField(
        label=_("Cards with a place"), required=False, widget=forms.CheckboxSelectMultiple
    )
    has_demonstrators = forms.BooleanField(label=_("Demonstrators"), required=False)
    share = forms.IntegerField(
        label=_("Share to hold (%)"),
        min_value=1,
        max_value=100,
        initial=80,
        help_text=_("Of what was drawn, in the smallest set of communes that touch each other."),
    )
    by = forms.ChoiceField(label=_("Communes weigh by"), choices=BY, initial="population")
    communes = forms.CharField(
        label=_("Communes at the table"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A name or an INSEE code a line. Those that are drawn upon and not here will be named."),
    )

    def __init__(self, *args: Any, atelier: Atelier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tables = tables_offered(atelier)
        offers = {"tables": tables, "meanings": meanings_offered(atelier), "card_kinds": kinds_offered(atelier)}
        for name, found in offers.items():
            field: Any = self.fields[name]
            field.choices = [(one.key, f"{one.label} ({one.count})") for one in found]
            if not found:
                del self.fields[name]
        if tables:
            self.fields["tables"].initial = [one.key for one in tables]
        self.demonstrators = demonstrators_offered(atelier)
        if not self.demonstrators:
            del self.fields["has_demonstrators"]

    @property
    def has_offers(self) -> bool:
        """Whether anything at all has a place."""
        return any(name in self.fields for name in ("tables", "card_kinds", "has_demonstrators"))

    def clean_communes(self) -> tuple[str, ...]:
        """INSEE codes, in the order they were typed."""
        found = []
        for line in re.split(r"[\n;,]+", self.cleaned_data["communes"]):
            if words := line.strip():
                found.append(_code_of(words))
        return tuple(dict.fromkeys(found))

    def chosen(self) -> Chosen:
        words = self.cleaned_data
        return Chosen(
            tables=tuple(words.get("tables", ())),
            meanings=tuple(words.get("meanings", ())),
            card_kinds=tuple(words.get("card_kinds", ())),
            has_demonstrators=words.get("has_demonstrators", False),
            share=words["share"] / 100,
            by=words["by"],
            communes=words["communes"],
        )


def _code_of(words: str) -> str:
    """Raises ValidationError."""
    if Commune.objects.filter(code=words.upper(), is_current=True).exists():
        return words.upper()
    for place in places_matching(words, limit=4):
        if place.kind == "commune":
            return place.code
    raise forms.ValidationError(_("No commune is called “%(words)s”."), params={"words": words}, code="unknown")
