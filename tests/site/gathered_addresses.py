"""Addresses of slips, of the register and of groups that exist, for someone who may see everything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from atelier.ateliers.models import Seat
from atelier.common.audit import System
from atelier.contributions.register.families import add_family
from atelier.contributions.slip.commands import give_code
from atelier.synthesis.themes.commands import new_theme
from atelier.synthesis.themes.running import grouping_for
from atelier.tables.models import Table
from tests.factories.contributions import CardFactory
from tests.factories.register import ProjectFactory
from tests.factories.slips import RemovalRequestFactory

HOUSE = System()


def slip_of(table: Table, *more: Any) -> list[Any]:
    return [give_code(Seat.everywhere.get(sittings__table=table), by=HOUSE), *more]


def slip_card(table: Table) -> list[Any]:
    seat = Seat.everywhere.get(sittings__table=table)
    return slip_of(table, CardFactory(atelier=table.workshop.atelier, said_by=seat).pk)


def slip_thing(table: Table) -> list[Any]:
    seat = Seat.everywhere.get(sittings__table=table)
    return slip_of(table, "card", CardFactory(atelier=table.workshop.atelier, said_by=seat, fate="merged").pk)


def slip_seat(table: Table) -> list[Any]:
    return ["ici", Seat.everywhere.get(sittings__table=table).pk]


def removal_of(table: Table) -> list[Any]:
    return ["ici", RemovalRequestFactory(seat__workshop=table.workshop).pk]


def project_of(table: Table) -> list[Any]:
    return ["ici", ProjectFactory(atelier=table.workshop.atelier).pk]


def family_of(table: Table) -> list[Any]:
    return ["ici", add_family(table.workshop.atelier, "Énergies", by=HOUSE).pk]


def theme_of(table: Table) -> list[Any]:
    """A group of two cards, so that it may become one."""
    cards = [CardFactory(atelier=table.workshop.atelier) for _ in range(2)]
    return ["ici", new_theme(grouping_for(table.workshop.atelier), "La plage", cards, by=HOUSE).pk]


def grouping_of(table: Table) -> list[Any]:
    return ["ici", grouping_for(table.workshop.atelier).pk]


def gathering_pages() -> dict[str, Callable[[Table], list[Any]]]:
    """What is gathered from what was said."""
    pages: dict[str, Callable[[Table], list[Any]]] = dict.fromkeys(
        ["contributions:slip", "contributions:slip_qr"], slip_of
    )
    pages |= dict.fromkeys(["contributions:slip_words", "contributions:slip_withdraw"], slip_card)
    pages |= dict.fromkeys(["contributions:slip_print", "contributions:slip_new_code"], slip_seat)
    pages |= dict.fromkeys(["contributions:project", "contributions:project_ground"], project_of)
    themes = ("theme", "theme_name", "theme_join", "theme_keep", "theme_card")
    pages |= dict.fromkeys([f"synthesis:{name}" for name in themes], theme_of)
    pages |= dict.fromkeys(["synthesis:loose", "synthesis:themes_move"], grouping_of)
    return pages | {
        "contributions:slip_ask": slip_thing,
        "contributions:removal": removal_of,
        "contributions:family_change": family_of,
        "contributions:register_file": lambda table: ["ici", "ressources"],
    }
