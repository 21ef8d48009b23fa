"""Reads of the register."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from atelier.common.errors import NotSeen
from atelier.people.models import Mandate, Organisation


def organisations_matching(words: str, kind: str) -> QuerySet[Organisation]:
    """By name, code of territory, or a person who speaks for them; with how many do today."""
    today = timezone.localdate()
    holds = Q(mandates__since__lte=today) & (Q(mandates__until=None) | Q(mandates__until__gte=today))
    found = Organisation.objects.annotate(people=Count("mandates", filter=holds, distinct=True))
    if kind:
        found = found.filter(kind=kind)
    for word in words.split():
        person = Q(mandates__account__name__icontains=word) | Q(mandates__account__email__icontains=word)
        by_person = Organisation.objects.filter(person).values("pk")
        found = found.filter(Q(name__icontains=word) | Q(territory=word) | Q(pk__in=by_person))
    return found.order_by("name", "pk")


def organisation_of(pk: int) -> Organisation:
    found: Organisation | None = Organisation.objects.filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def mandates_of(organisation: Organisation) -> QuerySet[Mandate]:
    """Those that hold and those that ended, the latest first."""
    return organisation.mandates.select_related("account").order_by("until", "-since", "account__name")


def mandate_of(organisation: Organisation, pk: int) -> Mandate:
    found: Mandate | None = organisation.mandates.current().filter(pk=pk).select_related("account").first()
    if found is None:
        raise NotSeen
    return found
