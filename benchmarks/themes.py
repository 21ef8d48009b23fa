"""Time and memory to group cards, on one core: `python -m benchmarks.themes --cards 500 5000`.

Cards are made of halves of the hundred and twenty of tests/fixtures, of one theme each, with invented words strewn in
as people bring names of places and slips of the pen; drawn with a seed. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from benchmarks.measure import SERVER_CORE, on_core

ROOT = Path(__file__).resolve().parents[1]
CARDS = ROOT / "tests/fixtures/cartes_dieppe.csv"
SYLLABLES = ["bel", "cour", "mont", "val", "ros", "fon", "tri", "gar", "lon", "mai", "sau", "ver"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, nargs="+", default=[500, 5_000])
    parser.add_argument("--near", type=float, default=0.0, help="metres; 0: the ground is not looked at")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--one", type=int, help="measure this many here and print the figures")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.one, asked.near, asked.seed)))
        return
    print("cards   wall s  processor s  peak MiB  groups  on their own")
    for count in asked.cards:
        command = [sys.executable, "-m", "benchmarks.themes", "--one", str(count), "--near", str(asked.near)]
        with on_core(SERVER_CORE):
            done = subprocess.run([*command, "--seed", str(asked.seed)], capture_output=True, text=True, check=True)
        found = json.loads(done.stdout)
        times = f"{found['wall_s']:>7.2f}  {found['cpu_s']:>11.2f}  {found['peak_mib']:>8.0f}"
        print(f"{count:<6} {times}  {found['groups']:>6}  {found['alone']:>12}")


def measured(count: int, near_m: float, seed: int) -> dict[str, float]:
    from atelier.engines.themes.grouping import Wish, group_cards
    from atelier.engines.themes.shapes import Card

    cards = [Card(f"k{number:05}", *made) for number, made in enumerate(invented(count, random.Random(seed)))]
    started, busy = time.perf_counter(), time.process_time()
    found = group_cards(cards, wish=Wish(near_m=near_m))
    return {
        "wall_s": time.perf_counter() - started,
        "cpu_s": time.process_time() - busy,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "groups": len(found.groups),
        "alone": len(found.ungrouped),
    }


def invented(count: int, chance: random.Random) -> list[tuple[str, tuple[float, float]]]:
    """Texts with their places, each of one theme."""
    halves: dict[str, list[str]] = defaultdict(list)
    with CARDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            words = row["texte"].split()
            halves[row["theme"]] += [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
    themes = sorted(halves)
    made = []
    for _ in range(count):
        theme = chance.choice(themes)
        odd = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3)))
        text = f"{chance.choice(halves[theme])} {odd} {chance.choice(halves[theme])}"
        made.append((text, (chance.uniform(0.98, 1.22), chance.uniform(49.87, 49.98))))
    return made


if __name__ == "__main__":
    main()
