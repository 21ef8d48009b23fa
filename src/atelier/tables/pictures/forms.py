"""What one asks of a table's pictures."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.tables.pictures.wishes import FILM_SIZES, MOMENTS, PAPERS, SECONDS, Wish

PAPER_CHOICES = [(key, f"{paper.title} ({paper.width_mm:g} × {paper.height_mm:g} mm)") for key, paper in PAPERS.items()]
KIND_CHOICES = [("png", _("Picture (PNG)")), ("pdf", _("Document to print (PDF)"))]
FILM_CHOICES = [(key, f"{cols} × {rows}") for key, (cols, rows) in FILM_SIZES.items()]


class SheetForm(forms.Form):
    what = "sheet"
    paper = forms.ChoiceField(label=_("Paper"), choices=PAPER_CHOICES, initial="a4")
    kind = forms.ChoiceField(label=_("File"), choices=KIND_CHOICES, initial="png")
    shows_erased = forms.BooleanField(label=_("With what was erased, in dashes"), required=False)


class StripForm(SheetForm):
    what = "strip"
    moments = forms.TypedChoiceField(
        label=_("Number of pictures"), choices=[(count, str(count)) for count in MOMENTS], coerce=int, initial=9
    )


class FilmForm(forms.Form):
    what = "film"
    seconds = forms.TypedChoiceField(
        label=_("Length"), choices=[(count, _("%(count)s seconds") % {"count": count}) for count in SECONDS],
        coerce=int, initial=SECONDS[1],
    )  # fmt: skip
    size = forms.ChoiceField(label=_("Size in pixels"), choices=FILM_CHOICES, initial="hd")


FORMS: dict[str, type[SheetForm] | type[FilmForm]] = {"sheet": SheetForm, "strip": StripForm, "film": FilmForm}


def wish_of(form: SheetForm | FilmForm) -> dict[str, Any]:
    """A valid form as a wish, in plain values."""
    return asdict(Wish(what=form.what, **form.cleaned_data))  # type: ignore[arg-type]
