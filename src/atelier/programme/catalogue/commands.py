"""Writes on the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from atelier.common.audit import Author
from atelier.programme.catalogue.models import CatalogueEntry, Term
from atelier.programme.catalogue.places import whereabouts
from atelier.programme.keeping import keep


@transaction.atomic
def keep_entry(entry: CatalogueEntry, *, terms: Iterable[Term], by: Author) -> list[str]:
    """Write an entry, its departments and its point found from `place_codes`; the names of the fields that changed.

    Without codes, a point given by hand stays, and there is no department. Raises PlaceUnknown, ValidationError.
    """
    codes = entry.place_codes.split()
    found = whereabouts(codes)
    if codes:
        entry.lon, entry.lat = found.lon, found.lat
    return keep(entry, {"terms": terms, "departments": found.departments}, by=by)


@transaction.atomic
def publish_atelier(
    atelier_slug: str,
    *,
    title: str,
    kind: str,
    place: str,
    place_codes: str,
    by: Author,
    first_year: int | None = None,
    is_public: bool = True,
    is_demo: bool = False,
) -> CatalogueEntry:
    """Show a running atelier in the catalogue, or bring what is shown up to date; the room of the ateliers calls this.

    What the national team wrote about it (session, years, terms, story) stays.
    """
    entry = CatalogueEntry.objects.filter(atelier_slug=atelier_slug).first()
    if entry is None:
        entry = CatalogueEntry(slug=_free_slug(atelier_slug), atelier_slug=atelier_slug)
    entry.title, entry.kind, entry.place, entry.place_codes = title, kind, place, place_codes
    entry.is_public, entry.first_year = is_public, entry.first_year or first_year
    entry.is_demo = is_demo
    keep_entry(entry, terms=list(entry.terms.all()) if entry.pk else [], by=by)
    return entry


def _free_slug(stem: str) -> str:
    taken = set(CatalogueEntry.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    number = 1
    while (slug := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return slug
