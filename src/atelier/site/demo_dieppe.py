"""An invented workshop on the real ground of Dieppe: three tables, ten people, what they drew and wrote.

People and words are invented, and the screens say so; the ground is real. The drawings go through the
tables' journals like anybody's.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from uuid6 import uuid7

from atelier.ateliers.commands import add_step, create_atelier, give_role, plan_workshop
from atelier.ateliers.enums import AtelierKind, Role
from atelier.ateliers.models import Seat
from atelier.common.audit import System
from atelier.engines.journal.operations import Draw
from atelier.engines.journal.trace import trace_of
from atelier.people.commands import create_account
from atelier.people.enums import College
from atelier.site.demo_drawings import TABLES, Drawn, by_hand
from atelier.tables.commands import join_table, set_table
from atelier.tables.entering import enter_operations
from atelier.tables.models import Table

HOUSE = System()
STEPS = ("Découvertes", "Blocages", "Intentions")


@transaction.atomic
def make_dieppe(email: str, password: str) -> None:
    """The whole demonstration, or nothing."""
    facilitator = create_account(email, name="Camille (animation)", password=password, by=HOUSE)
    atelier = create_atelier(
        "dieppe",
        title="Dieppe, un littoral qui recule",
        kind=AtelierKind.LOCAL,
        territory="Agglomération dieppoise",
        site="dieppe",
        by=HOUSE,
        is_demo=True,
    )
    give_role(atelier, facilitator, role=Role.FACILITATOR, by=HOUSE)
    workshop = plan_workshop(atelier, title="Atelier 1 : se connaître", held_on=date(2026, 11, 24), by=HOUSE)
    for title in STEPS:
        add_step(workshop, title=title, by=HOUSE)
    for name, legend, people, drawings in TABLES:
        table = set_table(workshop, name=name, legend=legend, by=HOUSE)
        _draw(table, _seated(table, people), drawings)
    plan_workshop(atelier, title="Atelier 2 : une vision partagée", by=HOUSE)


def _seated(table: Table, people: dict[str, College]) -> dict[str, Seat]:
    return {name: join_table(table, name=name, college=college, by=HOUSE) for name, college in people.items()}


def _draw(table: Table, seats: dict[str, Seat], drawings: list[Drawn]) -> None:
    overlays = {overlay.name: overlay.pk for overlay in table.overlays.all()}
    shapes = dict(table.pencils.values_list("key", "shape"))
    for number, drawn in enumerate(drawings):
        points = by_hand(drawn.points, seed=number) if shapes[drawn.pencil] in {"stroke", "area"} else drawn.points
        operation = Draw(
            op=UUID(int=uuid7().int),
            object=UUID(int=uuid7().int),
            shape=shapes[drawn.pencil],  # type: ignore[arg-type]  # the legend checked it
            overlay=overlays[drawn.step],
            pencil=drawn.pencil,
            trace=trace_of(points),
            text=drawn.text,
        )
        refused = enter_operations(table, [operation], seat=seats[drawn.who])
        assert not refused, refused
