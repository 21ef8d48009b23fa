"""The shorter way in: the same messages in the same order as uvicorn's own protocol, however the bytes arrive."""

import asyncio

import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame, Opcode

from atelier.tables.live.quick import QuickSocket, head_at

REQUEST = (
    b"GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
TEXTS = st.one_of(st.text(max_size=200), st.sampled_from(["e" * 125, "e" * 126, "é" * 40_000]))


class Transport:
    """A connection that keeps what is written to it."""

    def __init__(self):
        self.written, self.is_closed = b"", False

    def write(self, data):
        self.written += data

    def close(self):
        self.is_closed = True

    def is_closing(self):
        return self.is_closed

    def get_extra_info(self, name):
        return ("127.0.0.1", 1) if name in {"peername", "sockname"} else None

    def pause_reading(self): ...

    def resume_reading(self): ...


async def opened(kind, early=b""):
    """A protocol whose handshake is done."""

    async def application(scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        await asyncio.Event().wait()

    config = uvicorn.Config(application, lifespan="off", log_config=None, ws_per_message_deflate=False)
    config.load()
    config.loaded_app = application
    protocol = kind(config, ServerState(), {})
    protocol.connection_made(Transport())
    protocol.data_received(REQUEST)
    if early:
        protocol.data_received(early)
    while not protocol.handshake_complete:
        await asyncio.sleep(0)
    return protocol


def frames_of(text, pieces):
    """A message in one frame or several, masked; a ping between them."""
    body = text.encode()
    cuts = [len(body) * number // pieces for number in range(pieces + 1)]
    wire = b""
    for number in range(pieces):
        opcode = Opcode.CONT if number else Opcode.TEXT
        part = Frame(opcode, body[cuts[number] : cuts[number + 1]], fin=number == pieces - 1)
        wire += part.serialize(mask=True)
        if number < pieces - 1:
            wire += Frame(Opcode.PING, b"?").serialize(mask=True)
    return wire


def waiting(protocol):
    """What the usual way has brought so far."""
    events = []
    while not protocol.queue.empty():
        events.append(protocol.queue.get_nowait())
    return [event["text"] if event["type"] == "websocket.receive" else event["type"] for event in events]


@settings(max_examples=150, deadline=None)
@given(
    said=st.lists(st.tuples(TEXTS, st.integers(1, 3)), max_size=8),
    sizes=st.lists(st.integers(1, 300), min_size=1, max_size=20),
    fates=st.lists(st.booleans(), min_size=1, max_size=8),
)
def test_nothing_is_lost_twice_or_out_of_order_however_bytes_are_cut(said, sizes, fates):
    async def tried():
        protocol = await opened(QuickSocket)
        heard, told = [], 0

        def hear(message):
            nonlocal told
            told += 1
            if fates[told % len(fates)]:
                heard.append(message.decode())
                return True
            return False

        protocol.hear = hear
        stream, number = b"".join(frames_of(text, pieces) for text, pieces in said), 0
        while stream:
            size = sizes[number % len(sizes)] * (300 if number % 5 == 4 else 1)
            protocol.data_received(stream[:size])
            stream, number = stream[size:], number + 1
            heard += waiting(protocol)  # as a listener that is always there
        return heard

    assert asyncio.run(tried()) == [text for text, _ in said]


@pytest.mark.parametrize(
    "wire",
    [
        b"\x81\x02no",  # not masked
        Frame(Opcode.TEXT, b"\xff\xfe").serialize(mask=True),  # not UTF-8
        Frame(Opcode.CONT, b"of what?").serialize(mask=True),
        Frame(Opcode.TEXT, b"one", fin=False).serialize(mask=True) + Frame(Opcode.TEXT, b"two").serialize(mask=True),
        b"\xc1" + Frame(Opcode.TEXT, b"flagged").serialize(mask=True)[1:],
        Frame(Opcode.CLOSE, b"").serialize(mask=True) + Frame(Opcode.TEXT, b"after").serialize(mask=True),
        b"\x81\xff\x7f" + bytes(range(12)),  # exabytes to come
    ],
    ids=["bare", "not-utf-8", "headless", "unfinished", "flagged", "closed", "endless"],  # masks differ each time
)
async def test_what_is_wrong_ends_as_it_does_with_the_usual_protocol(wire):
    ends = []
    for kind in (WebSocketsSansIOProtocol, QuickSocket):
        protocol = await opened(kind)
        if kind is QuickSocket:
            protocol.hear = lambda message: message.isascii()
        protocol.data_received(wire)
        ends.append((waiting(protocol), protocol.transport.is_closed, protocol.transport.written[-4:]))
    assert ends[0] == ends[1]
    assert ends[1][1]


async def test_what_waits_is_heard_before_what_comes():
    protocol = await opened(QuickSocket)
    heard = []
    protocol.data_received(frames_of("first", 1))  # nobody listens yet
    protocol.hear = lambda message: bool(heard.append(message)) or True
    protocol.data_received(frames_of("second", 1))

    assert (waiting(protocol), heard) == (["first", "second"], [])


async def test_who_speaks_before_the_answer_is_read_the_usual_way():
    protocol = await opened(QuickSocket, early=frames_of("early", 1))
    protocol.hear = lambda message: True
    protocol.data_received(frames_of("later", 1))

    assert waiting(protocol) == ["early", "later"]


def test_a_head_is_not_guessed_before_it_is_all_there():
    wire = Frame(Opcode.TEXT, b"e" * 70_000).serialize(mask=True)

    assert [head_at(wire[:size], 0) for size in (0, 1, 9)] == [None, None, None]
    assert head_at(wire, 0) == (14, 70_014, False)
