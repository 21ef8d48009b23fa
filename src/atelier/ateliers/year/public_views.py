"""Showing a running atelier to everyone, in the catalogue of the programme, or no longer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from atelier.ateliers.viewer import viewer_of
from atelier.ateliers.year.beginnings import places_begun_from
from atelier.ateliers.year.commands import year_of
from atelier.ateliers.year.rules import abilities, access_year
from atelier.common.errors import DomainError
from atelier.programme.catalogue.commands import publish_atelier
from atelier.programme.catalogue.places import codes_of
from atelier.programme.catalogue.queries import entry_of_atelier


class ShownForm(forms.Form):
    """Where the atelier is, and whether everyone sees it. `codes` is what `place` was read as."""

    place = forms.CharField(
        label=gettext_lazy("Communes and groupings"),
        max_length=400,
        help_text=gettext_lazy("Names or codes, with commas between them: the place on the map comes from them."),
    )
    is_public = forms.BooleanField(label=gettext_lazy("Shown to everyone"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        try:
            cleaned["codes"] = codes_of(cleaned.get("place", ""))
        except DomainError as refusal:
            self.add_error("place", refusal.sentence)
        return cleaned


@login_required
def catalogue(request: HttpRequest, slug: str) -> HttpResponse:
    """The atelier in the catalogue, from what is known of it. POST shows it, brings it up to date or hides it."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug, to="publish")
    entry, year = entry_of_atelier(slug), year_of(atelier)
    codes = entry.place_codes.split() if entry else places_begun_from(year.application_ref) if year else []
    initial = {"place": ", ".join(codes) or atelier.territory, "is_public": entry.is_public if entry else True}
    form = ShownForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        shown = publish_atelier(
            slug,
            title=atelier.title,
            kind=atelier.kind,
            place=atelier.territory,
            place_codes=" ".join(form.cleaned_data["codes"]),
            first_year=year.starts_on.year if year else None,
            is_public=form.cleaned_data["is_public"],
            is_demo=atelier.is_demo,
            by=viewer,
        )
        messages.success(request, _said(shown.is_public))
        if shown.is_public:
            return redirect("programme:entry", slug=shown.slug)
        return redirect("ateliers:year", slug=slug)
    page = {"atelier": atelier, "form": form, "entry": entry, "can": abilities(viewer, atelier)}
    return render(request, "ateliers/year/catalogue.html", page, status=422 if form.errors else 200)


def _said(is_public: bool) -> str:
    return _("The catalogue shows the atelier to everyone.") if is_public else _("The catalogue no longer shows it.")
