"""What the server takes to answer the pages of the house, on a database of some years: `make bench-pages`.

One process on one core, SQLite in a file, Django's test client: the time of the house alone, without network nor
browser. For each page: queries, median and 95th centile of the time, milliseconds of the
processor (what neighbours on the machine do not change), kilobytes compressed. `--write` puts the table
in docs/reference/benchmarks.md. A room adds its rows to `pages_furniture.FURNITURE` and its pages to PAGES.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.measure import SERVER_CORE, circumstances, on_core
from benchmarks.pages_furniture import FURNITURE
from benchmarks.pages_sizes import Sizes

ROOT = Path(__file__).resolve().parents[1]
PAPER = ROOT / "docs" / "reference" / "benchmarks.md"
BEGIN, END = "<!-- bench-pages -->", "<!-- /bench-pages -->"
WARMING = 3
HOST = "localhost"


class Page(NamedTuple):
    """who: visitor, national (the national team), keeper (facilitator of thirty ateliers), agent (of a DDT), reviewer.

    Words in braces of an address are numbers known once the house is furnished.
    """

    name: str
    address: str
    who: str = "visitor"


PAGES = (
    Page("home", "/"),
    Page("la démarche", "/demarche/"),
    Page("catalogue, all", "/catalogue/"),
    Page("catalogue, page 20", "/catalogue/?page=20"),
    Page("catalogue, two filters", "/catalogue/?type=flash&region=28"),
    Page("catalogue, words", "/catalogue/?q=friche+gare"),
    Page("an atelier of the catalogue", "/catalogue/a7/"),
    Page("sessions", "/sessions/"),
    Page("a session", "/sessions/s20/"),
    Page("timeline", "/frise/"),
    Page("library", "/bibliotheque/?q=friche"),
    Page("desk: ateliers", "/programme/redaction/ateliers/", "national"),
    Page("desk: an atelier", "/programme/redaction/ateliers/7/", "national"),
    Page("desk: a publication", "/programme/redaction/publications/7/", "national"),
    Page("calls", "/appels/"),
    Page("a call", "/appels/c0/"),
    Page("applications", "/candidatures/", "agent"),
    Page("an application", "/candidatures/n0/", "agent"),
    Page("a section of the note", "/candidatures/n7/note/object/", "agent"),
    Page("its territory, on the map", "/candidatures/n7/territoire/", "agent"),
    Page("ideas at the light door", "/idees/", "agent"),
    Page("the light door", "/une-idee/"),
    Page("search of a place", "/lieux/?q=saint+aubin"),
    Page("board of a selection", "/appels/c0/selection/", "national"),
    Page("an application judged", "/selection/n0/", "national"),
    Page("the same, by a reviewer", "/selection/n0/", "reviewer"),
    Page("public contracts", "/marches/", "agent"),
    Page("public contracts, all of them", "/marches/", "national"),
    Page("a dossier", "/marches/dossiers/{dossier}/", "national"),
    Page("its paper", "/marches/dossiers/{dossier}/document/", "national"),
    Page("what changed in it", "/marches/dossiers/{dossier}/differences/", "national"),
    Page("a competition", "/marches/consultations/{competition}/"),
    Page("framework agreements", "/marches/accords-cadres/", "agent"),
    Page("own ateliers", "/ateliers/", "keeper"),
    Page("all ateliers", "/ateliers/", "national"),
    Page("an atelier", "/ateliers/a0/", "keeper"),
    Page("new atelier", "/ateliers/nouveau/", "agent"),
    Page("the year", "/ateliers/a0/annee/", "keeper"),
    Page("a month", "/ateliers/a0/annee/mois/2026/11/", "keeper"),
    Page("adapting the year", "/ateliers/a0/annee/adapter/", "keeper"),
    Page("a stage and its gate", "/ateliers/a0/annee/etapes/{stage}/", "keeper"),
    Page("script of a workshop", "/seances/{workshop}/deroule/", "keeper"),
    Page("the script, on the day", "/seances/{workshop}/deroule/conduite/", "keeper"),
    Page("notebook", "/ateliers/a0/cahier/", "keeper"),
    Page("roles", "/ateliers/a0/roles/", "national"),
    Page("contacts", "/ateliers/a0/contacts/", "keeper"),
    Page("contacts, a name", "/ateliers/a0/contacts/?q=personne+4", "keeper"),
    Page("gatherings", "/ateliers/a0/rencontres/", "keeper"),
    Page("a gathering, its invitations", "/ateliers/a0/rencontres/{gathering}/", "keeper"),
    Page("the door", "/ateliers/a0/rencontres/{gathering}/accueil/", "keeper"),
    Page("who is missing", "/ateliers/a0/rencontres/{gathering}/qui-manque/", "keeper"),
    Page("seating plan", "/ateliers/a0/rencontres/{gathering}/plan/", "keeper"),
    Page("who is expected", "/ateliers/a0/attendus/", "keeper"),
    Page("organisations", "/organisations/", "national"),
)


class Measured(NamedTuple):
    page: Page
    queries: int
    median_ms: float
    high_ms: float
    processor_ms: float
    processor_high_ms: float
    kilobytes: float


def main() -> None:
    asked = _asked()
    sizes = Sizes(asked.ateliers, asked.people, asked.audit)
    with tempfile.TemporaryDirectory(prefix="bench-pages-") as folder, on_core(SERVER_CORE):
        open_house(Path(folder))
        _furnish(sizes)
        clients, numbers = _clients(), _numbers()
        spare_the_collector()
        pages = [page for page in PAGES if asked.only in page.name]
        found = [measured(page, clients[page.who], asked.runs, numbers) for page in pages]
    table = _table(found, sizes, asked.runs)
    print(table)
    if asked.write:
        write_table(table, BEGIN, END)


def write_table(table: str, begin: str, end: str) -> None:
    """In the reference, between its two marks."""
    text = PAPER.read_text(encoding="utf-8")
    before, after = text.split(begin)[0], text.split(end)[1]
    PAPER.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ateliers", type=int, default=1_000)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--audit", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--write", action="store_true", help="put the table in the reference")
    return parser.parse_args()


def open_house(var: Path) -> None:
    """A house of its own, empty but for the communes."""
    shared = Path(os.environ.get("ATELIER_VAR", ROOT / "var")) / "sites"
    var.mkdir(parents=True, exist_ok=True)
    if not (var / "sites").exists():
        (var / "sites").symlink_to(shared.resolve())
    (var / "static").mkdir(exist_ok=True)
    os.environ |= {"ATELIER_VAR": str(var), "DJANGO_SETTINGS_MODULE": "atelier.site.settings"}
    os.environ.pop("ATELIER_DATABASE_URL", None)
    import django

    django.setup()
    logging.disable(logging.INFO)
    from atelier.site.prepare import load_territories, migrate

    migrate(lambda _words: None)
    load_territories(lambda _words: None)


def _furnish(sizes: Sizes) -> None:
    from django.db import connection, transaction

    with transaction.atomic():
        for furnish in FURNITURE:
            furnish(sizes)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _clients() -> dict[str, Any]:
    from django.test import Client

    from atelier.people.models import Account

    clients = {"visitor": Client()}
    for number, name in enumerate(("national", "keeper", "agent", "team", "reviewer")):
        clients[name] = Client()
        clients[name].force_login(Account.objects.order_by("pk")[number])
    return clients


def _numbers() -> dict[str, Any]:
    """What the addresses of the pages name."""
    from atelier.ateliers.models import Atelier, Stage, Workshop
    from atelier.participants.models import Gathering
    from atelier.procurement.models import Consultation, Dossier

    first = Atelier.objects.order_by("pk")[0]
    return {
        "stage": Stage.objects.of(first).get(key="atelier-1").pk,
        "workshop": Workshop.objects.of(first).order_by("pk")[0].pk,
        "gathering": Gathering.objects.of(first).order_by("title")[0].pk,
        "dossier": Dossier.objects.order_by("pk")[0].pk,
        "competition": Consultation.objects.order_by("pk")[0].pk,
    }


def spare_the_collector() -> None:
    """As a server does once it has started."""
    from atelier.site.collector import spare_the_collector

    spare_the_collector()


def measured(page: Page, client: Any, runs: int, numbers: Mapping[str, Any] | None = None) -> Measured:
    """Ask a page that many times, once warm, one after the other; `numbers` are those its address names."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from atelier.site.collector import tidy

    address = page.address.format(**(numbers or {}))

    def ask() -> Any:
        answer = client.get(address, headers={"host": HOST})
        assert answer.status_code == 200, (address, answer.status_code)
        return answer

    for _ in range(WARMING):
        answer = ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
    queries = len(asked)  # the next request begins the log again
    times, busy = [], []
    for _ in range(runs):
        started, before = time.perf_counter(), time.process_time()
        ask()
        times.append(1000 * (time.perf_counter() - started))
        busy.append(1000 * (time.process_time() - before))
        tidy()  # as the server does between two pages
    weight = len(gzip.compress(answer.content, 6)) / 1000
    return Measured(page, queries, statistics.median(times), _high(times), statistics.fmean(busy), _high(busy), weight)


def _high(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _table(found: list[Measured], sizes: Sizes, runs: int) -> str:
    rows = [
        f"| {one.page.name} | `{one.page.address}` | {one.page.who} | {one.queries} | {one.median_ms:.0f} | "
        f"{one.high_ms:.0f} | {one.processor_ms:.0f} | {one.kilobytes:.1f} |"
        for one in found
    ]
    said = f"{sizes.ateliers:,} ateliers, {sizes.people:,} people, {sizes.audit:,} audit rows; {runs} requests a page"
    titles = ("page", "address", "who", "queries", "median ms", "95 % under, ms", "processor ms", "kB gzip")
    head = f"| {' | '.join(titles)} |\n{'|---' * len(titles)}|"
    return f"{said}, {circumstances()}.\n\n{head}\n" + "\n".join(rows)


if __name__ == "__main__":
    main()
