"""Bad company at a table: screens that read nothing, that come and go by hundreds, that say too much too fast.

The others are not harmed and the server's memory stays bounded.
"""

import asyncio
import contextlib
import threading
import time
from uuid import uuid4

import pytest
from websockets.asyncio.client import connect

from atelier.tables.live.connection import CLOSING_S
from tests.tables.raw_socket import StalledScreen, open_files, resident_mb
from tests.tables.screens import PATIENCE_S, Screen, stroke
from tests.tables.web import codes_of_tables, facilitator, participant

pytestmark = pytest.mark.server
HEAVY = "x" * 2_000
COMERS, AT_ONCE = 1_000, 50


@pytest.fixture(scope="module")
def code(running_server):
    return codes_of_tables(running_server)[0]


@pytest.fixture
def sit(running_server, code):
    opened = []

    def one(name):
        opened.append(Screen(*participant(running_server, code, name=name)).open())
        return opened[-1]

    yield one
    for screen in opened:
        screen.close()


@pytest.fixture
def stall(running_server, code):
    opened = []

    def one(screen, name):
        web, table_id = participant(running_server, code, name=name)
        opened.append(StalledScreen(web, table_id, screen.welcome["epoch"]))
        return opened[-1]

    yield one
    for screen in opened:
        screen.close()


def write_much(screen, notes):
    """Notes of two thousand letters: much to tell everybody, little to keep."""
    for _ in range(0, notes, 150):
        blank = {"shape": "note", "trace": [], "text": HEAVY}
        screen.act(*(stroke(screen.table, str(uuid4()), **blank) for _ in range(150)))
        screen.settle()


def test_screens_that_read_nothing_are_let_go_and_others_go_on(running_server, sit, stall):
    anna, bruno, keeper = sit("Anna"), sit("Bruno"), facilitator(running_server)
    sleeper, *stalled = [stall(anna, f"Endormi {number}") for number in range(4)]
    anna.until(lambda: "Endormi 0" in names_of(anna))
    page, before_mb = f"/tables/{anna.table_id}/", resident_mb(running_server)
    token = keeper.get(f"{page}animation/").body.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    done = threading.Event()
    eyes = threading.Thread(target=read_until, args=(bruno, done), daemon=True)
    eyes.start()

    write_much(anna, 7_500)  # 15 MB for each
    keeper.post(f"{page}sieges/{names_of(anna)['Endormi 0']}/retirer/", csrfmiddlewaretoken=token)
    assert sleeper.is_hung_up(CLOSING_S + 10)  # who lost their right is not waited for
    limit = time.monotonic() + PATIENCE_S
    while not all(one.is_hung_up(0.2) for one in stalled) and time.monotonic() < limit:
        anna.draw()
        anna.settle()

    assert all(one.is_hung_up(0) for one in stalled)
    assert resident_mb(running_server) - before_mb < 150
    done.set()
    eyes.join()
    bruno.until(lambda: bruno.state.seq == anna.state.seq)
    assert bruno.state == anna.state


def names_of(screen):
    return {person["name"]: person["seat"] for person in screen.people.values()}


def test_thousand_connections_opened_and_dropped_leave_nothing_behind(running_server, sit):
    anna, bruno = sit("Anna"), sit("Bruno")
    before_mb, files = resident_mb(running_server), open_files(running_server)
    done = threading.Event()
    hand = threading.Thread(target=draw_until, args=(anna, done), daemon=True)
    hand.start()

    asyncio.run(come_and_go(bruno))
    done.set()
    hand.join()

    bruno.until(lambda: bruno.state.seq == anna.state.seq)
    until(lambda: open_files(running_server) <= files + 5)
    assert resident_mb(running_server) - before_mb < 100
    assert anna.pending == {}


async def come_and_go(screen):
    waiting = asyncio.Semaphore(AT_ONCE)
    server = screen.web.server
    headers = {"Cookie": screen.web.cookie_header, "Origin": server.url}

    async def one():
        async with waiting:
            door = await connect(
                f"ws://127.0.0.1:{server.port}/ws/tables/{screen.table_id}/",
                additional_headers=headers, open_timeout=PATIENCE_S,
            )  # fmt: skip
            with contextlib.suppress(OSError):
                await door.send('{"hello": {"since": 0, "epoch": "-"}}')
            door.transport.abort()  # as when a phone leaves the room

    await asyncio.gather(*(one() for _ in range(COMERS)))


def draw_until(screen, done):
    while not done.is_set():
        screen.draw()
        screen.settle()


def read_until(screen, done):
    """Somebody who looks at their screen: who does not is one of those that are let go."""
    while not done.is_set():
        screen.read(0.2)


def until(condition):
    limit = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < limit, "it did not come"
        time.sleep(0.1)


def test_screen_that_says_too_much_too_fast_loses_nothing_and_delays_nobody(running_server, sit):
    fast, anna = sit("Vite"), sit("Anna")
    before_mb = resident_mb(running_server)

    for _ in range(300):
        fast.say({"cursor": {"lon": 1.07, "lat": 49.92}})
        fast.draw()
    started = time.monotonic()
    anna.draw()
    anna.settle()
    waited_s = time.monotonic() - started
    fast.settle()

    assert len(fast.acknowledged) == 300
    assert fast.refused == []
    assert waited_s < 4  # six hundred frames at eighty a second take five
    assert resident_mb(running_server) - before_mb < 50
