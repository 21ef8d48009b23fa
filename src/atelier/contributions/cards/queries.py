"""Reads on cards."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.contributions.cards.enums import STANDING, Fate
from atelier.contributions.cards.models import Card, CardChange
from atelier.contributions.cards.naming import voice_of, who_said
from atelier.contributions.lineage.nodes import Told
from atelier.contributions.models import Contribution
from atelier.engines.lists.headings import plain

NUMBER = re.compile(r"c ?(\d{1,7})")
SPEAKING = "standing"  # among the fates one may look for: all those that still speak


@dataclass(frozen=True)
class Wanted:
    """What is looked for among the cards; '' or None: no matter. `words` with or without accents, or a number: C-12."""

    words: str = ""
    kind: str = ""
    college: str = ""
    workshop: int | None = None
    origin: str = ""
    fate: str = ""


def cards_of(atelier: Atelier | int) -> QuerySet[Card]:
    """Every card of an atelier, whatever became of it, ready to be shown."""
    return Card.objects.of(atelier).select_related("said_by__workshop", "workshop")


def standing_cards(atelier: Atelier | int) -> QuerySet[Card]:
    """Cards that still speak: neither dropped nor replaced by others."""
    return cards_of(atelier).filter(fate__in=STANDING)


def cards_matching(atelier: Atelier | int, wanted: Wanted) -> QuerySet[Card, UUID]:
    """Identifiers of the cards that answer to all that is wanted, the last written first, for a page to be cut out of.

    Identifiers alone: the last page is then read from an index. Withdrawn words are not found by their words.
    """
    asked = {"kind": wanted.kind, "college": wanted.college, "workshop": wanted.workshop, "origin_name": wanted.origin}
    found = Card.objects.of(atelier).filter(**{name: value for name, value in asked.items() if value})
    if wanted.fate:
        found = found.filter(fate__in=STANDING if wanted.fate == SPEAKING else [wanted.fate])
    words = plain(wanted.words)
    if number := NUMBER.fullmatch(words):
        found = found.filter(number=int(number[1]))
    elif words:
        found = found.exclude(fate=Fate.WITHDRAWN)
        for word in words.split():
            found = found.filter(plain_text__contains=word)
    return found.order_by("-number", "id").values_list("pk", flat=True)


def cards_listed(atelier: Atelier | int, identifiers: Iterable[UUID]) -> list[Card]:
    """These cards, the last written first."""
    return list(cards_of(atelier).filter(pk__in=list(identifiers)).order_by("-number", "id"))


def card_as_read(card: Card, revision: int) -> dict[str, Any]:
    """What a card said at a revision, walked back through its history."""
    said = {name: getattr(card, name) for name in ("kind", "text", "lift_condition", "family", "college", "geometry")}
    since = CardChange.objects.of(card.atelier_id).filter(card=card, revision__gt=revision)
    for change in since.order_by("-revision"):
        said |= {name: value for name, value in change.before.items() if name in said}
    return said


def kinds_counted(atelier: Atelier) -> dict[str, int]:
    rows = Card.objects.of(atelier).order_by().values_list("kind").annotate(count=Count("pk"))
    return dict(rows)


def origins_named(atelier: Atelier) -> list[str]:
    """The tables, visits and meetings cards were said at."""
    named = Card.objects.of(atelier).exclude(origin_name="").order_by("origin_name")
    return list(named.values_list("origin_name", flat=True).distinct())


def tell_cards(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Cards as things of the lineage. A card whose words were withdrawn keeps its number and says nothing."""
    return {card.pk: _told(atelier, card) for card in cards_of(atelier).filter(pk__in=identifiers)}


def tell_contributions(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """What was drawn or written on a table, as things of the lineage."""
    said = Contribution.objects.of(atelier).select_related("said_by__workshop").filter(pk__in=identifiers)
    erased = _("erased since")
    return {
        one.pk: Told(
            title=one.text or one.meaning or one.get_kind_display(),
            text=one.text,
            state=f"{one.origin_name} · {erased}" if one.erased_at else one.origin_name,
            who=who_said(one),
            place=one.geometry,
        )
        for one in said
    }


def cards_saying(atelier: Atelier, wanted: str) -> QuerySet[Card, UUID]:
    """Identifiers of those whose words hold these, whose place of origin does, or that people call by this number.

    Of withdrawn cards, the number alone. wanted: small letters without accents.
    """
    where = [name for name in origins_named(atelier) if wanted in plain(name)]
    number = NUMBER.fullmatch(wanted)
    said = ~Q(fate=Fate.WITHDRAWN) & (Q(plain_text__contains=wanted) | Q(origin_name__in=where))
    called = Q(number=int(number[1])) if number else Q(pk__in=())
    return Card.objects.of(atelier).filter(said | called).order_by("-number").values_list("pk", flat=True)


def contributions_saying(atelier: Atelier, wanted: str) -> QuerySet[Contribution, UUID]:
    """Identifiers of those whose words, meaning or place of origin hold these."""
    everything = Contribution.objects.of(atelier).order_by()
    pairs = set(everything.values_list("meaning", "origin_name").distinct())
    meanings, origins = ([name for name in {pair[at] for pair in pairs} if wanted in plain(name)] for at in (0, 1))
    said = Q(meaning__in=meanings) | Q(origin_name__in=origins) | ~Q(text="") & Q(text__says=wanted)
    return everything.filter(said).order_by("-said_at", "id").values_list("pk", flat=True)


def _told(atelier: Atelier, card: Card) -> Told:
    return Told(
        title=f"{card.name} · {card.get_kind_display()}",
        url=reverse("contributions:card", args=[atelier.slug, card.pk]),
        text=card.told_text,
        state=str(card.get_fate_display()),
        version=card.revision,
        who=voice_of(card),
        place=None if card.is_withdrawn else card.geometry,
    )
