"""Forms of contacts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.participants.contacts.models import Contact
from atelier.participants.kinds import present_kinds
from atelier.people.enums import College
from atelier.territories.models import Commune
from atelier.territories.queries import places_matching


class ContactForm(forms.ModelForm[Contact]):
    """A contact. The commune is typed by name or code, and kept by its code."""

    place = forms.CharField(
        label=_("Commune"),
        required=False,
        max_length=90,
        help_text=_("Its name, with the department if needed: Ault 80."),
    )

    class Meta:
        model = Contact
        fields = ("name", "email", "phone", "organisation", "function", "college", "sub_kind", "discipline")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("First name and name")
        kinds = present_kinds()
        groups = [
            (str(college.label), [(kind.key, kind.name) for kind in kinds.of(college)])
            for college in College
            if kinds.of(college)
        ]
        nothing = [("", "–")]
        self.fields["sub_kind"] = forms.ChoiceField(
            label=_("More precisely"), choices=[*nothing, *groups], required=False
        )
        disciplines = [(one.key, one.name) for one in kinds.disciplines]
        self.fields["discipline"] = forms.ChoiceField(
            label=_("Discipline"), choices=[*nothing, *disciplines], required=False
        )
        if self.instance.commune:
            commune = Commune.objects.filter(code=self.instance.commune).first()
            self.initial["place"] = f"{commune.name} {commune.department_id}" if commune else self.instance.commune

    def clean_place(self) -> str:
        """The code of the commune."""
        typed = str(self.cleaned_data["place"]).strip()
        if not typed:
            return ""
        if Commune.objects.filter(code=typed.upper()).exists():
            return typed.upper()
        found = [place for place in places_matching(typed, 3) if place.kind == "commune"]
        if not found:
            raise forms.ValidationError(_("No commune of this name. Verify how it is written."))
        return found[0].code

    def clean_email(self) -> str | None:
        return (self.cleaned_data["email"] or "").lower() or None

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = next((one for one in present_kinds().kinds if one.key == words.get("sub_kind")), None)
        if chosen and words.get("college") and chosen.college != words["college"]:
            self.add_error("sub_kind", _("This belongs to another college."))
        return words

    def validate_unique(self) -> None:
        """The command asks it, within the atelier."""

    @property
    def values(self) -> dict[str, Any]:
        words = dict(self.cleaned_data)
        commune = words.pop("place")
        return {**words, "commune": commune}


class FindForm(forms.Form):
    """What is looked for among the contacts."""

    q = forms.CharField(label=_("Name, organisation or address"), required=False, max_length=80)
    college = forms.ChoiceField(label=_("College"), choices=[("", _("All")), *College.choices], required=False)
