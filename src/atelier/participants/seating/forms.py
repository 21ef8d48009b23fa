"""Forms of the seating plan."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.participants.seating.commands import MOST_CHAIRS, MOST_TABLES


class TablesForm(forms.Form):
    """So many tables of so many chairs."""

    count = forms.IntegerField(label=_("Tables"), min_value=1, max_value=MOST_TABLES)
    chairs = forms.IntegerField(label=_("Chairs at each"), min_value=2, max_value=MOST_CHAIRS)


class TableForm(forms.Form):
    """One table."""

    name = forms.CharField(label=_("Name"), max_length=60)
    chairs = forms.IntegerField(label=_("Chairs"), min_value=1, max_value=MOST_CHAIRS)
