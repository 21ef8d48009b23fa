"""Two server processes on one database: what is drawn at one is seen at the other, numbers without gap.

With Redis (`make test-scale`) it is heard at once; without, the hub's own look finds it within seconds.
"""

from __future__ import annotations

import pytest

from tests.serving import RunningServer
from tests.tables.screens import Screen
from tests.tables.web import codes_of_tables, participant

pytestmark = pytest.mark.server


def test_two_processes_share_a_table(start_server):
    first = start_server()
    second = RunningServer(first.var, first.database_url).start()
    try:
        code = codes_of_tables(first)[0]
        anna = Screen(*participant(first, code, name="Anna")).open()
        bruno = Screen(*participant(second, code, name="Bruno")).open()

        drawn = {screen.draw() for _ in range(20) for screen in (anna, bruno)}
        for screen in (anna, bruno):
            screen.settle()
        last = max(anna.state.seq, bruno.state.seq)
        for screen in (anna, bruno):
            screen.until(lambda screen=screen: screen.state.seq >= last)

        assert anna.state == bruno.state
        assert drawn <= {str(thing.id) for thing in anna.state.visible()}
        assert "no gap" in first.run("table", "verify", code)
    finally:
        second.stop()
