"""The board as it stands, in plain values: what a version keeps, prints and is signed under."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Max, Q
from django.utils import timezone

from atelier.ateliers.queries import seats_of_workshop
from atelier.contributions.models import Card
from atelier.people.enums import College
from atelier.synthesis.board.enums import COLUMN_COLORS, COLUMN_LABELS
from atelier.synthesis.board.models import Board, BoardSheet, SheetObjection
from atelier.synthesis.board.queries import CARDS_A_COLUMN, cards_on

FORMAT = 1


def content_of(board: Board, *, number: int) -> dict[str, Any]:
    """The whole board: columns, cards, objections that wait for an answer or had one since the version before.

    {format, number, atelier, workshop, held_on, frozen_at, is_demo, columns: [{kind, label, color, cards: [...]}],
    elsewhere: objections to cards that left the board, off_board: {label: count}, colleges: seats by college}.
    """
    workshop = board.workshop
    cards = list(cards_on(board))
    said = objections_of_next(board, [card.pk for card in cards])
    labels = {str(kind): str(label) for kind, label in COLUMN_LABELS.items()}
    columns = [
        {
            "kind": kind,
            "label": labels[kind],
            "color": COLUMN_COLORS[kind],
            "cards": [_card(board, card, said.pop(card.pk, [])) for card in cards if card.kind == kind],
        }
        for kind in board.columns
    ]
    off = [kind for kind in labels if kind not in board.columns]
    return {
        "format": FORMAT,
        "number": number,
        "atelier": workshop.atelier.title,
        "workshop": workshop.title,
        "held_on": str(workshop.held_on or ""),
        "frozen_at": timezone.now().isoformat(timespec="seconds"),
        "is_demo": workshop.atelier.is_demo,
        "columns": columns,
        "elsewhere": [_objection(board, one, with_card=True) for rest in said.values() for one in rest],
        "off_board": {labels[kind]: count for kind in off if (count := sum(1 for card in cards if card.kind == kind))},
        "colleges": _colleges(board),
    }


def objections_of_next(board: Board, cards: Collection[UUID]) -> dict[UUID, list[SheetObjection]]:
    """By card, the objections that the next version tells: those that wait, and those answered since the last.

    They were made on this board, or on another that showed one of these cards.
    """
    atelier = board.workshop.atelier_id
    rows = SheetObjection.objects.of(atelier).filter(Q(sheet__board=board.pk) | Q(card__in=cards))
    if last := BoardSheet.objects.of(atelier).filter(board=board.pk).aggregate(last=Max("made_at"))["last"]:
        rows = rows.filter(Q(answered_at=None) | Q(answered_at__gt=last))
    found: defaultdict[UUID, list[SheetObjection]] = defaultdict(list)
    for one in rows.select_related("sheet__board__workshop", "card").defer("sheet__content"):
        found[one.card_id].append(one)
    return found


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no space, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def cards_in(content: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Every card of a version, column after column."""
    for column in content["columns"]:
        yield from column["cards"]


@dataclass(frozen=True)
class FrozenColumn:
    """`count`: cards of the version in this column, `cards`: those on this page."""

    label: str
    count: int
    cards: Sequence[dict[str, Any]]


def columns_on(content: dict[str, Any], page: int) -> tuple[list[FrozenColumn], Page[Any]]:
    """The columns of a version on a page of the longest (1, 2…), and that page."""
    longest: list[Any] = max((column["cards"] for column in content["columns"]), key=len, default=[])
    shown = Paginator(longest, CARDS_A_COLUMN).get_page(page)
    first = (shown.number - 1) * CARDS_A_COLUMN
    columns = [
        FrozenColumn(one["label"], len(one["cards"]), one["cards"][first : first + CARDS_A_COLUMN])
        for one in content["columns"]
    ]
    return columns, shown


def _card(board: Board, card: Card, objections: list[SheetObjection]) -> dict[str, Any]:
    return {
        "id": str(card.pk),
        "name": card.name,
        "revision": card.revision,
        "text": card.text,
        "lift_condition": card.lift_condition,
        "college": str(card.get_college_display()) if card.college else "",
        "origin": card.origin_name,
        "fate": card.fate,
        "fate_label": str(card.get_fate_display()) if card.fate != "open" else "",
        "fate_reason": card.fate_reason,
        "objections": [_objection(board, one) for one in objections],
    }


def _objection(board: Board, one: SheetObjection, *, with_card: bool = False) -> dict[str, Any]:
    """`workshop`: of the board whose version was objected to, '' for this one."""
    named = {"card": f"{one.card.name} · {one.card.told_text}"} if with_card else {}
    return {
        **named,
        "version": one.sheet.number,
        "workshop": one.sheet.board.workshop.title if one.sheet.board_id != board.pk else "",
        "reason": one.reason,
        "college": str(one.get_college_display()) if one.college else "",
        "answer": one.answer,
        "is_open": one.is_open,
    }


def _colleges(board: Board) -> list[dict[str, Any]]:
    """Who may be there to sign: seats of the workshop by college, their names where the workshop shows them."""
    seats = list(seats_of_workshop(board.workshop))
    rows = []
    for college in College:
        there = [seat for seat in seats if seat.college == college.value]
        names = [seat.name for seat in there] if board.workshop.shows_names else []
        rows.append({"college": str(college.label), "names": names, "seats": len(there)})
    return rows
