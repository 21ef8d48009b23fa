"""Write tests/fixtures/journal_cases.json: journals folded in Python, for the browser's fold to match."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.engines.journal.strategies import journals

from atelier.engines.journal.state import fold

PATH = Path("tests/fixtures/journal_cases.json")
CASES = 40


def cases() -> list[dict[str, object]]:
    """The same journals at every run."""
    made: list[dict[str, object]] = []

    @seed(20260301)
    @settings(
        max_examples=CASES, phases=[Phase.generate], database=None, derandomize=False,
        suppress_health_check=list(HealthCheck), deadline=None,
    )  # fmt: skip
    @given(journals())
    def collect(entries):  # type: ignore[no-untyped-def]
        written = msgspec.to_builtins(entries)
        things = msgspec.to_builtins(list(fold(entries).things.values()))
        made.append({"name": f"journal {len(made) + 1}", "entries": written, "things": things})

    collect()
    return sorted(made, key=lambda case: len(case["entries"]))[-25:]  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.path.insert(0, ".")
    PATH.write_text(json.dumps(cases(), ensure_ascii=False) + "\n")
