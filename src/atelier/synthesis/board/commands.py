"""Writes on a board: its columns, and the moves of cards. What cards say is written by contributions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from django.db import transaction

from atelier.ateliers.models import Workshop
from atelier.common.audit import Author, record
from atelier.contributions.cards.commands import Said, change_card, held_card, merge_cards
from atelier.contributions.cards.enums import ENDED, CardKind
from atelier.contributions.lineage.commands import hold
from atelier.contributions.models import Card, CardChange
from atelier.synthesis.board.errors import NoColumn
from atelier.synthesis.board.models import Board
from atelier.synthesis.board.queries import ALL, Wanted, board_of, cards_on

Place = UUID | Literal["first", "last"]
WORDS = ("text", "lift_condition")


@transaction.atomic
def set_board(workshop: Workshop, *, columns: Sequence[str], takes_earlier: bool = True, by: Author) -> Board:
    """These kinds, in this order; cards of the others stay, off the board. Raises NoColumn, ValueError."""
    chosen = list(dict.fromkeys(str(CardKind(kind)) for kind in columns))
    if not chosen:
        raise NoColumn
    board = begin_board(workshop)
    board.columns, board.takes_earlier = chosen, takes_earlier
    board.save()
    record("board.set", board, by=by, columns=chosen)
    return board


def begin_board(workshop: Workshop) -> Board:
    """The workshop's board, with a row."""
    hold(workshop.atelier)
    board = board_of(workshop)
    if board._state.adding:
        board.save(force_insert=True)
    return board


@transaction.atomic
def place_card(card: Card, *, kind: str = "", after: Place = "last", by: Author, by_name: str = "") -> Card:
    """In the column of `kind` (its own unless said), right after another card, or first, or last.

    Two moves at once: each finds the other's, the last wins. `after` gone from the column meanwhile: last. Nothing is
    written for a card that is there already. Raises CardEnded.
    """
    hold(card.atelier)
    held = held_card(card)
    kind = str(CardKind(kind or held.kind))
    column = Card.objects.of(held.atelier_id).filter(kind=kind).exclude(pk=held.pk).exclude(fate__in=ENDED)
    column = column.order_by("rank", "number")
    before, following = _neighbours(list(column.values_list("pk", "rank", "number")), after)
    if held.kind == kind and _stands_between(held, before, following):
        return held
    rank = _rank_between(before, following)
    if rank is None:
        _space_out(list(column), by, by_name)
        before, following = _neighbours(list(column.values_list("pk", "rank", "number")), after)
        rank = _rank_between(before, following)
    return change_card(held, by=by, by_name=by_name, kind=kind, rank=rank)


@transaction.atomic
def shift_card(board: Board, card: Card, *, places: int, wanted: Wanted = ALL, by: Author, by_name: str = "") -> Card:
    """One place up (-1) or down (1) among the cards that this board shows under these filters."""
    shown = list(cards_on(board, wanted).filter(kind=card.kind).values_list("pk", flat=True))
    if card.pk not in shown:
        return held_card(card)
    at = shown.index(card.pk)
    others = shown[:at] + shown[at + 1 :]
    to = min(max(at + places, 0), len(others))
    return place_card(card, after=others[to - 1] if to else "first", by=by, by_name=by_name)


@transaction.atomic
def reword_card(
    card: Card, *, text: str, lift_condition: str = "", revision: int, by: Author, by_name: str = ""
) -> Card:
    """Other words, unless somebody wrote others since `revision`; a move meanwhile is no quarrel.

    The same words sent again after a cut are no quarrel either. Raises CardChanged, CardEnded, WordsMissing.
    """
    held = held_card(card)
    wanted = {"text": text.strip(), "lift_condition": lift_condition.strip()}
    if all(getattr(held, name) == value for name, value in wanted.items()):
        return held
    since = CardChange.objects.of(held.atelier_id).filter(card=held, revision__gt=revision)
    is_reworded = any(set(WORDS) & set(change.before) for change in since)
    return change_card(held, revision=revision if is_reworded else held.revision, by=by, by_name=by_name, **wanted)


@transaction.atomic
def merge_onto(
    card: Card, target: Card, *, text: str, merged_id: UUID | None = None, by: Author, by_name: str = ""
) -> Card:
    """One card dropped on another: a new one says both, where `target` stood.

    Raises CardEnded, OtherAtelier, TooFewCards, WordsMissing, LineageLoop.
    """
    conditions = dict.fromkeys(one.lift_condition for one in (target, card) if one.lift_condition)
    said = Said(
        id=merged_id,
        kind=target.kind,
        text=text,
        workshop=target.workshop,
        lift_condition="\n".join(conditions),
        family=target.family,
        college=target.college if target.college == card.college else "",
        origin_name=target.origin_name if target.origin_name == card.origin_name else "",
        captured_name=by_name,
        geometry=target.geometry or card.geometry,
    )
    merged = merge_cards([target, card], said, by=by, by_name=by_name)
    if merged.is_ended or merged.revision > 1:  # sent again: others have worked on it since
        return merged
    return change_card(merged, by=by, by_name=by_name, rank=target.rank)


Row = tuple[UUID, float, int]  # a card's identifier, rank, number


def _neighbours(column: list[Row], after: Place) -> tuple[Row | None, Row | None]:
    at = next((place + 1 for place, row in enumerate(column) if row[0] == after), len(column))
    if after == "first":
        at = 0
    return (column[at - 1] if at else None), (column[at] if at < len(column) else None)


def _stands_between(card: Card, before: Row | None, following: Row | None) -> bool:
    own = (card.rank, card.number)
    return (before is None or before[1:] < own) and (following is None or own < following[1:])


def _rank_between(before: Row | None, following: Row | None) -> float | None:
    """None when the two are too near for a number between them."""
    if before is None or following is None:
        return before[1] + 1 if before else following[1] - 1 if following else 1.0
    middle = (before[1] + following[1]) / 2
    return middle if before[1] < middle < following[1] else None


def _space_out(column: list[Card], by: Author, by_name: str) -> None:
    """Ranks 1, 2, 3…, in the same order: after some fifty moves to one spot, or when two machines met."""
    for rank, card in enumerate(column, start=1):
        if card.rank != rank:
            change_card(card, by=by, by_name=by_name, rank=float(rank))
