"""Families of resources: the six of the programme, then those the atelier added."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.contributions.cards.enums import CardKind, Family
from atelier.contributions.cards.models import Card
from atelier.contributions.lineage.commands import hold
from atelier.contributions.register.errors import FamilyKnown, FamilyUsed
from atelier.contributions.register.models import ResourceFamily

MOST_KEY = 40


@dataclass(frozen=True)
class FamilyName:
    """`added`: the row of a family of this atelier, None for one of the six."""

    key: str
    label: str
    added: ResourceFamily | None = None


def families_of(atelier: Atelier) -> list[FamilyName]:
    """In the order of the register."""
    six = [FamilyName(family.value, str(family.label)) for family in Family]
    return six + [FamilyName(one.key, one.label, one) for one in ResourceFamily.objects.of(atelier)]


@transaction.atomic
def add_family(atelier: Atelier, label: str, *, by: Author) -> ResourceFamily:
    """A family more. Raises FamilyKnown."""
    hold(atelier)
    _require_new(atelier, label)
    taken = {one.key for one in families_of(atelier)}
    base = slugify(label)[: MOST_KEY - 4] or "famille"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    family = ResourceFamily(atelier=atelier, key=key, label=label.strip())
    family.full_clean(exclude=["atelier"])
    family.save()
    record("family.added", family, by=by, label=family.label)
    return family


@transaction.atomic
def rename_family(family: ResourceFamily, label: str, *, by: Author) -> ResourceFamily:
    """Other words for a family the atelier added; its cards follow. Raises FamilyKnown."""
    hold(family.atelier)
    _require_new(family.atelier, label, but=family.key)
    family.label = label.strip()
    family.full_clean(exclude=["atelier"])
    family.save(update_fields=["label"])
    record("family.renamed", family, by=by, label=family.label)
    return family


@transaction.atomic
def remove_family(family: ResourceFamily, *, by: Author) -> None:
    """Raises FamilyUsed: also for cards that were merged or dropped, whose words stay readable."""
    hold(family.atelier)
    used = Card.objects.of(family.atelier_id).filter(kind=CardKind.RESOURCE, family=family.key).count()
    if used:
        raise FamilyUsed(family=family.label, count=used)
    record("family.removed", family, by=by, label=family.label)
    family.delete()


def _require_new(atelier: Atelier, label: str, *, but: str = "") -> None:
    wanted = label.strip().casefold()
    if any(one.label.casefold() == wanted and one.key != but for one in families_of(atelier)):
        raise FamilyKnown
