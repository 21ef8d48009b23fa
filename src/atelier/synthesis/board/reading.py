"""A board as a page shows it: columns of cards, with what this viewer may read of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from atelier.contributions.cards.enums import CardKind, Fate
from atelier.contributions.models import Card, CardChange
from atelier.people.enums import COLLEGE_COLORS
from atelier.synthesis.board.enums import COLUMN_LABELS
from atelier.synthesis.board.models import Board, SheetObjection
from atelier.synthesis.board.queries import (
    ALL,
    CARDS_A_COLUMN,
    Names,
    Wanted,
    cards_on,
    counts_of,
    objections_on,
    shape_of,
    slice_of,
    stamp_of,
)


@dataclass(frozen=True)
class ShownCard:
    """A card, its objections, and `who`: the name of whose words they are, '' where names are hidden."""

    card: Card
    objections: Sequence[SheetObjection]
    who: str

    @property
    def open_objections(self) -> list[SheetObjection]:
        return [one for one in self.objections if one.is_open]

    @property
    def look(self) -> str:
        """Changes with anything a board shows of this card, but for its place."""
        return f"{self.card.revision}.{len(self.objections)}.{len(self.open_objections)}"

    @property
    def college_color(self) -> str:
        return COLLEGE_COLORS.get(self.card.college, "")


@dataclass(frozen=True)
class Column:
    """`count`: cards of this kind on the whole board, `cards`: those on this page."""

    kind: str
    label: str | Promise
    count: int
    cards: Sequence[ShownCard]


@dataclass(frozen=True)
class Reading:
    """`off_board`: (label, count) of the kinds that have no column here; `pages`: of the longest column."""

    columns: Sequence[Column]
    off_board: Sequence[tuple[str | Promise, int]]
    page: int
    pages: int
    stamp: str
    shape: str

    @property
    def previous(self) -> int:
        return self.page - 1

    @property
    def next(self) -> int:
        """The first after the last: a wall goes round."""
        return self.page % self.pages + 1


def read_board(board: Board, wanted: Wanted = ALL, *, page: int = 1, names: Names) -> Reading:
    """In six queries whatever the number of cards."""
    stamp = stamp_of(board)  # first: what is written meanwhile makes the page ask again
    cards = cards_on(board, wanted)
    counts = counts_of(cards)
    pages = max((-(-counts[kind] // CARDS_A_COLUMN) for kind in board.columns), default=1) or 1
    page = min(max(page, 1), pages)
    shown = show(board, slice_of(cards, board.columns, page), names=names)
    columns = [
        Column(kind, COLUMN_LABELS[kind], counts[kind], [one for one in shown if one.card.kind == kind])
        for kind in board.columns
    ]
    off = [(label, counts[kind]) for kind, label in COLUMN_LABELS.items() if kind not in board.columns and counts[kind]]
    return Reading(columns, off, page, pages, stamp, shape_of(board))


def show(board: Board, cards: Iterable[Card], *, names: Names) -> list[ShownCard]:
    """Cards with their objections: two queries."""
    found = list(cards)
    objections = objections_on(board.workshop.atelier_id, [card.pk for card in found])
    return [ShownCard(card, objections.get(card.pk, ()), _who(card, names=names)) for card in found]


def shown_cards(board: Board, identifiers: Sequence[UUID], *, names: Names) -> list[ShownCard]:
    """Some cards of the board's atelier, for a page that lacks them."""
    cards = Card.objects.of(board.workshop.atelier_id).select_related("said_by", "workshop")
    return show(board, cards.filter(pk__in=identifiers), names=names)


def history_of(card: Card) -> list[tuple[CardChange, list[str]]]:
    """Each change, the last first, with what the card was before it, in words."""
    rows = CardChange.objects.of(card.atelier_id).filter(card=card).order_by("-revision", "-id")
    return [(change, said) for change in rows if (said := _was(change.before, tells_words=not card.is_withdrawn))]


def state_of(reading: Reading) -> dict[str, Any]:
    """What a page compares with its own: {stamp, shape, columns: [{kind, count, cards: [[id, look]…]}]}."""
    return {
        "stamp": reading.stamp,
        "shape": reading.shape,
        "columns": [
            {"kind": one.kind, "count": one.count, "cards": [[str(shown.card.pk), shown.look] for shown in one.cards]}
            for one in reading.columns
        ],
    }


def _who(card: Card, *, names: Names) -> str:
    """A name asks for the person's leave, and for that of the workshop where it was said."""
    is_shown = names == "all" or (names == "allowed" and (card.workshop is None or card.workshop.shows_names))
    return card.who if card.has_consent and is_shown else ""


def _was(before: dict[str, Any], *, tells_words: bool) -> list[str]:
    """A place in the column is no part of the story."""
    told = ("text", "lift_condition", "fate_reason") if tells_words else ("fate_reason",)
    words = [str(before[name]) for name in told if before.get(name)]
    kind = [str(CardKind(before["kind"]).label)] if "kind" in before else []
    fate = [str(Fate(before["fate"]).label)] if "fate" in before else []
    return [*kind, *fate, *words]
