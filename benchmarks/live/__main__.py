"""`make bench-live`, or `.venv/bin/python -m benchmarks.live [--reps 5] [--seconds 8] [--cases W1-50 W2 …]`.

Server on one core, load client on the other; servers take turns, in the opposite order every second repetition.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks.house import House, var_folder
from benchmarks.live.cases import Case, cases_named
from benchmarks.live.node import Peers
from benchmarks.live.ours import Ours
from benchmarks.live.peers import Peer
from benchmarks.live.play import compile_client, play
from benchmarks.live.results import Run, ratios, table
from benchmarks.live.served import Contestant

NOTES = """
CPU s: user and system seconds of the server and its children, from the start to the last delivery awaited; what the
kernel does for loopback in interrupts is in nobody's account. Until all joined: of it, what was spent from the start
until the last of those who come later had joined, however long that server takes. RSS: the most its process held.
† the client was the limit: no valid figure. ~ others worked on the server's core. full: the server had no time left."""


def main() -> None:
    asked = arguments()
    if not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2:
        raise SystemExit("This needs Linux and two cores: one for the server, one for the load.")
    if asked.database:
        os.environ["ATELIER_DATABASE_URL"] = asked.database
    folder, house, runs = var_folder(), House(), list[Run]()
    try:
        ours = Ours(house, "PostgreSQL" if asked.database else "SQLite, write-ahead log")
        for run in played(contestants(ours, Peers(folder), asked.servers), cases_named(asked.cases), asked, folder):
            runs.append(run)
            print(f"{len(runs)}. {run.case} {run.server}: {sentence(run)}", flush=True)
            (folder / "live.json").write_text(json.dumps([asdict(run) for run in runs], indent=1))
    finally:  # interrupted, it still says what it knows
        house.forget()
        if runs:
            report(runs, asked)


def arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reps", type=int, default=5)
    asked.add_argument("--seconds", type=float, default=8.0)
    asked.add_argument("--cases", nargs="*", default=[], help="all, or some: W1-50 W1-200 W1-500 W2 W3 W4")
    asked.add_argument("--servers", nargs="*", default=[], help="all, or some, by name")
    asked.add_argument("--database", default="", help="postgresql://… for our journal, instead of SQLite")
    return asked.parse_args()


def contestants(ours: Ours, peers: Peers, names: list[str]) -> list[Contestant]:
    everyone: list[Contestant] = [
        ours,
        Peer("hocuspocus", "hocuspocus.mjs", peers, is_named=True),
        Peer("hocuspocus-40ms", "hocuspocus.mjs", peers, is_named=True, environment={"FLUSH_DELAY": "40"}),
        Peer("y-websocket", "y-websocket-server.mjs", peers),
    ]
    usual = ["atelier", "hocuspocus", "y-websocket"]
    return [one for one in everyone if one.name in (names or usual)]


def played(servers: list[Contestant], cases: list[Case], asked: argparse.Namespace, folder: Path) -> Iterator[Run]:
    """Every case on every server, as often as asked."""
    compile_client(folder)
    for server in servers:
        server.prepare(cases)
    for repetition in range(asked.reps):
        for case in cases:
            for server in servers if repetition % 2 == 0 else reversed(servers):
                yield play(server, case, asked.seconds, folder)


def sentence(run: Run) -> str:
    doubt = " (the client was the limit)" if run.is_of_client else ""
    return (
        f"{run.cpu_s:.2f} s of {run.wall_s:.1f}, {100 * run.delivered_share:.1f} % delivered, "
        f"p50 {run.p50_ms:.1f} p99 {run.p99_ms:.1f} ms, {run.rss_mb:.0f} MB, {run.joined}/{run.people} joined{doubt}"
    )


def report(runs: list[Run], asked: argparse.Namespace) -> None:
    print(f"\n{machine()}; {asked.reps} repetitions of {asked.seconds:g} s, medians\n")
    print(table(runs), "\n")
    print(ratios(runs, "atelier"))
    print(NOTES)


def machine() -> str:
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    name = model[0].partition(":")[2].strip() if model else platform.machine()
    return f"{name}, {os.cpu_count()} cores, Linux {platform.release()}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
