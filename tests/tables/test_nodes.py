"""Several server processes on one database: one dies, Redis stops, the database goes away. Nothing is lost.

`make test-scale` runs all of it on PostgreSQL and Redis; without them, what needs Redis is passed over.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
import redis

from tests.databases import database_name, on_server
from tests.front_door import FrontDoor
from tests.serving import RunningServer, free_port
from tests.tables.screens import Screen, fresh_id
from tests.tables.test_survival import converge, draw_more, drawing, until
from tests.tables.web import codes_of_tables, facilitator, participant

pytestmark = pytest.mark.server
OUTAGE_S = float(os.environ.get("OUTAGE_S", "32"))
needs_redis = pytest.mark.skipif(not os.environ.get("ATELIER_REDIS_URL"), reason="needs Redis: make test-scale")


@pytest.fixture
def second_of():
    """Start another process on a server's database."""
    started = []

    def start(first: RunningServer) -> RunningServer:
        started.append(RunningServer(first.var, first.database_url, settings=first.settings).start())
        return started[-1]

    yield start
    for server in started:
        server.stop()


def sit(server, code, name):
    screen = Screen(*participant(server, code, name=name)).open()
    screen.epoch = screen.welcome["epoch"]
    return screen


def assert_nothing_lost(server, code, screens):
    """Every screen holds the same, and every stroke that was drawn, once."""
    converge(screens)
    drawn = {str(thing.id) for thing in screens[0].state.visible()}
    assert all(screen.drawn <= drawn for screen in screens)
    assert all(screen.state == screens[0].state for screen in screens)
    assert all(not screen.refused for screen in screens)
    assert "no gap" in server.run("table", "verify", code)


def test_people_of_a_killed_process_come_back_by_the_other_and_lose_nothing(start_server, second_of):
    first = start_server()
    second, code = second_of(first), codes_of_tables(first)[0]
    with FrontDoor([first, second]) as door, FrontDoor([second]) as other_door:
        screens = [sit(door, code, f"A{number}") for number in range(3)]
        screens += [sit(other_door, code, f"B{number}") for number in range(2)]
        with drawing(screens):
            draw_more(screens, 60)
            first.kill()
            draw_more(screens[:3], 30)  # at the same address, by the process that is left
        assert_nothing_lost(second, code, screens)
        for screen in screens:
            screen.close()


@needs_redis
def test_hands_and_people_of_one_process_are_seen_in_the_other(start_server, second_of):
    first = start_server()
    second, code = second_of(first), codes_of_tables(first)[0]
    anna, bruno = sit(first, code, "Anna"), sit(second, code, "Bruno")
    seat = anna.welcome["seat"]
    ink = {"object": fresh_id(), "shape": "stroke", "overlay": anna.table["overlays"][0]["id"], "pencil": "blockage"}

    anna.say({"ink": {**ink, "trace": [10, 10, 5, 5]}, "cursor": {"lon": 1.07, "lat": 49.92}})
    bruno.until(lambda: bool(bruno.ink and bruno.cursors))
    bruno.until(lambda: bruno.people.get(seat, {}).get("screens") == 1)
    anna.close()
    bruno.until(lambda: bruno.people[seat]["screens"] == 0)
    bruno.close()

    assert (bruno.ink[0]["seat"], bruno.ink[0]["ink"]["object"]) == (seat, ink["object"])
    assert bruno.cursors[0]["seat"] == seat


@needs_redis
def test_seat_removed_at_one_process_loses_its_socket_at_the_other(start_server, second_of):
    first = start_server()
    second, code = second_of(first), codes_of_tables(first)[0]
    bruno, keeper = sit(second, code, "Bruno"), facilitator(first)
    page = f"/tables/{bruno.table_id}/"
    token = keeper.get(f"{page}animation/").body.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]

    keeper.post(f"{page}sieges/{bruno.welcome['seat']}/retirer/", csrfmiddlewaretoken=token)

    with pytest.raises(AssertionError, match="closed"):
        bruno.until(lambda: False)


class OwnRedis:
    """A Redis for one test, to be stopped and started."""

    def __init__(self, folder: Path) -> None:
        self.port, self._folder = free_port(), folder
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        binary = shutil.which("redis-server") or shutil.which("valkey-server")
        assert binary
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            [binary, *options, "--dir", str(self._folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until(self._answers)

    def _answers(self) -> bool:
        try:
            with redis.Redis(port=self.port) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@needs_redis
def test_redis_stopped_and_started_again_loses_nothing(start_server, second_of, tmp_path):
    relay = OwnRedis(tmp_path)
    relay.start()
    try:
        first = start_server(ATELIER_REDIS_URL=relay.url)
        second, code = second_of(first), codes_of_tables(first)[0]
        screens = [sit(server, code, name) for server, name in ((first, "A"), (second, "B"), (first, "C"))]
        with drawing(screens):
            draw_more(screens, 30)
            relay.stop()
            draw_more(screens, 60)
            relay.start()
            draw_more(screens, 30)
        assert_nothing_lost(first, code, screens)
        for screen in screens:
            screen.close()
    finally:
        relay.stop()


def test_database_that_goes_away_for_half_a_minute_loses_nothing(start_server):
    server = start_server()
    code = codes_of_tables(server)[0]
    screens = [sit(server, code, f"A{number}") for number in range(3)]
    with drawing(screens):
        draw_more(screens, 30)
        with database_away(server):
            time.sleep(OUTAGE_S)  # the outage itself, not a wait for a state
        draw_more(screens, 30)
    assert_nothing_lost(server, code, screens)
    for screen in screens:
        screen.close()


@contextlib.contextmanager
def database_away(server):
    """PostgreSQL lets nobody in and drops who was; SQLite's only writer's place is taken."""
    if server.database_url:
        name = database_name(server.database_url)
        on_server(server.database_url, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        drop = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        on_server(server.database_url, drop)
        yield
        on_server(server.database_url, f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        return
    with contextlib.closing(sqlite3.connect(server.var / "atelier.sqlite3", timeout=30)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        yield
        writer.execute("ROLLBACK")
