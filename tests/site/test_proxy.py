"""The whole of a deployment: two processes behind the proxy of deploy/, one lost in the middle of a session.

Run where Caddy is installed (`make test-scale` installs it); with PostgreSQL and Redis there.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
import urllib.request
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from tests.serving import RunningServer, free_port
from tests.tables.screens import Screen
from tests.tables.web import codes_of_tables, participant

CADDYFILE = Path(__file__).resolve().parents[2] / "deploy" / "Caddyfile"
pytestmark = [pytest.mark.server, pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy is not installed")]
HANDS = 3


@pytest.fixture
def nodes(start_server, monkeypatch):
    """Two processes on one database, known to their proxy by a name."""
    monkeypatch.setenv("ATELIER_HOSTS", "127.0.0.1")
    first = start_server()
    second = RunningServer(first.var, first.database_url).start()
    yield first, second
    second.stop()


@pytest.fixture
def door(nodes, tmp_path):
    """The proxy's address, as a server whose pages and sockets are those of the nodes."""
    first, _ = nodes
    behind = RunningServer(first.var, first.database_url, port=free_port())
    named = {
        "ATELIER_NAME": f":{behind.port}",
        "ATELIER_NODES": " ".join(f"127.0.0.1:{node.port}" for node in nodes),
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    with (tmp_path / "caddy.log").open("w") as log:
        proxy = subprocess.Popen(
            ["caddy", "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"],
            env={**os.environ, **named},
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(behind)
        yield behind
    finally:
        proxy.send_signal(signal.SIGTERM)
        proxy.wait(20)


def test_a_node_lost_in_the_middle_of_a_session_loses_nobody_and_nothing(nodes, door):
    codes = codes_of_tables(door)[:2]
    screens = [
        Screen(*participant(door, code, name=f"Main {number}")).open() for code in codes for number in range(HANDS)
    ]
    epochs = [screen.welcome["epoch"] for screen in screens]
    done = threading.Event()
    hands = [
        threading.Thread(target=draw_until, args=(screen, epoch, done))
        for screen, epoch in zip(screens, epochs, strict=True)
    ]

    for hand in hands:
        hand.start()
    for node in nodes:
        time.sleep(1.5)  # the load itself, not a wait for a state
        node.kill()
        time.sleep(1.5)  # the others go on alone
        node.start()
    done.set()
    for hand in hands:
        hand.join()
    for screen, epoch in zip(screens, epochs, strict=True):
        reopened(screen, epoch)
        screen.settle()

    for number, code in enumerate(codes):
        seen = Screen(screens[number * HANDS].web, screens[number * HANDS].table_id).open(epoch=epochs[number * HANDS])
        seen.until(lambda seen=seen: seen.state.seq >= seen.welcome["seq"])
        drawn = {str(thing.id) for thing in seen.state.visible()}
        for screen in screens[number * HANDS : (number + 1) * HANDS]:
            assert screen.drawn <= drawn
            assert len(screen.acknowledged) > 20
        assert "no gap" in door.run("table", "verify", code)


def draw_until(screen, epoch, done):
    screen.drawn = set()
    while not done.is_set():
        reopened(screen, epoch)
        screen.drawn.add(screen.draw())
        while screen.read(0.02):
            pass


def reopened(screen, epoch):
    """Through the same address, again and again, as a browser does."""
    limit = time.monotonic() + 60
    while screen.socket is None:
        assert time.monotonic() < limit, "nobody answers behind the proxy"
        try:
            screen.open(epoch=epoch)
        except (OSError, WebSocketException, AssertionError):
            screen.close()
            time.sleep(0.1)


def wait_for(server):
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"{server.url}/sante/", timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the proxy does not answer")
