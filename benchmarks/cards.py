"""What cards and their lineage take on an atelier that worked a lot: `python -m benchmarks.cards`.

10,000 cards and 50,000 edges in a scratch database: half of the edges lead from a drawing to a card, half from a card
to one of the next layer, so that the last cards have hundreds of origins. Pages as benchmarks/pages.py measures them
(one core, SQLite in a file, Django's test client); then the walks alone, and many cards made at once. `--write` puts
the tables in docs/reference/benchmarks.md.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.measure import SERVER_CORE, on_core
from benchmarks.pages import Page, measured, open_house, write_table

BEGIN, END = "<!-- bench-cards -->", "<!-- /bench-cards -->"
LAYERS, SPREAD, PLACES = 10, 3, 100
KINDS = ("finding", "resource", "dynamic", "cooperation", "blockage", "intention", "lead", "hypothesis", "principle")
WORDS = (
    "la falaise recule près de l’église", "le marché fait venir l’arrière-pays", "personne n’entretient la digue",
    "relier la gare à la plage", "déplacer le camping sur le plateau", "les pêcheurs connaissent les courants",
)  # fmt: skip
HASH = "m-{:06}"


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="bench-cards-") as folder, on_core(SERVER_CORE):
        open_house(Path(folder))
        layers = furnish(asked.cards, asked.edges)
        tables = (
            f"{asked.cards:,} cards, {asked.edges:,} edges; {asked.runs} requests a page, load {{load}} when it ended."
        )
        tables += f"\n\n{_pages(layers, asked.runs)}\n\n{_walks(layers, asked.runs)}"
    tables = tables.format(load=f"{os.getloadavg()[0]:.1f}")
    print(tables)
    if asked.write:
        write_table(tables, BEGIN, END)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--edges", type=int, default=50_000)
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--write", action="store_true", help="put the tables in the reference")
    return parser.parse_args()


def furnish(cards: int, edges: int) -> list[list[UUID]]:
    """The atelier `fait` and its cards, layer by layer: a layer's cards come from near ones of the layer before."""
    from django.db import connection, transaction

    with transaction.atomic():
        layers = _cards(cards)
        _drawings(layers, edges // 2)
        _lineage(layers, edges - edges // 2)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return layers


def _cards(count: int) -> list[list[UUID]]:
    from django.utils import timezone

    from atelier.ateliers.models import Atelier, Membership, Seat, Workshop
    from atelier.contributions.cards.commands import plain_words
    from atelier.contributions.cards.enums import Fate
    from atelier.contributions.models import Card
    from atelier.people.models import Account

    chance = random.Random(7)
    keeper = Account.objects.create(email="a@exemple.fr", name="Animatrice", password="!")
    atelier = Atelier.objects.create(slug="fait", title="Un atelier", territory="Ici", site="dieppe")
    Membership.everywhere.create(atelier=atelier, account=keeper, role="facilitator")
    workshops = [Workshop.everywhere.create(atelier=atelier, title=f"Atelier {n}", ordinal=n) for n in (1, 2, 3)]
    seats = [
        Seat.everywhere.create(workshop=workshop, name=f"P{n}", college=college, consented_at=timezone.now())
        for workshop in workshops
        for n, college in enumerate(("elected", "state", "inhabitant", "civil", "economic") * 8)
    ]
    rows = []
    for number in range(count):
        seat = seats[chance.randrange(len(seats))]
        card = Card(
            atelier=atelier, workshop=seat.workshop, number=number + 1, rank=number, said_by=seat, college=seat.college,
            kind=KINDS[LAYERS * number // count % len(KINDS)], text=f"{chance.choice(WORDS)} {HASH.format(number)}",
            origin_name=f"Table {chance.randint(1, 12)}", captured_by="system",
            fate=chance.choice([Fate.OPEN, Fate.OPEN, Fate.KEPT, Fate.DROPPED]),
        )  # fmt: skip
        card.plain_text = plain_words(card)
        rows.append(card)
    made = [card.pk for card in Card.everywhere.bulk_create(rows, batch_size=1_000)]
    size = max(count // LAYERS, 1)
    return [made[start : start + size] for start in range(0, count, size)]


def _drawings(layers: list[list[UUID]], count: int) -> None:
    """Drawings of the tables, each written on a card of the first layers; a hundredth wait for a card."""
    from uuid import uuid4

    from django.utils import timezone

    from atelier.ateliers.models import Atelier, Seat
    from atelier.contributions.models import Contribution

    chance, now, table = random.Random(8), timezone.now(), str(uuid4())
    atelier = Atelier.objects.get(slug="fait")
    seats = list(Seat.objects.of(atelier))
    said = [
        Contribution(
            id=uuid4(), atelier=atelier, kind="note", meaning_key="word", meaning="Note", color="#3a3733",
            text=chance.choice(WORDS), seat=(seat := chance.choice(seats)), said_by=seat, college=seat.college,
            origin="table", origin_ref=table, origin_name="Table 1", said_at=now, changed_at=now,
        )
        for _ in range(count + count // 100)
    ]  # fmt: skip
    Contribution.everywhere.bulk_create(said, batch_size=1_000)
    early = [pk for layer in layers[: max(LAYERS // 2, 1)] for pk in layer]
    _link(("contribution", one.pk, "card", chance.choice(early), "said") for one in said[:count])


def _lineage(layers: list[list[UUID]], count: int) -> None:
    chance = random.Random(9)
    found: dict[tuple[UUID, UUID], None] = {}
    for _ in range(20 * count):
        depth = chance.randrange(max(len(layers) - 1, 1))
        before, after = layers[depth], layers[min(depth + 1, len(layers) - 1)]
        at = chance.randrange(len(before))
        near = min(max(at + chance.randint(-SPREAD, SPREAD), 0), len(after) - 1)
        found[before[at], after[near]] = None
        if len(found) == count:
            break
    _link(("card", source, "card", target, "led_to") for source, target in found)


def _link(edges: Any) -> None:
    from atelier.ateliers.models import Atelier
    from atelier.contributions.models import Edge

    atelier = Atelier.objects.get(slug="fait")
    names = ("source_kind", "source", "target_kind", "target", "relation")
    rows = [Edge(atelier=atelier, made_by="system", **dict(zip(names, edge, strict=True))) for edge in edges]
    Edge.everywhere.bulk_create(rows, batch_size=2_000)


def _pages(layers: list[list[UUID]], runs: int) -> str:
    from django.test import Client

    from atelier.ateliers.models import Workshop
    from atelier.people.models import Account

    client = Client()
    client.force_login(Account.objects.get(email="a@exemple.fr"))
    home, middle = "/ateliers/fait/cartes/", len(layers[0]) // 2
    workshop = Workshop.everywhere.order_by("pk").first()
    pages = (
        Page("cards", home),
        Page("cards, last page", f"{home}?page=9999"),
        Page("cards, a common word", f"{home}?q=falaise+eglise"),
        Page("cards, a rare word", f"{home}?q={HASH.format(middle)}"),
        Page("cards, three filters", f"{home}?kind=lead&college=state&fate=standing"),
        Page("a card of the first layer", f"{home}{layers[0][middle]}/"),
        Page("a card of the middle", f"{home}{layers[len(layers) // 2][middle]}/"),
        Page("a card of the last layer", f"{home}{layers[-1][middle]}/"),
        Page("cards from what was drawn", f"{home}recueil/{workshop.pk if workshop else 0}/"),
    )
    rows = [measured(page, client, runs) for page in pages]
    head = "| page | queries | median ms | 95 % under, ms | processor ms | kB gzip |\n|---|---|---|---|---|---|\n"
    return head + "\n".join(
        f"| {one.page.name} | {one.queries} | {one.median_ms:.0f} | {one.high_ms:.0f} | {one.processor_ms:.0f} | "
        f"{one.kilobytes:.1f} |"
        for one in rows
    )


def _walks(layers: list[list[UUID]], runs: int) -> str:
    from atelier.ateliers.models import Atelier, Workshop
    from atelier.common.audit import System
    from atelier.contributions.gathering.commands import cards_from
    from atelier.contributions.gathering.queries import waiting_in
    from atelier.contributions.lineage.nodes import Node
    from atelier.contributions.lineage.walking import origins_of, reached_from

    atelier, chance = Atelier.objects.get(slug="fait"), random.Random(10)
    first, last = ([Node("card", chance.choice(layers[depth])) for _ in range(runs)] for depth in (0, -1))
    notes = waiting_in(Workshop.everywhere.order_by("pk")[0]).notes
    rows = [
        _timed("what a card of the first layer became", lambda node: len(reached_from(atelier, [node])), first),
        _timed("what a card of the last layer comes from", lambda node: len(origins_of(atelier, [node])), last),
        _timed("cards made at once from notes", lambda _: len(cards_from(notes, by=System())), [None]),
    ]
    head = "| work | things, median | median ms | 95 % under, ms |\n|---|---|---|---|\n"
    return head + "\n".join(rows)


def _timed(name: str, work: Callable[[Any], int], cases: list[Any]) -> str:
    times, sizes = [], []
    for case in cases:
        started = time.perf_counter()
        sizes.append(work(case))
        times.append(1000 * (time.perf_counter() - started))
    times.sort()
    high = times[int(0.95 * (len(times) - 1))]
    return f"| {name} | {statistics.median(sizes):.0f} | {statistics.median(times):.1f} | {high:.1f} |"


if __name__ == "__main__":
    main()
