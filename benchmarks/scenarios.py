"""Time to choose among actions under stated means, on one core: `python -m benchmarks.scenarios --actions 20 200`.

Roadmaps are invented with a seed: costs in round sums over one to four years, days of work, priorities from 0 to 3, a
dependency for three actions in ten, a choice between alternatives for one in ten, means for part of the whole. Each
roadmap runs in a process of its own; `forced` is the second exact answer, when one left-out action is imposed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from typing import Any

from benchmarks.measure import SERVER_CORE, on_core

YEARS = (2027, 2028, 2029, 2030)
THOUSANDS = (5, 8, 12, 20, 35, 60, 90, 150, 240, 400)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, nargs="+", default=[20, 50, 100, 200])
    parser.add_argument("--share", type=float, default=0.45, help="of what everything would take")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--one", type=int, nargs=2, metavar=("ACTIONS", "SEED"), help="measure one here")
    asked = parser.parse_args()
    if asked.one:
        count, seed = asked.one
        print(json.dumps(measured(count, seed, asked.share)))
        return
    print("actions  median s  worst s  forced worst s  peak MiB  left out  proven  repeated the same")
    for count in asked.actions:
        found = [_apart(count, seed, asked.share) for seed in range(asked.seeds)]
        walls = sorted(one["wall_s"] for one in found)
        worst = {key: max(one[key] for one in found) for key in ("wall_s", "forced_s", "peak_mib", "left_out")}
        sure = {key: f"{sum(one[key] for one in found):.0f}/{len(found)}" for key in ("is_proven", "is_same")}
        print(
            f"{count:<7}  {walls[len(walls) // 2]:>8.2f}  {worst['wall_s']:>7.2f}  {worst['forced_s']:>14.2f}"
            f"  {worst['peak_mib']:>8.0f}  {worst['left_out']:>8.0f}  {sure['is_proven']:<6}  {sure['is_same']}"
        )


def _apart(count: int, seed: int, share: float) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.scenarios", "--share", str(share), "--one", str(count), str(seed)]
    with on_core(SERVER_CORE):
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measured(count: int, seed: int, share: float) -> dict[str, float]:
    import scipy.optimize  # noqa: F401  (its import is not the choice)

    from atelier.engines.scenarios.choosing import choose, imposing
    from atelier.engines.scenarios.shapes import Means

    actions = invented(count, random.Random(seed))
    all_of = {kind: sum((Counter(one.takes(kind)) for one in actions), Counter()) for kind in ("euros", "days")}
    stated = {kind: {year: int(share * all_of[kind][year]) for year in YEARS} for kind in all_of}
    means = Means(euros=stated["euros"], days=stated["days"])
    started = time.perf_counter()
    found = choose(actions, means)
    wall = time.perf_counter() - started
    wanted = [left.id for left in found.left_out if left.why in ("means", "dependency")]
    started = time.perf_counter()
    if wanted:
        choose(imposing(actions, wanted[0]), means)
    forced = time.perf_counter() - started
    return {
        "wall_s": wall,
        "forced_s": forced,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "left_out": len(found.left_out),
        "is_proven": found.status == "best",
        "is_same": choose(actions, means) == found,
    }


def invented(count: int, chance: random.Random) -> list[Any]:
    from atelier.engines.scenarios.shapes import Action

    actions = []
    for number in range(count):
        first = chance.randrange(len(YEARS))
        years = YEARS[first : first + chance.randint(1, len(YEARS))]
        cost = chance.choice(THOUSANDS) * 500 * chance.randint(1, 4)
        actions.append(
            Action(
                id=f"A-{number}",
                value=chance.choice((0, 1, 1, 2, 2, 2, 3, 3)),
                euros={year: round(cost / len(years) / 100) * 100 for year in years},
                days={year: chance.randint(2, 40) for year in years},
                needs=(f"A-{chance.randrange(number)}",) if number and chance.random() < 0.3 else (),
                choices=(f"choice-{number // 20}",) if chance.random() < 0.1 else (),
            )
        )
    return actions


if __name__ == "__main__":
    main()
