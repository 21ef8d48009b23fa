"""What is read of the library."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from atelier.common.errors import NotSeen
from atelier.programme.catalogue.models import CatalogueEntry
from atelier.programme.library.models import Publication
from atelier.programme.models import NationalSession


def public_publications() -> QuerySet[Publication]:
    return Publication.objects.filter(is_public=True)


def publications_like(*, kind: str = "", theme: str = "", session: str = "", text: str = "") -> QuerySet[Publication]:
    """Public ones that answer every word said; `text` is looked for in titles, authors and summaries."""
    found = public_publications()
    if kind:
        found = found.filter(kind=kind)
    if theme:
        found = found.filter(terms__slug=theme)
    if session:
        found = found.filter(sessions__slug=session)
    for word in text.split():
        found = (
            found.filter(title__icontains=word)
            | found.filter(authors__icontains=word)
            | found.filter(summary__icontains=word)
        )
    return found.distinct().prefetch_related("terms")


def publication_seen(slug: str) -> Publication:
    """The public publication at this address, with what it speaks of. Raises NotSeen."""
    seen = public_publications().prefetch_related(
        "terms",
        Prefetch("sessions", NationalSession.objects.filter(is_public=True)),
        Prefetch("entries", CatalogueEntry.objects.filter(is_public=True)),
    )
    found = seen.filter(slug=slug).first()
    if found is None:
        raise NotSeen
    return found


def publications_of_entry(entry: CatalogueEntry) -> QuerySet[Publication]:
    return public_publications().filter(entries=entry)


def publications_of_session(session: NationalSession) -> QuerySet[Publication]:
    return public_publications().filter(sessions=session)
