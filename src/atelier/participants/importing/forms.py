"""Forms of a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from atelier.engines.lists.headings import FIELDS
from atelier.participants.importing.sentences import FIELD_NAMES
from atelier.participants.importing.store import Preview
from atelier.people.enums import College

MOST_MB = 20


class ListForm(forms.Form):
    """A list to bring."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, XLSX (Excel) or ODS (LibreOffice): headings on the first line, then a line a person."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx,.ods"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_MB * 1024 * 1024:
            raise forms.ValidationError(
                _("This list is larger than %(most)s MB. Keep the columns that serve, then bring it again."),
                params={"most": MOST_MB},
            )
        return file


class ColumnsForm(forms.Form):
    """What each column holds."""

    college = forms.ChoiceField(
        label=_("College of the lines that say none"), choices=[("", "–"), *College.choices], required=False
    )

    def __init__(self, data: Any, *, preview: Preview) -> None:
        super().__init__(data, initial={"college": preview.college})
        by_column = {at: name for name, at in preview.columns.items()}
        choices = [("", _("Not taken")), *((name, FIELD_NAMES[name]) for name in FIELDS)]
        for number, heading in enumerate(preview.headings):
            said = ", ".join(row[number] for row in preview.samples if row[number])[:80]
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=by_column.get(number, ""), help_text=said
            )

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [name for name in self.columns_of(words).values() if name]
        for name in {one for one in chosen if chosen.count(one) > 1}:
            self.add_error(None, _("Two columns are said to be “%(name)s”.") % {"name": FIELD_NAMES[name]})
        if not {"name", "first_name", "last_name"} & set(chosen):
            self.add_error(None, _("Say which column holds the names."))
        return words

    @staticmethod
    def columns_of(words: dict[str, Any]) -> dict[int, str]:
        return {int(key.removeprefix("column_")): str(name) for key, name in words.items() if key.startswith("column_")}

    @property
    def columns(self) -> dict[str, int]:
        """field → number of its column."""
        return {name: number for number, name in self.columns_of(self.cleaned_data).items() if name}
