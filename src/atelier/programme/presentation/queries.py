"""What is read of the sessions by everyone."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from atelier.common.errors import NotSeen
from atelier.programme.models import NationalSession


def public_sessions() -> QuerySet[NationalSession]:
    return NationalSession.objects.filter(is_public=True)


def sessions_with_counts() -> QuerySet[NationalSession]:
    """Public sessions, the latest first, each with `entry_count`, its public ateliers."""
    public = Count("entries", filter=Q(entries__is_public=True), distinct=True)
    return public_sessions().annotate(entry_count=public)


def session_seen(slug: str) -> NationalSession:
    """The public session at this address. Raises NotSeen."""
    session = public_sessions().filter(slug=slug).first()
    if session is None:
        raise NotSeen
    return session
