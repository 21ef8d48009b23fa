"""Killed in the middle of the work, the table loses nothing it acknowledged.

Twenty times, five on PostgreSQL; KILLS says otherwise.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from http.client import HTTPException

import pytest
from websockets.exceptions import WebSocketException

from tests.tables.screens import PATIENCE_S, Screen
from tests.tables.web import codes_of_tables, participant

pytestmark = pytest.mark.server
USUAL = "5" if "ATELIER_DATABASE_URL" in os.environ else "20"
HANDS, KILLS, LOAD_S = 6, int(os.environ.get("KILLS", USUAL)), 0.4


def test_kill_loses_no_acknowledged_operation_and_leaves_no_gap(start_server):
    server = start_server()
    code = codes_of_tables(server)[0]
    screens = [Screen(*participant(server, code, name=f"Main {number}")).open() for number in range(HANDS)]
    for screen in screens:
        screen.epoch = screen.welcome["epoch"]

    with drawing(screens):
        for _ in range(KILLS):
            draw_more(screens, 20)
            time.sleep(LOAD_S)  # the load itself, not a wait for a state
            server.kill()
            server.start()
    converge(screens)

    drawn = {str(thing.id) for thing in screens[0].state.visible()}
    assert all(screen.drawn <= drawn for screen in screens)
    assert all(screen.state == screens[0].state for screen in screens)
    assert acknowledged(screens) >= 20 * KILLS
    assert "no gap" in server.run("table", "verify", code)


@contextlib.contextmanager
def drawing(screens):
    """These hands draw all the while."""
    done = threading.Event()
    hands = [threading.Thread(target=draw_until, args=(screen, done)) for screen in screens]
    for hand in hands:
        hand.start()
    try:
        yield
    finally:
        done.set()
        for hand in hands:
            hand.join()


def draw_more(screens, strokes):
    """Until that many more were acknowledged."""
    limit = acknowledged(screens) + strokes
    until(lambda: acknowledged(screens) >= limit)


def acknowledged(screens):
    return sum(len(screen.acknowledged) for screen in screens)


def until(condition):
    limit = time.monotonic() + 3 * PATIENCE_S
    while not condition():
        assert time.monotonic() < limit, "it did not come"
        time.sleep(0.05)


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
    except (OSError, HTTPException, WebSocketException, AssertionError):  # gone, or going in the middle of an answer
        screen.close()
        time.sleep(0.2)


def converge(screens):
    """Everybody's work is confirmed, and everybody has everybody's."""
    for screen in screens:
        stay_until(screen, lambda screen=screen: not screen.pending)
    last = max(screen.state.seq for screen in screens)
    for screen in screens:
        stay_until(screen, lambda screen=screen: screen.state.seq >= last)


def stay_until(screen, condition):
    """Read until something is true; a screen that is let go meanwhile comes back, as a browser's does."""
    limit = time.monotonic() + 3 * PATIENCE_S
    while not condition():
        assert time.monotonic() < limit, "it did not come"
        if screen.socket is None:
            _try_to_open(screen)
        screen.read(0.2)
