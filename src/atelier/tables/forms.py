"""Forms of the room `tables`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Step
from atelier.engines.exchange.limits import MEGABYTE, MOST_BYTES
from atelier.engines.exchange.refusals import FileCode
from atelier.people.enums import College
from atelier.tables.importing.laying import default_pencil, default_text, pencils_for
from atelier.tables.importing.sentences import FILE_SENTENCES
from atelier.tables.legend import LEGEND_TITLES
from atelier.tables.models import HeldFate, Table

CODE_ATTRIBUTES = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "inputmode": "text",
    "enterkeyhint": "go",
}


class CodeForm(forms.Form):
    """A short code read on a sheet or a wall."""

    code = forms.CharField(label=_("Code"), max_length=16, widget=forms.TextInput(attrs=CODE_ATTRIBUTES))


class JoinForm(forms.Form):
    """What is asked of someone who sits down, and nothing more."""

    name = forms.CharField(
        label=_("Your first name or a pseudonym"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "done"}),
    )
    college = forms.ChoiceField(label=_("You are here as"), choices=College.choices, widget=forms.RadioSelect)
    consent = forms.BooleanField(
        label=_(
            "I agree that what I draw and write here is kept with this name and used for the atelier; "
            "I can have it withdrawn."
        )
    )


class VoiceForm(forms.Form):
    """Someone without a screen. The consent is asked by the command: without it there is a way on, for the table."""

    name = forms.CharField(label=_("First name or pseudonym"), max_length=40)
    college = forms.ChoiceField(label=_("College"), choices=College.choices)
    consent = forms.BooleanField(label=_("They agree"), required=False)


class DecideForm(forms.Form):
    """What becomes of a note that waits; `seen` is what it was when the facilitator read it."""

    op = forms.UUIDField()
    decision = forms.ChoiceField(choices=[("accept", "accept"), ("aside", "aside")])
    seen = forms.ChoiceField(choices=HeldFate.choices, required=False)
    reason = forms.CharField(max_length=200, required=False)

    def clean_seen(self) -> str:
        return self.cleaned_data["seen"] or HeldFate.WAITING


class TableForm(forms.Form):
    """A table more in a workshop."""

    name = forms.CharField(label=_("Name of the table"), max_length=60)
    legend = forms.ChoiceField(label=_("Legend"), choices=list(LEGEND_TITLES.items()))


class OverlayForm(forms.Form):
    """A sheet of tracing paper more."""

    name = forms.CharField(label=_("Name of the sheet"), max_length=60)
    step = forms.ModelChoiceField(label=_("Step"), queryset=Step.everywhere.none(), required=False)


PROJECTIONS = (
    ("", _("As the file says")),
    ("EPSG:4326", _("Longitude and latitude (WGS 84)")),
    ("EPSG:2154", _("Lambert-93")),
    ("EPSG:27572", _("Lambert II extended")),
    ("EPSG:3857", _("Web maps (Mercator)")),
)
MAP_FILES = ".geojson,.json,.gpkg,.kml,.kmz,.gpx,.csv,.zip"


class ImportForm(forms.Form):
    """A file to lay on the table."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("GeoJSON, GeoPackage, KML or KMZ, GPX, zipped Shapefile, or CSV with longitude and latitude."),
        widget=forms.ClearableFileInput(attrs={"accept": MAP_FILES}),
    )
    crs = forms.ChoiceField(label=_("Projection"), choices=PROJECTIONS, required=False)

    def clean_file(self) -> UploadedFile[Any]:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(FILE_SENTENCES[FileCode.TOO_LARGE] % {"most": MOST_BYTES // MEGABYTE})
        return file


class LayForm(forms.Form):
    """On which overlay and with which pencils: asked only for the shapes that the file holds."""

    NEW = "new"
    LABELS = {"mark": _("Pencil for points"), "stroke": _("Pencil for lines"), "area": _("Pencil for surfaces")}

    overlay = forms.ChoiceField(label=_("Sheet of tracing paper"))
    name = forms.CharField(label=_("Name of the new sheet"), max_length=60, required=False)
    text = forms.ChoiceField(label=_("Words kept with each object"), required=False)

    def __init__(self, data: Any, *, table: Table, name: str, shapes: Collection[str], fields: Sequence[str]) -> None:
        super().__init__(data, initial={"overlay": self.NEW, "name": name[:60], "text": default_text(fields)})
        overlays = [(str(overlay.pk), overlay.name) for overlay in table.overlays.all()]
        _choices(self, "overlay", [(self.NEW, _("A new sheet")), *overlays])
        _choices(self, "text", [("", _("None")), *((field, field) for field in fields)])
        pencils = list(table.pencils.all())
        self.shapes = [shape for shape in self.LABELS if shape in shapes]
        for shape in self.shapes:
            choices = [(pencil.key, pencil.meaning) for pencil in pencils_for(pencils, shape)]
            initial = default_pencil(pencils, shape)
            self.fields[shape] = forms.ChoiceField(label=self.LABELS[shape], choices=choices, initial=initial)

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or self.cleaned_data
        if words.get("overlay") == self.NEW and not words.get("name"):
            self.add_error("name", _("Give the new sheet a name."))
        return words

    @property
    def wish(self) -> dict[str, Any]:
        """Plain values of a Wish (importing/laying.py)."""
        words = self.cleaned_data
        return {
            "overlay": None if words["overlay"] == self.NEW else int(words["overlay"]),
            "name": words["name"],
            "pencils": {shape: words[shape] for shape in self.shapes},
            "text": words["text"],
        }


def _choices(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
