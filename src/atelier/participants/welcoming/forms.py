"""Forms of the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.participants.contacts.forms import ContactForm
from atelier.participants.contacts.models import Contact
from atelier.people.enums import College


class WalkInForm(ContactForm):
    """Somebody nobody expected: the least."""

    class Meta:
        model = Contact
        fields = ("name", "college", "organisation", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("sub_kind", "discipline"):
            del self.fields[name]


class ArriveForm(WalkInForm):
    """Oneself, at the entrance."""

    college = forms.ChoiceField(label=_("You are here as"), choices=College.choices, widget=forms.RadioSelect)
    consent = forms.BooleanField()

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "consent"}
