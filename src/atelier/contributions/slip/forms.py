"""Forms of a slip."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.contributions.cards.models import Card
from atelier.contributions.slip.enums import Answer

CODE_ATTRIBUTES = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "inputmode": "text",
    "enterkeyhint": "go",
}
MOST_WORDS = 2_000


class SlipForm(forms.Form):
    """The code of a slip, as it was copied by hand."""

    code = forms.CharField(label=_("Code of your slip"), max_length=24, widget=forms.TextInput(attrs=CODE_ATTRIBUTES))


class WordsForm(forms.Form):
    """The words of a card, by who said it. `revision`: what they had before their eyes."""

    text = forms.CharField(label=_("What you said"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))
    lift_condition = forms.CharField(
        label=_("What would lift it"), max_length=MOST_WORDS, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, card: Card, **more: Any) -> None:
        shown = {"text": card.text, "lift_condition": card.lift_condition, "revision": card.revision}
        super().__init__(*given, **{"initial": shown, **more})
        if card.kind != "blockage":
            del self.fields["lift_condition"]


class RemovalForm(forms.Form):
    """What should go, in the person's words."""

    words = forms.CharField(
        label=_("What should go, and why if you wish"),
        max_length=MOST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    """What keepers did, said to who asked."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(Answer.DONE, _("It was taken away")), (Answer.REFUSED, _("It stays"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What was done, or why it stays"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 2})
    )
