"""Writes on cards: write, change, move, merge, split, decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.ateliers.models import Atelier, Seat, Workshop
from atelier.common.audit import Author, record
from atelier.contributions.cards.enums import CHOSEN, NEEDS_REASON, CardKind, Fate
from atelier.contributions.cards.errors import (
    CardChanged,
    CardEnded,
    OtherAtelier,
    ReasonMissing,
    TooFewCards,
    WordsMissing,
)
from atelier.contributions.cards.models import Card, CardChange
from atelier.contributions.lineage.commands import hold, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.engines.lists.headings import plain

CHANGEABLE = ("kind", "text", "lift_condition", "family", "geometry", "college", "rank")
UNCHECKED = ("atelier", "workshop", "said_by", *Card.BOUNDS)  # bounds are set with the place, and may be empty


@dataclass(kw_only=True)
class Said:
    """The words of a card to be written, and whose they are (see Card).

    `id`: made by the screen they were written on, so that what is sent again after a cut is not written twice.
    """

    kind: str
    text: str
    workshop: Workshop | None = None
    lift_condition: str = ""
    family: str = ""
    college: str = ""
    said_by: Seat | None = None
    said_name: str = ""
    has_consent: bool = True
    origin_name: str = ""
    captured_name: str = ""
    geometry: dict[str, Any] | None = None
    id: UUID | None = None


def node_of(card: Card) -> Node:
    return Node("card", card.pk)


def plain_words(card: Card) -> str:
    """What is looked for when somebody searches a card."""
    return plain(f"{card.text} {card.lift_condition}")


@transaction.atomic
def write_card(
    atelier: Atelier, said: Said, *, by: Author, sources: Sequence[Node] = (), relation: Relation = Relation.SAID
) -> Card:
    """A new card, last of its column, linked to what it comes from. One already known by its id is as it was.

    Raises WordsMissing, LineageLoop, OtherAtelier.
    """
    hold(atelier)
    if known := _known_card(atelier, said):
        return known
    card = _new_card(atelier, said, by)
    if sources:
        link(atelier, sources, node_of(card), relation, by=by)
    record("card.written", card, by=by, kind=card.kind, number=card.number)
    return card


@transaction.atomic
def change_card(card: Card, *, revision: int | None = None, by: Author, by_name: str = "", **wanted: Any) -> Card:
    """Other words, kind, place or rank, if nobody changed it since `revision`. Raises CardChanged, CardEnded.

    wanted: among CHANGEABLE. Without `revision` the last word wins, as for a move on the board.
    """
    held = held_card(card)
    if revision is not None and held.revision != revision:
        raise CardChanged(card=held.name)
    if not str(wanted.get("text", held.text)).strip():
        raise WordsMissing
    before = {name: getattr(held, name) for name in wanted if getattr(held, name) != wanted[name]}
    if before:
        _assign(held, {name: wanted[name] for name in before})
        _keep_change(held, before, by, by_name)
        record("card.changed", held, by=by, fields=sorted(before), number=held.number)
    return held


@transaction.atomic
def merge_cards(
    cards: Iterable[Card], said: Said, *, seen: Mapping[UUID, int] | None = None, by: Author, by_name: str = ""
) -> Card:
    """One card that says what several said; each of them says into which it went.

    seen: the revision of each card that was read, if it matters. Known by its id already, it is as it was. Raises
    TooFewCards, CardEnded (a merged card is not merged again), CardChanged, OtherAtelier, WordsMissing.
    """
    chosen = list({card.pk: card for card in cards}.values())
    if len(chosen) < 2:
        raise TooFewCards
    atelier = _atelier_of(chosen)
    hold(atelier)
    if known := _known_card(atelier, said):
        return known
    held = [held_card(card) for card in sorted(chosen, key=lambda card: card.pk)]
    for card in held:
        if seen is not None and seen.get(card.pk) != card.revision:
            raise CardChanged(card=card.name)
    merged = write_card(atelier, said, by=by, sources=[node_of(card) for card in held], relation=Relation.MERGED)
    for card in held:
        settle(card, Fate.MERGED, merged.name, by, by_name)
    return merged


@transaction.atomic
def split_card(card: Card, parts: Sequence[Said], *, by: Author, by_name: str = "") -> list[Card]:
    """Several cards for what one said. Raises TooFewCards, CardEnded, WordsMissing."""
    if len(parts) < 2:
        raise TooFewCards
    hold(card.atelier)
    held = held_card(card)
    source = [node_of(held)]
    made = [write_card(held.atelier, part, by=by, sources=source, relation=Relation.SPLIT) for part in parts]
    settle(held, Fate.SPLIT, ", ".join(one.name for one in made), by, by_name)
    return made


@transaction.atomic
def pass_on(card: Card, said: Said, *, by: Author) -> Card:
    """A further card that this one led to: a finding to an intention, an intention to a lead. Both stand."""
    hold(card.atelier)
    if known := _known_card(card.atelier, said):
        return known
    held = held_card(card)
    return write_card(held.atelier, said, by=by, sources=[node_of(held)], relation=Relation.LED_TO)


@transaction.atomic
def decide_card(card: Card, fate: str, *, reason: str = "", by: Author, by_name: str = "") -> Card:
    """Keep, postpone, drop, withdraw, or open again. Raises ReasonMissing, CardEnded.

    Words may be withdrawn even after they were merged or split: they are still somebody's.
    """
    if fate in NEEDS_REASON and not reason.strip():
        raise ReasonMissing
    if fate not in CHOSEN:
        raise ValueError(f"{fate} comes by merging, splitting, or undoing that")
    held = held_card(card, is_withdrawing=fate == Fate.WITHDRAWN)
    settle(held, Fate(fate), reason.strip(), by, by_name)
    return held


def held_card(card: Card, *, is_withdrawing: bool = False) -> Card:
    """The card as it is now, locked until the transaction ends. Raises CardEnded."""
    held = locked_card(card)
    if held.is_ended and not (is_withdrawing and held.fate != Fate.WITHDRAWN):
        raise CardEnded(card=held.name, fate=held.get_fate_display())
    return held


def locked_card(card: Card) -> Card:
    """The card as it is now, whatever became of it, locked until the transaction ends."""
    rows = Card.objects.of(card.atelier_id).select_for_update(of=("self",))
    locked: Card = rows.select_related("atelier").get(pk=card.pk)
    return locked


def settle(card: Card, fate: Fate, reason: str, by: Author, by_name: str) -> None:
    """Write the fate of a locked card, its history and its audit row."""
    before = {"fate": card.fate, "fate_reason": card.fate_reason}
    card.fate, card.fate_reason, card.fate_at = fate, reason, timezone.now()
    _keep_change(card, before, by, by_name)
    record("card.decided", card, by=by, fate=card.fate, number=card.number)


def _known_card(atelier: Atelier, said: Said) -> Card | None:
    """The card these words already made. Raises OtherAtelier."""
    # everywhere: an identifier is unique in the house, and the atelier is looked at below
    card = Card.everywhere.select_related("atelier").filter(pk=said.id).first() if said.id else None
    if card and card.atelier_id != atelier.pk:
        raise OtherAtelier
    return card


def _new_card(atelier: Atelier, said: Said, by: Author) -> Card:
    if not said.text.strip():
        raise WordsMissing
    as_said = {one.name: getattr(said, one.name) for one in fields(said) if one.name not in ("geometry", "id")}
    known = Card.objects.of(atelier)
    last_number = known.aggregate(last=Max("number"))["last"] or 0
    last_rank = known.filter(kind=said.kind).aggregate(last=Max("rank"))["last"] or 0
    card = Card(atelier=atelier, captured_by=by.author_ref, **as_said, **({"id": said.id} if said.id else {}))
    card.text, card.kind = said.text.strip(), CardKind(said.kind)
    card.number, card.rank = last_number + 1, last_rank + 1
    card.plain_text = plain_words(card)
    if said.said_by and not said.college:
        card.college = said.said_by.college
    card.locate(said.geometry)
    card.full_clean(exclude=UNCHECKED)
    card.save(force_insert=True)
    return card


def _assign(card: Card, wanted: dict[str, Any]) -> None:
    for name, value in wanted.items():
        if name not in CHANGEABLE:
            raise ValueError(f"{name} does not change")
        if name == "geometry":
            card.locate(value)
        else:
            setattr(card, name, value)
    card.plain_text = plain_words(card)
    card.full_clean(exclude=UNCHECKED)


def _keep_change(card: Card, before: dict[str, Any], by: Author, by_name: str) -> None:
    card.revision += 1
    card.save()
    CardChange.everywhere.create(
        card=card,
        revision=card.revision,
        before=before,
        after={name: getattr(card, name) for name in before},
        by=by.author_ref,
        by_name=by_name,
    )


def _atelier_of(cards: Sequence[Card]) -> Atelier:
    if len({card.atelier_id for card in cards}) > 1:
        raise OtherAtelier
    return cards[0].atelier
