"""The Python tests, in two sessions of pytest side by side: the browser's stories, and everything else.

Browsers apart: Playwright keeps an event loop of its own, which asyncio tests of the same process cannot bear. Side by
side, because each leaves the processors idle at its beginning, while a first database is made, and behind its longest
test. In each session, who has done theirs takes of the others' (worksteal), so that a long file holds nobody up. On
PostgreSQL (tools/scale.sh), of the browser's stories only that of a table. Arguments, if any, are of one session.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HABITS = ["--dist", "worksteal", "--durations", "12", "--durations-min", "15"]
sys.path.insert(0, str(ROOT))


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGINT, lambda *_: None)  # pytest, interrupted, puts its servers away: we wait for that
    if arguments:
        return subprocess.run(pytest(2, *arguments), stdin=subprocess.DEVNULL, check=False).returncode
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
    stories = pytest(1, "tests/browser/test_table_story.py") if is_scale else pytest(2, "tests/browser")
    rest = pytest(3 if is_scale else 2, "--ignore", "tests/browser")
    with (var / "stories.log").open("w+", encoding="utf-8") as said:
        beside = subprocess.Popen(stories, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT)
        failed = [subprocess.run(rest, stdin=subprocess.DEVNULL, check=False).returncode, beside.wait()]
        said.seek(0)
        print("\nThe browser's stories", said.read(), sep="\n\n", flush=True)
    return int(any(failed))


def pytest(processes: int, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-n", os.environ.get("JOBS", str(processes)), *HABITS, *arguments]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
