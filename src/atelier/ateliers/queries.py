"""Reads on ateliers."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from atelier.ateliers.models import AccessToken, Atelier, Membership, Seat, Workshop
from atelier.ateliers.rules import is_administrator
from atelier.ateliers.served import departments_served
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotSeen
from atelier.people.mandates import is_national


def ateliers_visible_to(viewer: Viewer, words: str = "") -> QuerySet[Atelier]:
    """Ateliers where the viewer has a role, or that they follow for the State, newest first; of these words, if any."""
    ateliers = Atelier.objects.annotate(workshop_count=Count("workshops", distinct=True)).order_by("-created_at", "-pk")
    for word in words.split():
        ateliers = ateliers.filter(Q(title__icontains=word) | Q(territory__icontains=word))
    if is_administrator(viewer) or is_national(viewer.account):
        return ateliers
    if viewer.account is None:
        return ateliers.none()
    wanted = Q(pk__in=Membership.everywhere.filter(account=viewer.account).values("atelier"))
    for code in departments_served(viewer.account):
        wanted |= Q(year__departments__contains=code)
    return ateliers.filter(wanted)


def workshops_of(atelier: Atelier) -> QuerySet[Workshop]:
    """Workshops in order, with their steps and tables ready to be read."""
    return Workshop.objects.of(atelier).prefetch_related("steps", "tables__sittings")


def seats_of_workshop(workshop: Workshop) -> QuerySet[Seat]:
    return Seat.objects.of(workshop.atelier_id).filter(workshop=workshop, removed_at=None)


def access_tokens_of(atelier: Atelier) -> QuerySet[AccessToken]:
    """Every token made for the atelier, newest first, those that were ended too."""
    return AccessToken.objects.of(atelier).select_related("made_by")


def access_token_of(atelier: Atelier, pk: int) -> AccessToken:
    token = access_tokens_of(atelier).filter(pk=pk).first()
    if token is None:
        raise NotSeen
    return token
