"""Reads on ateliers."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from atelier.ateliers.models import Atelier, Seat, Workshop
from atelier.ateliers.rules import is_administrator
from atelier.ateliers.viewer import Viewer


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
