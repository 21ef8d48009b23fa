"""What a facilitator's gesture may carry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.tables.facilitation.gestures import GESTURES

MOST_MINUTES = 480


class GestureForm(forms.Form):
    """A gesture by name, for one table or for all; each gesture reads the fields it knows."""

    gesture = forms.ChoiceField(choices=[(name, name) for name in GESTURES])
    table = forms.UUIDField(required=False)
    is_on = forms.BooleanField(required=False)
    step = forms.IntegerField(required=False, min_value=0)
    title = forms.CharField(required=False, max_length=80)
    minutes = forms.IntegerField(required=False, min_value=0, max_value=MOST_MINUTES)
    overlay = forms.IntegerField(required=False, min_value=1)
    seat = forms.IntegerField(required=False, min_value=1)
    thing = forms.UUIDField(required=False)
    west = forms.FloatField(required=False, min_value=-180, max_value=180)
    east = forms.FloatField(required=False, min_value=-180, max_value=180)
    south = forms.FloatField(required=False, min_value=-86, max_value=86)
    north = forms.FloatField(required=False, min_value=-86, max_value=86)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("gesture") == "phase_begin" and not (said.get("step") or said.get("title")):
            self.add_error("title", _("Choose a step, or give the phase a title."))
        return said
