"""Forms of gatherings, letters and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier, Workshop
from atelier.participants.contacts.models import Contact
from atelier.participants.inviting.letters import LINK, SLOTS, unknown_slots
from atelier.participants.inviting.models import Answer, Gathering, Invitation
from atelier.participants.inviting.queries import not_invited
from atelier.people.enums import College

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class GatheringForm(forms.Form):
    """A day to invite people to."""

    title = forms.CharField(label=_("Title"), max_length=120)
    workshop = forms.ModelChoiceField(
        label=_("Workshop"), queryset=Workshop.everywhere.none(), required=False, empty_label="–"
    )
    day = forms.DateField(label=_("Date"), widget=DATE)
    begins = forms.TimeField(label=_("Begins at"), widget=TIME)
    ends = forms.TimeField(label=_("Ends at"), widget=TIME)
    place = forms.CharField(label=_("Place"), max_length=160, required=False)

    def __init__(self, data: Any, *, atelier: Atelier, gathering: Gathering | None = None) -> None:
        super().__init__(data, initial=_initial(gathering) if gathering else {})
        self.fields["workshop"].queryset = Workshop.objects.of(atelier)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or self.cleaned_data
        if words.get("begins") and words.get("ends") and words["ends"] <= words["begins"]:
            self.add_error("ends", _("It ends before it begins."))
        return words

    @property
    def values(self) -> dict[str, Any]:
        words = self.cleaned_data
        return {
            "title": words["title"],
            "workshop": words["workshop"],
            "place": words["place"],
            "starts_at": timezone.make_aware(datetime.combine(words["day"], words["begins"])),
            "ends_at": timezone.make_aware(datetime.combine(words["day"], words["ends"])),
        }


def _initial(gathering: Gathering) -> dict[str, Any]:
    begins, ends = timezone.localtime(gathering.starts_at), timezone.localtime(gathering.ends_at)
    return {
        "title": gathering.title,
        "workshop": gathering.workshop_id,
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "place": gathering.place,
    }


class InviteForm(forms.Form):
    """Whom to invite: whole colleges, or one person."""

    colleges = forms.MultipleChoiceField(
        label=_("Everyone of these colleges"), required=False, widget=forms.CheckboxSelectMultiple
    )
    person = forms.CharField(
        label=_("Or one person: name or address"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any, *, gathering: Gathering, waiting: dict[str, int]) -> None:
        super().__init__(data)
        self.gathering = gathering
        choices = [(c.value, f"{c.label} ({waiting[c.value]})") for c in College if waiting.get(c.value)]
        self.fields["colleges"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or self.cleaned_data
        self.contacts: list[Contact] = []
        if person := words.get("person"):
            free = not_invited(self.gathering)
            found = list(free.filter(email=person.lower())[:2] or free.filter(name__icontains=person)[:2])
            if len(found) == 1:
                self.contacts = found
            else:
                said = (
                    _("Several people are called so: write the address.")
                    if found
                    else _("Nobody to invite is called so.")
                )
                self.add_error("person", said)
        elif not words.get("colleges"):
            self.add_error(None, _("Choose at least a college, or a person."))
        return words


class WordsForm(forms.Form):
    """The words of a letter."""

    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(label=_("Text"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 16}))

    def clean_subject(self) -> str:
        return self._known("subject")

    def clean_text(self) -> str:
        text = self._known("text")
        if f"{{{LINK}}}" not in text:
            raise forms.ValidationError(_("Keep {lien}: without their link people cannot answer."))
        return text

    def _known(self, field: str) -> str:
        text = str(self.cleaned_data[field])
        if unknown := unknown_slots(text):
            slots = ", ".join(f"{{{name}}}" for name in SLOTS)
            raise forms.ValidationError(
                _("%(unknown)s means nothing here. Known: %(known)s."),
                params={"unknown": f"{{{unknown[0]}}}", "known": slots},
            )
        return text


class AnswerForm(forms.ModelForm[Invitation]):
    """What somebody invited says."""

    answer = forms.ChoiceField(
        label=_("Do you come?"),
        choices=[(Answer.YES, _("Yes, I come")), (Answer.MAYBE, _("Perhaps")), (Answer.NO, _("No, I do not come"))],
        widget=forms.RadioSelect,
    )
    agrees_data = forms.BooleanField(required=False)
    agrees_image = forms.BooleanField(required=False)

    class Meta:
        model = Invitation
        fields = ("answer", "instead", "access", "diet", "transport")
        labels = {
            "instead": _("Somebody comes in your place?"),
            "access": _("What you need to come in and take part"),
            "diet": _("Meal"),
            "transport": _("Transport"),
        }
        help_texts = {
            "instead": _("Their first name and name."),
            "access": _("A ramp, a loop for hearing aids, large letters, an interpreter…"),
            "diet": _("Vegetarian, without gluten, allergies…"),
            "transport": _("You look for a place in a car, or offer one, and from where."),
        }
