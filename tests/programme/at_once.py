"""Two people do the same thing at the same moment, each with a connection of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from atelier.common.errors import DomainError

# In memory, SQLite has one database for one connection: there the same race is run against a real server.
needs_connections = pytest.mark.skipif(connection.vendor == "sqlite", reason="one connection in memory")


def both_at_once(*acts: Callable[[], Any]) -> list[str]:
    """What each came to: "done", or the code of what refused it; sorted."""
    start, outcomes = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            act()
            outcomes.append("done")
        except DomainError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return sorted(outcomes)
