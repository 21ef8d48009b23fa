"""Forms of the notebook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier, NotebookEntry, Stage


class EntryForm(forms.ModelForm[NotebookEntry]):
    """A paragraph, with a photograph if one wants. `is_private` is there for the State service alone."""

    photograph = forms.FileField(
        label=_("Photograph"), required=False, help_text=_("JPEG, PNG or WebP; 15 MB at most.")
    )
    caption = forms.CharField(label=_("Caption"), required=False, max_length=200)
    alternative = forms.CharField(
        label=_("What one sees in it"),
        required=False,
        max_length=300,
        help_text=_("For those who do not see the picture. Asked whenever there is one."),
    )

    class Meta:
        model = NotebookEntry
        fields = ("day", "title", "text", "stage", "is_private")
        widgets = {
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "text": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, atelier: Atelier, reads_private: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage: Any = self.fields["stage"]
        stage.queryset, stage.empty_label = Stage.objects.of(atelier).filter(removed_at=None), _("none in particular")
        if not reads_private:
            del self.fields["is_private"]

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or {}
        if words.get("photograph") and not (words.get("alternative") or "").strip():
            self.add_error("alternative", _("Say what one sees in the photograph, in a sentence."))
        return words
