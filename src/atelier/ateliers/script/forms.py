"""Forms of the script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Script, Sequence, Step, Workshop
from atelier.ateliers.script.errors import MaterialUnreadable
from atelier.ateliers.script.material import Material, material_of, text_of


class ScriptForm(forms.ModelForm[Script]):
    class Meta:
        model = Script
        fields = ("starts_at", "place", "tables", "people", "aim")
        widgets = {
            "starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "aim": forms.Textarea(attrs={"rows": 2}),
        }


class SequenceForm(forms.ModelForm[Sequence]):
    """A sequence; its material is typed one thing a line."""

    material_lines = forms.CharField(
        label=_("Material"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One thing a line: 2 erasers / table, 1 badge / person, 3 rolls of tracing paper."),
    )

    class Meta:
        model = Sequence
        fields = ("title", "kind", "minutes", "day", "step", "leads", "writes", "tables", "material_lines", "method")
        widgets = {
            "method": forms.Textarea(attrs={"rows": 3}),
            "minutes": forms.NumberInput(attrs={"min": 1, "max": 600}),
        }
        help_texts = {"step": _("What the live tables then work on: its sheet is the one drawn on.")}

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        step: Any = self.fields["step"]
        step.queryset, step.empty_label = Step.objects.of(workshop.atelier_id).filter(workshop=workshop), _("no step")
        self.fields["material_lines"].initial = text_of(self.instance.material)

    def clean_material_lines(self) -> list[Material]:
        try:
            return material_of(self.cleaned_data["material_lines"])
        except MaterialUnreadable as error:
            raise forms.ValidationError(error.sentence) from error

    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        if not 1 <= minutes <= 600:
            raise forms.ValidationError(_("Between 1 and 600 minutes."))
        return minutes


class StepForm(forms.ModelForm[Step]):
    class Meta:
        model = Step
        fields = ("title",)


class CopyForm(forms.Form):
    """`source` is model:<key> or workshop:<number>."""

    source = forms.ChoiceField(label=_("Copy from"))

    def __init__(self, *args: Any, sources: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source: Any = self.fields["source"]
        source.choices = sources
