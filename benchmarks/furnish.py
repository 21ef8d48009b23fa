"""Run in the database of the benchmark: tables, people seated at them by the house's own commands, their sessions.

`python -m benchmarks.furnish`, JSON in and out: [{people, tables, strokes}…] → a list of tables (`Furnished`) for each.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import sys
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from atelier.ateliers.models import Seat, Workshop
    from atelier.tables.models import Table

TOGETHER = 5_000


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")
    import django

    django.setup()
    from django.db import transaction

    with transaction.atomic():
        furnished = [furnished_case(number, **case) for number, case in enumerate(json.load(sys.stdin))]
    print(json.dumps(furnished))


def furnished_case(number: int, *, people: int, tables: int, strokes: int) -> list[dict[str, Any]]:
    from atelier.ateliers.commands import create_atelier, plan_workshop
    from atelier.ateliers.enums import AtelierKind
    from atelier.common.audit import System

    house = System()
    title = f"Bench {number}"
    atelier = create_atelier(
        f"bench-{number}", title=title, kind=AtelierKind.LOCAL, territory="Dieppe", site="dieppe", by=house
    )
    workshop = plan_workshop(atelier, title=title, held_on=dt.date(2026, 11, 24), by=house)
    return [furnished_table(workshop, f"Table {one}", people, strokes) for one in range(tables)]


def furnished_table(workshop: Workshop, name: str, people: int, strokes: int) -> dict[str, Any]:
    from atelier.common.audit import System
    from atelier.people.enums import College
    from atelier.tables.commands import join_table, set_table
    from atelier.tables.journal import packed_snapshot

    table = set_table(workshop, name=name, by=System())
    seats = [join_table(table, name=f"P{n}", college=College.INHABITANT, by=System()) for n in range(people)]
    draw(table, seats, strokes)
    table.refresh_from_db()
    packed_snapshot(table)
    overlay, pencil = table.overlays.get(), table.pencils.filter(shape="stroke")[0]
    return {
        "id": str(table.pk),
        "epoch": str(table.epoch),
        "seq": table.last_seq,
        "overlay": overlay.pk,
        "pencil": pencil.key,
        "sessions": [session_of(seat) for seat in seats],
    }


def session_of(seat: Seat) -> str:
    """The key of a browser that holds this seat."""
    from django.contrib.sessions.backends.db import SessionStore

    from atelier.ateliers.viewer import SEATS_KEY

    session = SessionStore()
    session[SEATS_KEY] = {str(seat.workshop_id): seat.pk}
    session.create()
    return str(session.session_key)


def draw(table: Table, seats: list[Seat], strokes: int) -> None:
    """Small strokes by everyone in turn, through the journal."""
    from uuid6 import uuid7

    from atelier.engines.journal.operations import Draw
    from atelier.tables.entering import enter_operations
    from benchmarks.live.sayings import small_trace

    chance = random.Random(strokes)
    overlay, pencil = table.overlays.get().pk, table.pencils.filter(shape="stroke")[0].key
    for start in range(0, strokes, TOGETHER):
        drawn = [
            Draw(
                op=UUID(int=uuid7().int),
                object=UUID(int=uuid7().int),
                shape="stroke",
                overlay=overlay,
                pencil=pencil,
                trace=list(small_trace(chance)),
            )
            for _ in range(min(TOGETHER, strokes - start))
        ]
        refused = enter_operations(table, drawn, seat=seats[start // TOGETHER % len(seats)])
        assert not refused, refused[0]


if __name__ == "__main__":
    main()
