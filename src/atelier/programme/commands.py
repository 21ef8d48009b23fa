"""Writes on the programme."""

from __future__ import annotations

from django.db import transaction

from atelier.common.audit import Author, record
from atelier.programme.models import NationalSession


@transaction.atomic
def open_session(
    slug: str, *, title: str, first_year: int, last_year: int, by: Author, **facts: object
) -> NationalSession:
    """A new session; `facts` are its other fields. Raises ValidationError."""
    session = NationalSession(slug=slug, title=title, first_year=first_year, last_year=last_year, **facts)
    session.full_clean()
    session.save()
    record("session.opened", session, by=by)
    return session
