"""The Python tests, in two sessions of pytest side by side: the browser's stories, and everything else.

Browsers apart: Playwright keeps an event loop of its own, which asyncio tests of the same process cannot bear. Side by
side, because each leaves the processors idle at its beginning, while a first database is made, and behind its longest
test. In each session, who has done theirs takes of the others' (worksteal), so that a long file holds nobody up. On
PostgreSQL (tools/scale.sh), of the browser's stories only that of a table. Arguments, if any, are of one session.
A few that failed in the crowd are tried again alone, and named: they pass, and are to be mended.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HABITS = ["--dist", "worksteal", "--durations", "12", "--durations-min", "15"]
TESTS_FAILED, FEW = 1, 4  # pytest's code, and how many may be the crowd's doing: more is a broken house
sys.path.insert(0, str(ROOT))


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGINT, lambda *_: None)  # pytest, interrupted, puts its servers away: we wait for that
    if arguments:
        return run(pytest(2, *arguments))
    var = tempfile.mkdtemp(prefix="atelier-tests-")
    os.environ["TESTS_VAR"] = var
    try:
        return side_by_side(Path(var))
    finally:
        from tests.serving import drop_databases

        drop_databases(Path(var))
        shutil.rmtree(var, ignore_errors=True)


def side_by_side(var: Path) -> int:
    """1 if either failed. What the browsers had to say comes at the end; Ctrl-C reaches both."""
    is_scale = "ATELIER_DATABASE_URL" in os.environ
    stories = ["tests/browser/test_table_story.py"] if is_scale else ["tests/browser"]
    rest = ["--ignore", "tests/browser"]
    with (var / "stories.log").open("w+", encoding="utf-8") as said:
        command = pytest(1 if is_scale else 2, *stories, *memory(var / "stories"))
        beside = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        code = run(pytest(3 if is_scale else 2, *rest, *memory(var / "rest")))
        codes = {"rest": code, "stories": beside.wait()}
        said.seek(0)
        print("\nThe browser's stories", said.read(), sep="\n\n", flush=True)
    again = {"rest": rest, "stories": stories}
    return int(any(code and not passes_alone(var / name, code, again[name]) for name, code in codes.items()))


def passes_alone(cache: Path, code: int, arguments: list[str]) -> bool:
    """Real servers, in a crowd, meet delays that are the machine's: a few that failed are tried alone, and told."""
    failed = json.loads(path.read_text()) if (path := cache / "v/cache/lastfailed").exists() else {}
    if code != TESTS_FAILED or not 0 < len(failed) <= FEW:
        return False
    print(f"\nFailed in the crowd, tried again alone: {', '.join(failed)}", flush=True)
    has_passed = run(pytest(0, *arguments, "--last-failed", "--last-failed-no-failures", "none", *memory(cache))) == 0
    print("Passed alone: to be mended still." if has_passed else "Failed alone too.", flush=True)
    return has_passed


def memory(folder: Path) -> list[str]:
    """Where a session remembers what failed: one each."""
    return ["-o", f"cache_dir={folder}"]


def run(command: list[str]) -> int:
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode


def pytest(processes: int, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-n", os.environ.get("JOBS", str(processes)), *HABITS, *arguments]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
