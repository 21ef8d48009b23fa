"""A Flash atelier that is over, in the valley of the Arques: five tables, a hundred and twenty notes, twelve actions.

The ground is real; the people, their words and what they decided are invented, and the screens say so. Everything goes
through the commands that people use: the lineage of an action is that of its script.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from uuid6 import uuid7

from atelier.ateliers.commands import add_step, create_atelier, give_role, plan_workshop
from atelier.ateliers.enums import AtelierKind, Role
from atelier.ateliers.models import Atelier, Seat, Workshop
from atelier.engines.journal.operations import Draw
from atelier.engines.journal.trace import trace_of
from atelier.people.models import Account
from atelier.programme.catalogue.commands import keep_entry, publish_atelier
from atelier.programme.catalogue.models import Term
from atelier.site.demo_arques_agreed import make_agreement
from atelier.site.demo_arques_cards import Notes, make_cards
from atelier.site.demo_arques_decided import make_decisions
from atelier.site.demo_clock import on_day
from atelier.site.demo_drawings import Point, by_hand
from atelier.site.demo_people import HOUSE, demo_account
from atelier.tables.commands import join_table, open_table, set_table
from atelier.tables.entering import Hand, enter_by
from atelier.tables.models import Table

SCRIPT = Path(__file__).with_name("demo_arques.json")
DAY = "2025-06-12"
STEPS = ("Ce que l’on voit", "Ce qui bloque", "Ce que l’on voudrait")
EVERY_S = 40  # between two strokes of a table
AREA_RADIUS, AREA_CORNERS, AWAY = 0.0045, 7, 0.0012  # degrees
ROLES = {
    "ddtm": Role.LEAD,
    "equipe": Role.TEAM,
    "equipe2": Role.SCRIBE,
    "agglo": Role.ELECTED,
    "maire": Role.ELECTED,
}
Gesture = tuple[Any, str, list[Point], str, int | None]
LINES = {"eau": "water", "liens": "link", "bourgs": "memory", "ressources": "resource"}


@transaction.atomic
def make_arques(facilitator: Account) -> None:
    """The whole atelier, or nothing."""
    script = json.loads(SCRIPT.read_text(encoding="utf-8"))
    with on_day(DAY, hour=9):
        atelier = _opened(script, facilitator)
        workshop = plan_workshop(atelier, title="L’après-midi des cinq tables", held_on=dt.date(2025, 6, 12), by=HOUSE)
        for title in STEPS:
            add_step(workshop, title=title, by=HOUSE)
        notes = [note for table, rows in _tables(workshop, script) for note in _drawn(table, rows, script)]
    hypotheses = make_cards(workshop, script, notes, scribe=demo_account("equipe2"))
    make_agreement(workshop, hypotheses, by=facilitator)
    make_decisions(atelier, hypotheses, script, by=demo_account("equipe"))


def _opened(script: dict[str, Any], facilitator: Account) -> Atelier:
    atelier = create_atelier(
        "arques", title=script["title"], kind=AtelierKind.FLASH, territory=script["territory"], site="dieppe", by=HOUSE,
        is_demo=True,
    )  # fmt: skip
    roles = {
        "ddtm": Role.LEAD,
        "equipe": Role.TEAM,
        "equipe2": Role.SCRIBE,
        "agglo": Role.ELECTED,
        "maire": Role.ELECTED,
    }
    give_role(atelier, facilitator, role=Role.FACILITATOR, by=HOUSE)
    for key, role in roles.items():
        give_role(atelier, demo_account(key), role=role, by=HOUSE)
    _published(atelier, script["public"])
    return atelier


def _published(atelier: Atelier, said: dict[str, Any]) -> None:
    entry = publish_atelier(
        atelier.slug, title=atelier.title, kind=atelier.kind, place=said["place"],
        place_codes=" ".join(said["place_codes"]), first_year=int(DAY[:4]), is_demo=True, by=HOUSE,
    )  # fmt: skip
    entry.summary, entry.story, entry.steering = said["summary"], said["story"], said["steering"]
    keep_entry(entry, terms=Term.objects.filter(slug__in=said["terms"]), by=HOUSE)


def _tables(workshop: Workshop, script: dict[str, Any]) -> Iterator[tuple[Table, list[Seat]]]:
    for name, people in script["tables"].items():
        table = set_table(workshop, name=name, by=HOUSE)
        yield table, [join_table(table, name=who, college=college, by=HOUSE) for who, college in people.items()]


def _drawn(table: Table, seats: list[Seat], script: dict[str, Any]) -> Notes:
    """What a table draws, topic after topic. A note goes with the area or the line that its table drew for it."""
    hand = random.Random(table.ordinal)  # noqa: S311  (a drawing, not a secret)
    overlays = dict(zip(STEPS, table.overlays.order_by("ordinal").values_list("pk", flat=True), strict=True))
    started, drawn, notes = timezone.now().timestamp(), 0, []
    for number, topic in enumerate(script["topics"]):
        beside: list[UUID] = []
        for shape, pencil, points, text, note in _gestures(topic, table.ordinal - 1, hand):
            step = STEPS[2] if pencil == "potential" else STEPS[1] if pencil in {"retreat", "water"} else STEPS[0]
            gesture = Draw(
                op=UUID(int=uuid7().int), object=UUID(int=uuid7().int), shape=shape, overlay=overlays[step],
                pencil=pencil, trace=trace_of(points), text=text,
            )  # fmt: skip
            drawn += 1
            hours = {gesture.op: round((started + drawn * EVERY_S) * 1000)}
            refused = enter_by(Hand(seats[(number + drawn) % len(seats)], hours=hours), table, [gesture])
            assert not refused, refused
            if note is None:
                beside.append(gesture.object)
            else:
                notes.append((topic, note, [gesture.object, beside[note % 2]]))
    open_table(table, is_open=False, by=HOUSE)
    return notes


def _gestures(topic: dict[str, Any], rank: int, hand: random.Random) -> Iterator[Gesture]:
    """(shape, pencil, points, text, number of the note): an area, a line, a sticker, two notes."""
    x, y = (at + hand.uniform(-AWAY, AWAY) for at in topic["place"])
    yield "area", topic["areas"][rank], by_hand(_around(x, y, hand), seed=hand.randrange(10**6)), "", None
    line = [(lon + hand.uniform(-AWAY, AWAY) / 3, lat + hand.uniform(-AWAY, AWAY) / 4) for lon, lat in topic["line"]]
    yield "stroke", LINES[topic["axis"]], by_hand(line, seed=hand.randrange(10**6)), "", None
    mark = "favourite" if topic["areas"][rank] == "potential" else "attention"
    yield "mark", mark, [(x + hand.uniform(-AWAY, AWAY), y + hand.uniform(-AWAY, AWAY) / 2)], "", None
    for note in (2 * rank, 2 * rank + 1):
        place = (x + hand.uniform(-2, 2) * AWAY, y + hand.uniform(-1, 1) * AWAY)
        yield "note", "word", [place], topic["notes"][note][1], note


def _around(x: float, y: float, hand: random.Random) -> list[Point]:
    """A patch drawn round a place, closed; wider than high, since a degree of longitude is shorter."""
    turns = [2 * math.pi * corner / AREA_CORNERS for corner in range(AREA_CORNERS)]
    points = []
    for turn in turns:
        radius = AREA_RADIUS * hand.uniform(0.7, 1.1)
        points.append((x + radius * math.cos(turn), y + 0.62 * radius * math.sin(turn)))
    return [*points, points[0]]
