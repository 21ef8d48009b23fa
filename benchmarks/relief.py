"""What the relief engine takes: `.venv/bin/python -m benchmarks.relief [--runs 5] [--side 2000] [--large 4000]`.

Each line is the whole `atelier relief …` command in a process of its own, on one core: median time by the clock and by
the processor (the one to read on a busy machine) and largest memory, beside what is asked of it. `admesh`, when it is
installed, says what it would repair in the models.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

DIEPPE = Path("data/sites/dieppe")
COMMAND = "from atelier.site.cli import main; main()"


@dataclass(frozen=True)
class Case:
    """A command and its limits; limit_mib 0 when none is asked."""

    name: str
    arguments: tuple[str, ...]
    limit_s: float
    limit_mib: float = 0.0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--side", type=int, default=2000, help="cells on a side of the printed grid")
    options.add_argument("--large", type=int, default=4000, help="cells on a side of the large grid")
    asked = options.parse_args()
    print("| command | clock | processor | asked | ratio | memory | asked |\n|---|---|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(Path(folder), asked.side, asked.large):
            print(line(case, [run(case) for _ in range(asked.runs)]), flush=True)
        for model in sorted(Path(folder).glob("*.stl")):
            checked(model)


def cases(folder: Path, side: int, large: int) -> list[Case]:
    printed, wide = apart(folder / "printed.tif", side), apart(folder / "wide.tif", large)
    dieppe, roads, rivers = (str(DIEPPE / name) for name in ("mnt_20m.tif", "routes.geojson", "cours_d_eau.geojson"))
    draped = ("--azimuth", "335", "--overlay", roads, "--overlay", rivers)
    model = ("model", printed, "--scale", "1:10000", "--bed", "250x250")
    return [
        Case("block, Dieppe, plume, two overlays", ("block", dieppe, *draped, "--out", f"{folder}/a.svg"), 1.5),
        Case(
            "block, Dieppe, lavis, two overlays",
            ("block", dieppe, *draped, "--style", "lavis", "--out", f"{folder}/b.svg"),
            1.5,
        ),
        Case(
            f"block, {large} × {large}, lavis", ("block", wide, "--style", "lavis", "--out", f"{folder}/c.svg"), 8, 1536
        ),
        Case(f"model, {side} × {side}, every cell, STL", (*model, "--out", f"{folder}/d.stl"), 5, 400),
        Case(
            f"model, {side} × {side}, to 0.1 mm, STL", (*model, "--tolerance-mm", "0.1", "--out", f"{folder}/e.stl"), 8
        ),
        Case(
            "kit, Dieppe, 20 layers, SVG",
            ("kit", dieppe, "--scale", "1:25000", "--layers", "20", "--out", f"{folder}/f.svg"),
            3,
        ),
    ]


def apart(path: Path, side: int) -> str:
    """`hills` in another process: what a parent holds is counted in the memory of its children."""
    subprocess.run([sys.executable, "-m", "benchmarks.relief_hills", str(path), str(side)], check=True)
    return str(path)


def run(case: Case) -> tuple[float, float, float]:
    """Seconds by the clock, by the processor, and MiB of one run, on one core."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled modules are kept, as they are once installed
    command = [sys.executable, "-c", COMMAND, "relief", *case.arguments]
    pinned = ["taskset", "-c", "0", *command] if shutil.which("taskset") else command
    started = time.perf_counter()
    process = subprocess.Popen(pinned, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{case.name}: the command failed")
    return time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def line(case: Case, runs: list[tuple[float, float, float]]) -> str:
    clock, processor = (statistics.median(run[index] for run in runs) for index in range(2))
    mib = max(run[2] for run in runs)
    memory = f"{case.limit_mib:.0f} MiB" if case.limit_mib else "—"
    ratio = f"{clock / case.limit_s:.2f}"
    return (
        f"| {case.name} | {clock:.2f} s | {processor:.2f} s | {case.limit_s:g} s | {ratio} | {mib:.0f} MiB | {memory} |"
    )


def checked(model: Path) -> None:
    if shutil.which("admesh") is None:
        return
    report = subprocess.run(["admesh", str(model)], capture_output=True, text=True, check=True).stdout
    wanted = ("Total disconnected facets", "Degenerate facets", "Edges fixed", "Backwards edges", "Normals fixed")
    rows = [row.strip() for row in report.splitlines() if row.strip().startswith(wanted)]
    print(f"\nadmesh, {model.name}:\n" + "\n".join(rows))


if __name__ == "__main__":
    main()
