"""What the pages from cards to the roadmap take on an atelier that worked a lot: `python -m benchmarks.decision`.

10,000 cards and 50,000 edges as `benchmarks.cards` makes them, and above them groups, votes, validations, visions, 200
actions and their news (`benchmarks/decision_furniture.py`); then each page of those rooms as each role that works there
asks it (`benchmarks/decision_pages.py`). One process on one core, SQLite in a file, Django's test client. Every size is
a parameter; `--keep` leaves the database in a folder, and takes it
up again. `--write` puts the table in
docs/reference/benchmarks.md.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from benchmarks.decision_furniture import WORKERS, furnish_decisions
from benchmarks.decision_house import Sizes
from benchmarks.decision_pages import pages_of
from benchmarks.measure import SERVER_CORE, circumstances, on_core
from benchmarks.pages import Measured, measured, open_house, spare_the_collector, write_table

BEGIN, END = "<!-- bench-decision -->", "<!-- /bench-decision -->"
SIZES = ("cards", "edges", "actions", "groups", "voters", "statements", "votes", "drawn", "demonstrators")


def main() -> None:
    asked = _asked()
    sizes = Sizes(**{name: getattr(asked, name) for name in SIZES})
    folder = nullcontext(str(asked.keep)) if asked.keep else tempfile.TemporaryDirectory(prefix="bench-decision-")
    with folder as place, on_core(SERVER_CORE):
        fresh = not (Path(place) / "atelier.sqlite3").exists()
        open_house(Path(place))
        if fresh:
            _furnish(sizes)
        clients = _clients()
        spare_the_collector()
        found = [
            measured(page, clients[page.who], asked.runs)
            for page in pages_of()
            if asked.only in f"{page.name} {page.address}"
        ]
    table = _table(found, sizes, asked.runs)
    print(table)
    if asked.write:
        write_table(table, BEGIN, END)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in SIZES:
        parser.add_argument(f"--{name}", type=int, default=getattr(Sizes(), name))
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--only", default="", help="pages whose name or address holds this")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the database, and gives it back")
    parser.add_argument("--write", action="store_true", help="put the table in the reference")
    return parser.parse_args()


def _furnish(sizes: Sizes) -> None:
    from benchmarks.cards import furnish

    furnish(sizes.cards, sizes.edges)
    furnish_decisions(sizes)


def _clients() -> dict[str, Any]:
    from django.test import Client

    from atelier.people.models import Account

    clients = {"visitor": Client()}
    for role in WORKERS:
        clients[role] = Client()
        clients[role].force_login(Account.objects.get(email=f"{role}@exemple.fr"))
    return clients


def _table(found: list[Measured], sizes: Sizes, runs: int) -> str:
    rows = [
        f"| {one.page.name} | {one.page.who} | {one.queries} | {one.median_ms:.0f} | {one.high_ms:.0f} | "
        f"{one.processor_ms:.0f} | {one.processor_high_ms:.0f} | {one.kilobytes:.1f} |"
        for one in found
    ]
    said = ", ".join(f"{getattr(sizes, name):,} {name}" for name in SIZES)
    titles = (
        "page", "who", "queries", "server, median ms", "server, 95 % under, ms", "processor, mean ms",
        "processor, 95 % under, ms", "kB gzip",
    )  # fmt: skip
    head = f"| {' | '.join(titles)} |\n{'|---' * len(titles)}|"
    return f"{said}; {runs} requests a page, {circumstances()}.\n\n{head}\n" + "\n".join(rows)


if __name__ == "__main__":
    main()
