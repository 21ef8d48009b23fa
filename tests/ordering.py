"""Which tests begin: a run is over when its longest test is, so that one must not start last."""

from __future__ import annotations

import os
from collections.abc import Sequence

import pytest

# In minutes rather than seconds when the machine is busy, the longest first (`pytest --durations 20` finds others).
LONG = (
    "tests/tables/test_survival.py",
    "tests/benchmarks/test_live.py",
    "tests/suitcase/test_two_servers.py",
    "tests/tables/test_nodes.py",
    "tests/site/test_backup.py",
    "tests/site/test_proxy.py",
    "tests/tables/test_inbox_live.py",
    "tests/suitcase/test_any_order.py",
    "tests/tables/test_two_processes.py",
    "tests/tables/test_fuzz.py",
    "tests/browser/test_whole_room.py",
    "tests/browser/test_programme_story.py",
    "tests/browser/test_decision_story.py",
)
MEANWHILE = "tests/engines/paper/"


def longest_first(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """The same tests, each process of xdist beginning with a share of the long ones.

    pytest-xdist gives each process a slice of the list, then lets who is done take from the end of the others'. The
    first process has the longest file alone; the others share the rest in turn. The last one first computes what needs
    no database, while the one of the demo is being made for the others.
    """
    processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    shares: list[list[pytest.Item]] = [[] for _ in range(processes)]
    for rank, name in enumerate(LONG):
        share = shares[0 if rank == 0 else 1 + (rank - 1) % max(1, processes - 1) if processes > 1 else 0]
        share += [item for item in items if item.nodeid.startswith(name)]
    shares[-1][:0] = [item for item in items if item.nodeid.startswith(MEANWHILE)]
    others = [item for item in items if not item.nodeid.startswith((*LONG, MEANWHILE))]
    ordered: list[pytest.Item] = []
    for rank, share in enumerate(shares):
        size = len(items) * (rank + 1) // processes - len(ordered)
        room = max(0, size - len(share))
        ordered += [*share, *others[:room]]
        del others[:room]
    return [*ordered, *others]
