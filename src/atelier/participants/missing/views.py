"""The meter of a gathering, and who is expected in an atelier."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.participants.missing.commands import expect_no_more, expect_place, hope_for
from atelier.participants.missing.drawing import drawing_of
from atelier.participants.missing.queries import hoped_for, meter_of, perimeter_of
from atelier.participants.rules import access_gathering, access_people
from atelier.people.enums import College
from atelier.territories.queries import places_matching

MOST_FOUND = 8


class HopedForm(forms.Form):
    """How many of each college."""

    def __init__(self, data: object, *, hoped: dict[str, int]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        for college in College:
            self.fields[college.value] = forms.IntegerField(
                label=college.label, min_value=0, max_value=200, initial=hoped[college.value]
            )


class PlaceForm(forms.Form):
    """A place to look for."""

    q = forms.CharField(label=_("Commune or grouping"), required=False, max_length=90)


@login_required
@never_cache
@require_safe
def missing(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Who is there, who is announced, who is missing."""
    gathering = access_gathering(viewer_of(request), slug, pk)
    meter = meter_of(gathering)
    page = {
        "atelier": gathering.atelier,
        "gathering": gathering,
        "meter": meter,
        "drawing": drawing_of(meter) if meter.communes else None,
        "states": [(state, meter.communes_in(state)) for state in ("missing", "announced", "here")],
    }
    return render(request, "participants/missing.html", page)


@login_required
@never_cache
def expected(request: HttpRequest, slug: str) -> HttpResponse:
    """The communes of the perimeter and the people hoped for; POST says how many of each college."""
    viewer = viewer_of(request)
    atelier = access_people(viewer, slug, to="keep_contacts")
    form = HopedForm(request.POST or None, hoped=hoped_for(atelier))
    if request.method == "POST" and form.is_valid():
        hope_for(atelier, form.cleaned_data, by=viewer)
        return redirect("participants:expected", slug=slug)
    search = PlaceForm(request.GET)
    words = search.cleaned_data["q"] if search.is_valid() else ""
    perimeter = perimeter_of(atelier)
    page = {
        "atelier": atelier,
        "form": form,
        "search": search,
        "words": words,
        "found": places_matching(words, MOST_FOUND) if words else [],
        "perimeter": perimeter,
        "codes": {one.code for one in perimeter},
    }
    return render(request, "participants/expected.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def place_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A commune or a whole grouping belongs to the perimeter."""
    viewer = viewer_of(request)
    atelier = access_people(viewer, slug, to="keep_contacts")
    added = expect_place(atelier, request.POST.get("kind", ""), request.POST.get("code", ""), by=viewer)
    said = ngettext("%(count)s commune more in the perimeter.", "%(count)s communes more in the perimeter.", added)
    messages.success(request, said % {"count": added})
    return redirect("participants:expected", slug=slug)


@login_required
@require_POST
def place_remove(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    expect_no_more(access_people(viewer, slug, to="keep_contacts"), request.POST.get("code", ""), by=viewer)
    return redirect("participants:expected", slug=slug)
