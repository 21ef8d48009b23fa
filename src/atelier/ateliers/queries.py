"""Reads on ateliers."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from atelier.ateliers.models import AccessToken, Atelier, Seat, Workshop
from atelier.ateliers.rules import is_administrator
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotSeen


def ateliers_visible_to(viewer: Viewer) -> QuerySet[Atelier]:
    """Ateliers where the viewer has a role, newest first."""
    ateliers = Atelier.objects.annotate(workshop_count=Count("workshops", distinct=True)).order_by("-created_at")
    if is_administrator(viewer):
        return ateliers
    return ateliers.filter(memberships__account=viewer.account) if viewer.account else ateliers.none()


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
