"""Time and memory to group a conversation, from its file to groups.json: `benchmarks/agreement.py --people 1000`.

The file is invented: groups lean their own way on every statement, each person sees a few statements by chance. The
command runs in a process of its own, on one core; memory is that of the process at its highest.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from tests.serving import ATELIER

from atelier.engines.agreement.stability import adjusted_rand, crossed

FIRM, LOOSE = 0.9, 0.05  # chances to agree with what one's group leans to, and with the contrary
PASSES = 0.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--statements", type=int, default=500)
    parser.add_argument("--seen", type=int, default=30, help="statements each person votes on, on average")
    parser.add_argument("--groups", type=int, default=3)
    asked = parser.parse_args()
    print(" people  statements      votes    time s    cpu s  peak MiB  groups found  adjusted Rand")
    with tempfile.TemporaryDirectory(prefix="atelier-bench-") as folder:
        for people in asked.people:
            votes, out = Path(folder) / "votes.csv", Path(folder) / "groups.json"
            written = write(votes, people, asked.statements, asked.seen, asked.groups)
            took, spent, peak = grouped(votes, out)
            found = json.loads(out.read_text(encoding="utf-8"))
            told = f"{people:>7} {asked.statements:>11} {written:>10} {took:>9.1f} {spent:>8.1f} {peak:>9.0f}"
            print(f"{told} {len(found['groups']):>13} {rand(found['participants'], asked.groups):>14.3f}", flush=True)


def write(path: Path, people: int, statements: int, seen: int, groups: int) -> int:
    """A file of votes, the lines in no order; how many there are. The group of person n is n modulo `groups`."""
    random = np.random.default_rng(1)
    person, statement = np.nonzero(random.random((people, statements)) < seen / statements)
    leaning = random.random((groups, statements)) < 0.5
    chance = random.random(len(person))
    agrees = chance < np.where(leaning[person % groups, statement], FIRM, LOOSE)
    vote = np.where(agrees, 1, np.where(chance > 1 - PASSES, 0, -1))
    order = random.permutation(len(person))
    with path.open("w", encoding="utf-8") as file:
        file.write("participant,statement,vote\n")
        columns = (array[order].tolist() for array in (person, statement, vote))
        file.writelines(f"p{one},s{what},{said}\n" for one, what, said in zip(*columns, strict=True))
    return len(person)


def grouped(votes: Path, out: Path) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of processor, MiB at most; the processor's cores kept to one."""
    one_core = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    command = [*ATELIER, "agreement", "groups", str(votes), "--out", str(out)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **one_core})
    took = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, spent, after.ru_maxrss / 1024  # the largest so far: sizes grow


def rand(participants: dict[str, str], groups: int) -> float:
    letters = sorted(set(participants.values()))
    true = np.array([int(person[1:]) % groups for person in participants])
    return adjusted_rand(crossed(true, np.array([letters.index(letter) for letter in participants.values()])))


if __name__ == "__main__":
    main()
