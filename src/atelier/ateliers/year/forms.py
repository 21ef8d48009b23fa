"""Forms of the year."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.enums import AtelierKind
from atelier.ateliers.models import Atelier, CalendarFeed, Deliverable, Stage, ThematicGroup, Workshop
from atelier.ateliers.year.enums import StageKind
from atelier.ateliers.year.models import Year
from atelier.territories.models import Department


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NewAtelierForm(forms.Form):
    """A new atelier and its year. `departments`: those the person may open one for."""

    title = forms.CharField(label=_("Title"), max_length=120)
    territory = forms.CharField(label=_("Territory"), max_length=120)
    departments = forms.MultipleChoiceField(label=_("Departments"))
    kind = forms.ChoiceField(label=_("Kind"), choices=AtelierKind.choices, initial=AtelierKind.LOCAL)
    starts_on = forms.DateField(
        label=_("First day"),
        widget=day_input(),
        help_text=_("Stages are laid out from this day, after the pattern of the kind; everything can be moved."),
    )
    site = forms.ChoiceField(label=_("Base map"))

    def __init__(self, *args: Any, sites: list[tuple[str, str]], departments: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Department.objects.filter(code__in=departments).values_list("code", "name")
        site: Any = self.fields["site"]
        field: Any = self.fields["departments"]
        site.choices = sites
        field.choices = [(code, f"{code} {name}") for code, name in known]
        if len(field.choices) == 1:
            field.initial = [field.choices[0][0]]
        if len(field.choices) <= 14:
            field.widget = forms.CheckboxSelectMultiple(choices=field.choices)
        else:
            field.widget.attrs["size"] = 6


class PatternForm(forms.ModelForm[Year]):
    """The year of an atelier that has none yet."""

    class Meta:
        model = Year
        fields = ("starts_on",)
        widgets = {"starts_on": day_input()}


class StageForm(forms.ModelForm[Stage]):
    """A stage, changed: its words, its days, the stage it waits for, and why."""

    class Meta:
        model = Stage
        fields = ("title", "about", "starts_on", "ends_on", "after", "reason")
        widgets = {
            "starts_on": day_input(),
            "ends_on": day_input(),
            "about": forms.Textarea(attrs={"rows": 3}),
            "reason": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"after": _("Waits for")}
        help_texts = {"reason": _("Shown beside the pattern, for the next atelier to learn from.")}

    def __init__(self, *args: Any, atelier: Atelier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after: Any = self.fields["after"]
        others = Stage.objects.of(atelier).filter(removed_at=None).exclude(pk=self.instance.pk)
        after.queryset, after.empty_label = others, _("nothing")


class NewStageForm(forms.Form):
    """A stage that the pattern does not have."""

    title = forms.CharField(label=_("Title"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=StageKind.choices, initial=StageKind.MEETING)
    starts_on = forms.DateField(label=_("First day"), widget=day_input())
    ends_on = forms.DateField(label=_("Last day"), widget=day_input())
    reason = forms.CharField(
        label=_("Why it differs from the pattern"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReasonForm(forms.Form):
    """Why; whether it is required is the command's to say."""

    reason = forms.CharField(label=_("Why"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class PaperForm(forms.Form):
    """A file, or the address of a thing in Atelier."""

    file = forms.FileField(label=_("File"), required=False)
    address = forms.CharField(
        label=_("or an address in Atelier"), required=False, max_length=300, help_text=_("A table, a replay, a page…")
    )
    title = forms.CharField(label=_("What it is"), required=False, max_length=160)

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        if bool(words.get("file")) == bool(words.get("address")) and not self.errors:
            raise forms.ValidationError(_("Add a file, or give an address: one of the two."))
        return words


class DeliverableForm(forms.ModelForm[Deliverable]):
    class Meta:
        model = Deliverable
        fields = ("title", "is_required")


class WordsForm(forms.Form):
    words = forms.CharField(label=_("What was said"), required=False, max_length=2000)


class GroupForm(forms.ModelForm[ThematicGroup]):
    """A thematic group of an inter-workshop."""

    class Meta:
        model = ThematicGroup
        fields = ("title", "leader", "members", "meets_on", "place", "outcome")
        widgets = {
            "meets_on": day_input(),
            "members": forms.Textarea(attrs={"rows": 3}),
            "outcome": forms.Textarea(attrs={"rows": 3}),
        }


class WorkshopPlaceForm(forms.Form):
    """Which workshop belongs to the stage, and on which day it is held."""

    workshop = forms.ModelChoiceField(label=_("Workshop"), queryset=Workshop.everywhere.none())
    held_on = forms.DateField(label=_("Date"), required=False, widget=day_input())

    def __init__(self, *args: Any, atelier: Atelier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        workshop: Any = self.fields["workshop"]
        workshop.queryset = Workshop.objects.of(atelier)


class FeedForm(forms.ModelForm[CalendarFeed]):
    class Meta:
        model = CalendarFeed
        fields = ("name",)
        help_texts = {"name": _("The program that will read it, for instance: my phone.")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"})}
