"""The shorter way to a socket: the same bytes as the long one, and only where nothing waits."""

import asyncio
import weakref
from types import SimpleNamespace

import pytest
from websockets.frames import Frame, Opcode

from atelier.tables.live.connection import Connection
from atelier.tables.live.transport import Line, framed


class Protocol:
    """As much of uvicorn's as the line looks at."""

    def __init__(self):
        self.writable = asyncio.Event()
        self.writable.set()
        self.close_sent, self.handshake_complete = False, True
        self.wire, self.sent = [], []
        self.transport = SimpleNamespace(write=self.wire.append, is_closing=lambda: False)

    async def send(self, message):
        self.sent.append(message)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_a_frame_is_what_the_library_would_write(size):
    text = "é" * (size // 2) + "e" * (size % 2)

    assert framed(text).wire == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def connected(send):
    return Connection(send, seat=1, abilities=frozenset(), is_keeper=False, session_key="")


async def test_frames_are_written_at_once_and_keep_their_order():
    protocol = Protocol()
    connection = connected(protocol.send)

    connection.say_framed(framed("one"))
    assert [bytes(frame[2:]) for frame in protocol.wire] == [b"one"]

    protocol.writable.clear()
    connection.say_framed(framed("two"))
    protocol.writable.set()
    connection.say_framed(framed("three"))  # not before the second, which waits
    pump = asyncio.create_task(connection.pump())
    await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    pump.cancel()

    assert len(protocol.wire) == 1
    assert [message["text"] for message in protocol.sent] == ["two", "three"]


async def test_nothing_is_written_to_a_socket_that_closes():
    protocol = Protocol()
    connection = connected(protocol.send)
    connection.close(4403)

    connection.say_framed(framed("late"))
    assert protocol.wire == []

    protocol.close_sent = True
    assert not Line(protocol.send).write(b"x")

    protocol.close_sent, protocol.transport.is_closing = False, lambda: True
    assert not Line(protocol.send).write(b"x")


class Words(str):
    """A text that can be watched."""


async def test_what_was_sent_is_forgotten_while_the_screen_waits():
    sent = asyncio.Event()

    async def send(message):
        sent.set()

    connection = connected(send)
    pump = asyncio.create_task(connection.pump())
    welcome = Words("welcome")
    kept = weakref.ref(welcome)
    connection.say_encoded(welcome)
    del welcome
    await asyncio.wait_for(sent.wait(), 10)
    for _ in range(100):  # the task that sent it ends
        if kept() is None:
            break
        await asyncio.sleep(0.01)
    is_waiting = not pump.done()
    pump.cancel()

    assert is_waiting
    assert kept() is None


async def test_another_server_is_asked_through_asgi():
    sent = []

    async def send(message):
        sent.append(message)

    connection = connected(send)
    connection.say_framed(framed("one"))
    pump = asyncio.create_task(connection.pump())
    await asyncio.sleep(0.01)
    pump.cancel()

    assert sent == [{"type": "websocket.send", "text": "one"}]
