"""Addresses of the passage board that exist, for test_pages_by_role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from atelier.synthesis.board.sheets import object_to_card
from atelier.tables.models import Table
from tests.factories.synthesis import BY, card_on, frozen


def card_of(table: Table) -> list[Any]:
    return ["ici", table.workshop_id, card_on(table.workshop).pk]


def board_of(table: Table) -> list[Any]:
    return card_of(table)[:2]


def sheet_of_board(table: Table) -> list[Any]:
    card_on(table.workshop)
    return ["ici", frozen(table.workshop).pk]


def objection_of(table: Table) -> list[Any]:
    card = card_on(table.workshop)
    return ["ici", object_to_card(frozen(table.workshop), card.pk, reason="Non", by=BY).pk]


def board_pages() -> dict[str, Callable[[Table], list[Any]]]:
    of_card = ("card", "move", "reword", "lead", "merge", "split", "decide")
    of_sheet = ("sheet", "sheet_pdf", "read_aloud", "sign", "object")
    return {
        **{f"synthesis:board_{name}": card_of for name in of_card},
        **{f"synthesis:board_{name}": sheet_of_board for name in of_sheet},
        "synthesis:board_sheets": board_of,
        "synthesis:board_answer": objection_of,
    }
