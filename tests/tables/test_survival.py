"""Killed in the middle of the work, the table loses nothing it acknowledged.

Twenty times by default; KILLS says otherwise.
"""

from __future__ import annotations

import os
import threading
import time

import pytest
from websockets.exceptions import WebSocketException

from tests.tables.screens import Screen
from tests.tables.web import codes_of_tables, participant

pytestmark = pytest.mark.server
HANDS, KILLS, LOAD_S = 6, int(os.environ.get("KILLS", "20")), 0.4


def test_kill_loses_no_acknowledged_operation_and_leaves_no_gap(start_server):
    server = start_server()
    code = codes_of_tables(server)[0]
    screens = [Screen(*participant(server, code, name=f"Main {number}")).open() for number in range(HANDS)]
    for screen in screens:
        screen.epoch = screen.welcome["epoch"]
    done = threading.Event()
    hands = [threading.Thread(target=draw_until, args=(screen, done)) for screen in screens]

    for hand in hands:
        hand.start()
    for _ in range(KILLS):
        acknowledged = sum(len(screen.acknowledged) for screen in screens)
        while sum(len(screen.acknowledged) for screen in screens) < acknowledged + 20:
            time.sleep(0.05)
        time.sleep(LOAD_S)  # the load itself, not a wait for a state
        server.kill()
        server.start()
    done.set()
    for hand in hands:
        hand.join()
    converge(screens)

    drawn = {str(thing.id) for thing in screens[0].state.visible()}
    assert all(screen.drawn <= drawn for screen in screens)
    assert all(screen.state == screens[0].state for screen in screens)
    assert sum(len(screen.acknowledged) for screen in screens) >= 20 * KILLS
    assert "no gap" in server.run("table", "verify", code)


def draw_until(screen, done):
    screen.drawn = set()
    while not done.is_set():
        if screen.socket is None:
            _try_to_open(screen)
        screen.drawn.add(screen.draw())
        while screen.read(0.01):
            pass


def _try_to_open(screen):
    try:
        screen.open(epoch=screen.epoch)
    except (OSError, WebSocketException, AssertionError):
        screen.close()
        time.sleep(0.2)


def converge(screens):
    for screen in screens:
        while screen.socket is None:
            _try_to_open(screen)
        screen.settle()
    last = max(screen.state.seq for screen in screens)
    for screen in screens:
        screen.until(lambda screen=screen: screen.state.seq >= last)
