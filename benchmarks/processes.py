"""What several server processes and a full room cost: `.venv/bin/python -m benchmarks.processes [--people 200] …`.

Three measures, each on servers of its own with a copy of the Dieppe demo (SQLite, or ATELIER_DATABASE_URL):

- behind: two processes, a table of many strokes; someone draws at one, how long until the other shows it, and
  what the other spends on it (needs ATELIER_REDIS_URL: without it the others only look every few seconds);
- sitting: people sit down one after another with a screen open each; what the server spends and says;
- import: many features are laid on a table by another process; how long the strokes of someone who draws at the
  same table, and at another, wait for their answer meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.serving import ATELIER, RunningServer, copy_of_template, drop_databases
from tests.tables.screens import HERE, Screen, stroke
from tests.tables.web import codes_of_tables, participant

ROOT = Path(__file__).resolve().parents[1]
PAUSE_S = 0.1


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--only", choices=list(MEASURES), action="append")
    asked.add_argument("--strokes", type=int, default=5_000)
    asked.add_argument("--drawn", type=int, default=100)
    asked.add_argument("--people", type=int, default=200)
    asked.add_argument("--features", type=int, default=100_000)
    sizes = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder:
        shared = Path(folder)
        (shared / "sites").symlink_to(Path(os.environ.get("ATELIER_VAR", ROOT / "var")) / "sites")
        for name in sizes.only or MEASURES:
            print(f"{name}: {MEASURES[name](shared, sizes)}", flush=True)
        drop_databases(shared)


@contextmanager
def server_of(shared: Path) -> Iterator[RunningServer]:
    with tempfile.TemporaryDirectory(dir=shared) as var, copy_of_template(shared, Path(var)) as server:
        yield server.start()


# -- behind ------------------------------------------------------------------------------------------------------------


def behind(shared: Path, sizes: argparse.Namespace) -> str:
    with server_of(shared) as first:
        second = RunningServer(first.var, first.database_url).start()
        try:
            code = codes_of_tables(first)[0]
            anna = Screen(*participant(first, code, name="Anna")).open()
            fill(anna, sizes.strokes)
            bruno = Screen(*participant(second, code, name="Bruno")).open()
            spent = cpu_s(second)
            waits = [seen_after_s(anna, bruno) for _ in range(sizes.drawn)]
            spent = (cpu_s(second) - spent) / sizes.drawn
        finally:
            second.stop()
    return f"{told(waits)}; the other process spent {1000 * spent:.1f} ms on each stroke"


def fill(screen: Screen, strokes: int) -> None:
    """Draw until the table holds this many strokes more, of thirty positions each."""
    trace = [*HERE, *[70, -30] * 29]
    for start in range(0, strokes, 200):
        screen.act(*(stroke(screen.table, str(uuid4()), trace=trace) for _ in range(min(200, strokes - start))))
        screen.settle()


def seen_after_s(hand: Screen, eye: Screen) -> float:
    time.sleep(PAUSE_S)
    started = time.perf_counter()
    target = hand.draw()
    hand.settle()
    eye.until(lambda: any(str(one) == target for one in list(eye.state.things)[-1:]))
    return time.perf_counter() - started


# -- sitting -----------------------------------------------------------------------------------------------------------


def sitting(shared: Path, sizes: argparse.Namespace) -> str:
    with server_of(shared) as server:
        code = codes_of_tables(server)[0]
        screens = [Screen(*participant(server, code, name="Anna")).open()]
        epoch, heard = screens[0].welcome["epoch"], 0
        started, spent = time.perf_counter(), cpu_s(server)
        for number in range(sizes.people):
            screens.append(Screen(*participant(server, code, name=f"N{number}")).open(epoch=epoch))
            if number % 5 == 0:
                heard += max(drained(screen) for screen in screens)
        took = time.perf_counter() - started
        until_quiet(server)
        spent = cpu_s(server) - spent
        heard += max(drained(screen) for screen in screens)
        for screen in screens:
            screen.close()
    told = f"{sizes.people} sat down in {took:.1f} s; server {spent:.1f} s of processor"
    return f"{told}; the first screen heard {heard / 1e6:.2f} million characters"


def drained(screen: Screen) -> int:
    """Characters this screen was told since it was last asked."""
    heard = 0
    while screen.socket:
        try:
            heard += len(screen.socket.recv(timeout=0))
        except TimeoutError:
            break
    return heard


def until_quiet(server: RunningServer) -> None:
    """Until what was asked for is done: the server is idle for a second."""
    last = -1.0
    while cpu_s(server) - last > 0.05:
        last = cpu_s(server)
        time.sleep(1)


# -- import ------------------------------------------------------------------------------------------------------------


def importing(shared: Path, sizes: argparse.Namespace) -> str:
    with server_of(shared) as server:
        here, there = codes_of_tables(server)[:2]
        path = server.var / "many.geojson"
        path.write_text(json.dumps(points(sizes.features)))
        screens = [Screen(*participant(server, code, name="Anna")).open() for code in (here, there)]
        done = threading.Event()
        waits: list[list[float]] = [[], []]
        hands = [threading.Thread(target=draw_until, args=(*one, done)) for one in zip(screens, waits, strict=True)]
        for hand in hands:
            hand.start()
        started = time.perf_counter()
        said = subprocess.run(
            [*ATELIER, "table", "import", here, str(path), "--overlay", "Semis"],
            env=server.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        took = time.perf_counter() - started
        time.sleep(2)
        done.set()
        for hand in hands:
            hand.join()
    same, other = (f"{told(one)}, longest {max(one):.1f} s" for one in waits)
    return f"{said.stdout.splitlines()[-1]} {took:.1f} s\n  same table: {same}\n  other table: {other}"


def points(count: int) -> dict[str, Any]:
    features = [
        {
            "type": "Feature",
            "properties": {"nom": f"Arbre {number}"},
            "geometry": {"type": "Point", "coordinates": [1.05 + number % 400 / 10_000, 49.9 + number // 400 / 10_000]},
        }
        for number in range(count)
    ]
    return {"type": "FeatureCollection", "features": features}


def draw_until(screen: Screen, waits: list[float], done: threading.Event) -> None:
    """A stroke every tenth of a second at most, each once the one before was answered; comes back when let go."""
    while not done.is_set():
        started = time.perf_counter()
        screen.draw()
        while screen.pending:
            if screen.socket is None:
                screen.open(epoch=screen.welcome["epoch"])
            if screen.welcome.get("restart"):
                screen.start_again()
            screen.read(1)
        waits.append(time.perf_counter() - started)
        done.wait(PAUSE_S)


# ----------------------------------------------------------------------------------------------------------------------


def cpu_s(server: RunningServer) -> float:
    """Processor time of the server so far, by Linux's word."""
    assert server.process
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(waits: list[float]) -> str:
    ordered = sorted(waits)
    late = ordered[int(0.95 * len(ordered))]
    return f"{len(waits)} strokes, median {1000 * statistics.median(ordered):.0f} ms, 95 % under {1000 * late:.0f} ms"


MEASURES: dict[str, Callable[[Path, argparse.Namespace], str]] = {
    "behind": behind,
    "sitting": sitting,
    "import": importing,
}

if __name__ == "__main__":
    main()
