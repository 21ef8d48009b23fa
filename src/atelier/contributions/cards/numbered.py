"""Cards chosen by the number people call them by, where a list of thousands would be no choice."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from atelier.contributions.cards.models import Card

NUMBER = re.compile(r"\d{1,6}")


class NumberedCards(forms.CharField):
    """`C-12, C-40`: the cards of `cards` so numbered. A number that is none is said."""

    cards: QuerySet[Card]  # set by the form, which knows the atelier

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Other cards, by their number"))
        options.setdefault("help_text", gettext_lazy("For instance C-12, C-40."))
        super().__init__(required=False, max_length=300, **options)

    def clean(self, value: Any) -> list[Card]:
        numbers = {int(said) for said in NUMBER.findall(super().clean(value))}
        found = list(self.cards.filter(number__in=numbers)) if numbers else []
        if missing := numbers - {card.number for card in found}:
            named = ", ".join(f"C-{number}" for number in sorted(missing))
            raise forms.ValidationError(_("There is no card %(cards)s here.") % {"cards": named})
        return found
