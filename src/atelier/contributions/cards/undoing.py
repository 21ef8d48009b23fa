"""A merge or a split undone while nothing was done with what it made. Edges stay; fates say what happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import Model

from atelier.common.audit import Author, record
from atelier.contributions.cards.commands import held_card, locked_card, settle
from atelier.contributions.cards.enums import Fate
from atelier.contributions.cards.errors import NothingToUndo, WorkedOnSince
from atelier.contributions.cards.models import Card, CardChange
from atelier.contributions.lineage.commands import hold
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.models import Edge


@transaction.atomic
def undo_merge(merged: Card, *, by: Author, by_name: str = "") -> list[Card]:
    """The cards it was merged from speak again, each with the fate it had.

    Raises NothingToUndo, WorkedOnSince, CardEnded. One whose words were withdrawn meanwhile stays withdrawn.
    """
    hold(merged.atelier)
    held = held_card(merged)
    sources = [locked_card(card) for card in sources_of(held)]
    if not sources:
        raise NothingToUndo(card=held.name)
    _require_untouched([held], Relation.MERGED)
    settle(held, Fate.UNDONE, ", ".join(card.name for card in sources), by, by_name)
    speaking = [card for card in sources if card.fate == Fate.MERGED]
    for card in speaking:
        _restore(card, by, by_name)
    record("card.undone", held, by=by, number=held.number)
    return speaking


@transaction.atomic
def undo_split(card: Card, *, by: Author, by_name: str = "") -> Card:
    """The card speaks again with the fate it had; its parts are undone. Raises NothingToUndo, WorkedOnSince."""
    hold(card.atelier)
    held = locked_card(card)
    parts = [locked_card(part) for part in parts_of(held)]
    if held.fate != Fate.SPLIT or not parts:
        raise NothingToUndo(card=held.name)
    _require_untouched(parts, Relation.SPLIT)
    for part in parts:
        settle(part, Fate.UNDONE, held.name, by, by_name)
    _restore(held, by, by_name)
    record("card.undone", held, by=by, number=held.number)
    return held


def can_undo(card: Card) -> bool:
    """Whether this card was merged from others, or split, and nothing was done with the result."""
    if card.fate == Fate.SPLIT:
        parts = parts_of(card)
        return bool(parts) and not _touched(parts, Relation.SPLIT)
    return not card.is_ended and bool(sources_of(card)) and not _touched([card], Relation.MERGED)


def sources_of(card: Card) -> list[Card]:
    """The cards this one was merged from."""
    edges = Edge.objects.of(card.atelier_id).filter(target=card.pk, relation=Relation.MERGED).values("source")
    return list(Card.objects.of(card.atelier_id).filter(pk__in=edges).order_by("pk"))


def parts_of(card: Card) -> list[Card]:
    """The cards this one was split into, those of a split that was undone left out."""
    edges = Edge.objects.of(card.atelier_id).filter(source=card.pk, relation=Relation.SPLIT).values("target")
    return list(Card.objects.of(card.atelier_id).filter(pk__in=edges).exclude(fate=Fate.UNDONE).order_by("pk"))


def _require_untouched(cards: Iterable[Card], made_by: Relation) -> None:
    if touched := _touched(cards, made_by):
        raise WorkedOnSince(card=touched.name)


def _touched(cards: Iterable[Card], made_by: Relation) -> Card | None:
    """The first of these cards that was changed, decided, linked, or is named by a row of any room."""
    for card in cards:
        edges = Edge.objects.of(card.atelier_id)
        if card.revision > 1 or edges.filter(source=card.pk).exists():
            return card
        if edges.filter(target=card.pk).exclude(relation=made_by).exists() or is_named(card):
            return card
    return None


def is_named(card: Card, *, besides: Collection[type[Model]] = (CardChange,)) -> bool:
    """Whether another model points to the card: rooms above may, and this floor knows none of them."""
    others = [one for one in Card._meta.related_objects if one.related_model not in besides]
    return any(
        # everywhere: rows that point to this very card
        one.related_model._base_manager.filter(**{one.field.name: card}).exists()
        for one in others
    )


def _restore(card: Card, by: Author, by_name: str) -> None:
    last = CardChange.objects.of(card.atelier_id).filter(card=card, revision=card.revision).latest("id")
    settle(card, Fate(last.before["fate"]), last.before["fate_reason"], by, by_name)
