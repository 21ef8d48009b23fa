"""The socket given nonsense: 100,000 messages (20,000 on PostgreSQL), more with FUZZ. The same seed, the same words.

Nothing falls: someone who draws meanwhile is answered, the journal has no gap, and the server logs no error.
"""

import asyncio
import contextlib
import json
import os
import random
from uuid import UUID, uuid4

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.tables.screens import PATIENCE_S, Screen, change, stroke
from tests.tables.web import codes_of_tables, participant

pytestmark = pytest.mark.server
USUAL = "20000" if "ATELIER_DATABASE_URL" in os.environ else "100000"  # what is refused never sees the database
MESSAGES, SOCKETS, SEED = int(os.environ.get("FUZZ", USUAL)), 64, 8
ODD = [None, True, False, 0, -1, 2**31, 2**63, 10**400, 1.5, "", "x", "\x00", "é" * 3_000, [], {}, [[]], "NaN", "-0"]
WORDS = ["hello", "ops", "ink", "cursor", "since", "epoch", "op", "object", "kind", "trace", "pieces", "seat", "text"]


def test_nonsense_harms_nobody(running_server):
    code = codes_of_tables(running_server)[0]
    anna = Screen(*participant(running_server, code, name="Anna")).open()
    talker = Screen(*participant(running_server, code, name="Fou")).open()

    talker.draw()
    talker.settle()
    talker.close()
    asyncio.run(talk(talker, anna))

    anna.settle()
    assert anna.refused == []
    assert anna.socket
    assert "no gap" in running_server.run("table", "verify", code)
    errors = [line for line in running_server.lines if " ERROR " in line or "Traceback" in line]
    assert errors == []


async def talk(talker, anna):
    """All sockets at once; Anna draws all the while and must be answered."""
    share = MESSAGES // SOCKETS
    talking = asyncio.gather(*(babble(talker, random.Random(SEED + number), share) for number in range(SOCKETS)))
    while not talking.done():
        await asyncio.wait({talking}, timeout=0.2)
        await asyncio.to_thread(draw_and_settle, anna)
    assert sum(talking.result()) >= MESSAGES - SOCKETS


def draw_and_settle(screen):
    screen.draw()
    screen.settle()


async def babble(screen, chance, share):
    """Say `share` messages, opening the socket again whenever the table had enough; how many were said."""
    server, said = screen.web.server, 0
    url = f"ws://127.0.0.1:{server.port}/ws/tables/{screen.table_id}/"
    headers = {"Cookie": screen.web.cookie_header, "Origin": server.url}
    while said < share:
        async with connect(url, additional_headers=headers, open_timeout=PATIENCE_S, max_size=None) as door:
            reading = asyncio.create_task(read(door))
            with contextlib.suppress(ConnectionClosed):
                while said < share:
                    await door.send(nonsense(screen, chance))
                    said += 1
            reading.cancel()
    return said


async def read(door):
    with contextlib.suppress(ConnectionClosed):
        async for _ in door:
            pass


def nonsense(screen, chance):
    """Well said, half well said, or not said at all."""
    kind = chance.random()
    if kind < 0.02:
        return chance.randbytes(chance.randint(0, 200))
    frame = sensible(screen, chance)
    if kind < 0.1:
        return broken(json.dumps(frame), chance)
    if kind < 0.5:
        return json.dumps(twisted(frame, chance))
    return json.dumps(frame)


def sensible(screen, chance):
    thing = str(UUID(int=chance.getrandbits(128))) if chance.random() < 0.5 else str(next(iter(screen.state.things)))
    what = chance.choice(["erase", "restore", "edit", "cut", "draw", "ink", "cursor"])
    what = "hello" if chance.random() < 0.02 else what
    if what == "cursor":
        return {"cursor": {"lon": chance.uniform(-200, 200), "lat": chance.uniform(-90, 90)}}
    if what == "hello":
        return {
            "hello": {"since": chance.choice([0, 1, 10**9]), "epoch": chance.choice(["-", screen.welcome["epoch"]])}
        }
    if what == "ink":
        return {"ink": {"object": thing, "shape": "stroke", "overlay": chance.randint(0, 5), "pencil": "blockage",
                        "trace": numbers(chance)}}  # fmt: skip
    if what == "draw":
        return {"ops": [stroke(screen.table, thing, trace=numbers(chance), overlay=chance.randint(0, 9))]}
    fields = {"edit": {"text": "mot"}, "cut": {"pieces": [{"object": str(uuid4()), "trace": numbers(chance)}]}}
    return {"ops": [change(what, thing, **fields.get(what, {}))]}


def numbers(chance):
    return [chance.randint(-(2**31), 2**31) for _ in range(chance.randint(0, 12))]


def twisted(value, chance):
    """The same with something else somewhere."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(list(value))
        return {**value, key: twisted(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        place = chance.randrange(len(value))
        return [*value[:place], twisted(value[place], chance), *value[place + 1 :]]
    return {chance.choice(WORDS): chance.choice(ODD)} if chance.random() < 0.2 else chance.choice(ODD)


def broken(text, chance):
    place = chance.randrange(len(text))
    return text[:place] + chance.choice(["", "{", '"', "\\", "\ud7ff", "]" * 40]) + text[place + chance.randint(0, 3) :]
