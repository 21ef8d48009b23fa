"""Forms of the register."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.people.enums import OrganisationKind
from atelier.people.models import Organisation


class OrganisationForm(forms.ModelForm[Organisation]):
    """An organisation more."""

    class Meta:
        model = Organisation
        fields = ("kind", "name", "territory", "email")
        help_texts = {
            "territory": _(
                "INSEE or SIREN code: the region of a DREAL (28), the department of a DDT (76), the commune (76217) or "
                "the grouping (247600786). Nothing for the whole country."
            )
        }

    def validate_unique(self) -> None:
        """The command finds the one that is there."""


class MandateForm(forms.Form):
    """Someone who speaks for the organisation; the account is made if there is none."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    function = forms.CharField(label=_("Function"), max_length=120, required=False)


class SearchForm(forms.Form):
    """What is looked for in the register."""

    q = forms.CharField(label=_("Name, territory or person"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *OrganisationKind.choices], required=False)
