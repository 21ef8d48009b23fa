"""Every kind of sheet and of photograph in one table: `paper_table.py --write` puts it in docs/reference/benchmarks.md.

Two photographs at a time, each by benchmarks/paper.py in processes of its own: about six minutes on two quiet cores.
`--cases A0 blank` takes those whose name holds one of these words; `--children 1` where memory is short (an A0 is
photographed from a raster of 100 megapixels).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.pages import write_table

ROOT = Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- bench-paper -->", "<!-- /bench-paper -->"
COLUMNS = ("recall", "precision", "rmse_mm", "pen", "kind", "place_mm", "worst_mm", "warm_s", "cold_s", "MiB")
HEAD = ("recall", "precision", "RMSE mm", "pen", "kind", "placed mm", "worst mm", "warm s", "cold s", "MiB")
BLANK = "--marks 0"
CASES = {
    "A0 pale, medium": "--papers A0 --styles pale --shots medium --scale 6000",
    "A1 pale, medium": "--papers A1 --styles pale --shots medium --scale 12500",
    "A1 plan, messenger": "--papers A1 --styles plan --shots messenger --scale 12500",
    "A2 pale, medium": "--papers A2 --styles pale --shots medium --scale 17500",
    "A3 pale, scan": "--styles pale --shots scan",
    "A3 pale, easy": "--styles pale --shots easy",
    "A3 pale, medium": "--styles pale --shots medium",
    "A3 plan, hard, ballpoint": "--styles plan --shots hard --seeds 1",
    "A3 pale, hard, felt": "--styles pale --shots hard --seeds 2",
    "A3 pale, messenger": "--styles pale --shots messenger",
    "A3 relief, medium": "--styles relief --shots medium",
    "A3 photo, medium": "--styles photo --shots medium",
    "A3 photo, hard, ballpoint": "--styles photo --shots hard",
    "A3 plan, a marker covered": "--styles plan --shots medium --covered 2",
    "A3 pale, five markers covered": "--styles pale --shots medium --covered 0 1 2 3 4",
    "A3 tile of an A1, medium": "--papers A1 --styles pale --shots medium --scale 12500 --tiles A3",
    "A3 tile, by its QR alone": "--papers A1 --styles pale --shots easy --scale 12500 --tiles A3 --alone",
    "A3 plan, by its QR alone": "--styles plan --shots medium --alone",
    "A3 plan, wild 8": "--styles plan --shots wild --seeds 8",
    "A3 plan, wild 10": "--styles plan --shots wild --seeds 10",
    "A3 photo, wild 13": "--styles photo --shots wild --seeds 13",
    "A3 pale, other 1": "--styles pale --shots other --seeds 1",
    "A3 pale, other 11": "--styles pale --shots other --seeds 11",
    "A3 plan, other 15": "--styles plan --shots other --seeds 15",
    "A3 photo, other 21": "--styles photo --shots other --seeds 21",
    "blank A3 plan, hard": f"--styles plan --shots hard {BLANK}",
    "blank A3 relief, hard": f"--styles relief --shots hard --seeds 2 {BLANK}",
    "blank A3 photo, messenger": f"--styles photo --shots messenger {BLANK}",
    "blank A3 plan, wild 10": f"--styles plan --shots wild --seeds 10 {BLANK}",
    "blank A3 relief, other 1": f"--styles relief --shots other --seeds 1 {BLANK}",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", nargs="+", default=[""], metavar="WORD")
    parser.add_argument("--children", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="put the table in the reference")
    asked = parser.parse_args()
    wanted = [name for name in CASES if any(word in name for word in asked.cases)]
    print(row(("photograph", *HEAD, "marks")), row(["---"] * (len(HEAD) + 2)), sep="\n")
    rows = []
    with ThreadPoolExecutor(asked.children) as pool:
        for name, found in zip(wanted, pool.map(measured, wanted), strict=True):
            rows.append(line(name, found))
            print(rows[-1], flush=True)
    if asked.write:
        load = os.getloadavg()[0]
        table = [row(("photograph", *HEAD, "marks")), row(["---"] * (len(HEAD) + 2)), *rows, "",
                 f"{dt.datetime.now(dt.UTC):%-d %B %Y}, two at a time, load {load:.0f} at the end."]  # fmt: skip
        write_table("\n".join(table), BEGIN, END)


def measured(name: str) -> dict[str, Any] | str:
    """The figures of a case, or why there is none."""
    words = CASES[name].split()
    seeds = [] if "--seeds" in words else ["--seeds", "1"]
    command = [sys.executable, "-m", "benchmarks.paper", *words, *seeds, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if done.returncode:
        return done.stderr.strip().splitlines()[-1]
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def line(name: str, found: dict[str, Any] | str) -> str:
    if isinstance(found, str):
        return row((name, f"not read: {found}", *[""] * len(HEAD)))
    has_marks = not name.startswith("blank")
    figures = (shown(one, found[one]) if has_marks or one not in COLUMNS[:5] else "" for one in COLUMNS)
    return row((name, *figures, f"{found['marks']}/{found['drawn']}"))


def shown(column: str, value: float) -> str:
    digits = {"MiB": 0, "warm_s": 1, "cold_s": 1, "recall": 3, "precision": 3}.get(column, 2)
    return f"{value:.{digits}f}"


def row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
