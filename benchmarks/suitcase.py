"""How long a suitcase takes: `.venv/bin/python -m benchmarks.suitcase [--operations 20000] [--outside 5000]`.

Packs the demonstration with so many operations at its first table, opens it elsewhere, works there and at home, merges
it back. Prints seconds, megabytes of the file, and the most memory each step's process took.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STEP = """
import json, os, resource, sys, time
import django
django.setup()
from django.db import connection
from benchmarks.suitcase import STEPS
begun, worked = time.perf_counter(), time.process_time()
told = STEPS[sys.argv[1]](*sys.argv[2:])
took, worked = time.perf_counter() - begun, time.process_time() - worked
print(json.dumps([took, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, told]))
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--operations", type=int, default=20_000)
    options.add_argument("--outside", type=int, default=5_000)
    asked = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="atelier-suitcase-"))
    try:
        measure(folder, asked.operations, asked.outside)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(folder: Path, operations: int, outside: int) -> None:
    home, laptop = folder / "home", folder / "laptop"
    for var in (home, laptop):
        var.mkdir()
    leaving, coming = folder / "a.atelier", folder / "b.atelier"
    step(home, "begin")
    step(laptop, "migrate")
    print(
        f"| {operations} operations, then {outside} more on each side "
        "| seconds | of processor | memory MB | |\n|---|---|---|---|---|"
    )
    step(home, "work", operations)
    tell("pack", step(home, "pack", leaving))
    tell("open", step(laptop, "open", leaving))
    step(home, "work", outside)
    step(laptop, "work", outside)
    tell("pack outside", step(laptop, "pack", coming))
    tell("merge at home", step(home, "merge", coming))
    tell("merge again", step(home, "merge", coming))
    step(home, "pack", folder / "c.atelier")
    tell("laptop follows home (rewritten)", step(laptop, "open", folder / "c.atelier"))


def step(var: Path, name: str, *arguments: object) -> tuple[float, float, float, str]:
    environment = {**os.environ, "ATELIER_VAR": str(var), "DJANGO_SETTINGS_MODULE": "atelier.site.settings"}
    environment |= {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "ATELIER_DATABASE_URL": ""}
    words = [sys.executable, "-c", STEP, name, *map(str, arguments)]
    done = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    seconds, worked, memory, told = json.loads(done.stdout.splitlines()[-1])
    return seconds, worked, memory, told


def tell(name: str, measured: tuple[float, float, float, str]) -> None:
    print(f"| {name} | {measured[0]:.1f} | {measured[1]:.1f} | {measured[2]:.0f} | {measured[3]} |", flush=True)


def begin() -> str:
    from atelier.site.prepare import prepare

    (Path(os.environ["ATELIER_VAR"]) / "sites").symlink_to(ROOT / "var" / "sites")
    prepare(demo=True, say=quiet)
    return ""


def migrate() -> str:
    from atelier.site.prepare import prepare_database

    prepare_database(quiet)
    return ""


def work(count: str) -> str:
    """Strokes of thirty positions by two hands, edited one time in five."""
    from uuid import UUID

    from uuid6 import uuid7

    from atelier.engines.journal.operations import Draw, Edit
    from atelier.tables.entering import enter_operations
    from atelier.tables.models import Table

    table = Table.everywhere.select_related("workshop__atelier").order_by("ordinal").first()
    assert table
    seats, overlay = list(table.workshop.seats.all()[:2]), table.overlays.first()
    pencil = table.pencils.filter(shape="stroke").first()
    assert overlay
    assert pencil
    trace = [10_775_000, 499_230_000, *[7, -5] * 29]
    for seat in seats:
        acts: list[Draw | Edit] = []
        while len(acts) < int(count) // 2:
            op, name = UUID(int=uuid7().int), UUID(int=uuid7().int)
            draw = Draw(op=op, object=name, shape="stroke", overlay=overlay.pk, pencil=pencil.key, trace=trace)
            again = Edit(op=UUID(int=uuid7().int), object=name, text="ici")
            acts += [draw, again] if len(acts) % 5 == 0 else [draw]
        assert not enter_operations(table, acts, seat=seat)
    return ""


def pack(out: str) -> str:
    from atelier.ateliers.models import Atelier
    from atelier.common.audit import System
    from atelier.suitcase.packing_up import pack_atelier

    pack_atelier(Atelier.objects.get(), Path(out), by=System(), say=quiet_job)
    return f"{Path(out).stat().st_size / 1e6:.1f} MB"


def take(path: str, *, merges: bool) -> str:
    from atelier.common.audit import System
    from atelier.suitcase.arriving import merge_suitcase, open_suitcase

    taking = merge_suitcase if merges else open_suitcase
    return f"{taking(Path(path), by=System(), say=quiet_job).counts.get('operations', 0)} operations"


def quiet(_sentence: str) -> None:
    """Say nothing."""


def quiet_job(_percent: int, _sentence: str) -> None:
    """Say nothing."""


STEPS = {
    "begin": begin,
    "migrate": migrate,
    "work": work,
    "pack": pack,
    "open": lambda path: take(path, merges=False),
    "merge": lambda path: take(path, merges=True),
}

if __name__ == "__main__":
    main()
