"""The script of the load client (client.c): who comes when, and every byte they will say, framed beforehand.

Layout, all numbers signed 64 bits, every text after its length: port, µs to wait for the last deliveries, µs to wait
for those who come first, the marker's skip and digits, how far into a frame the word of welcome may stand, needle,
word of welcome, people, messages; for each person: room, whether they must receive everything, µs they come at (-1:
before the start), HTTP request, handshake, bytes of the opening, all they say; for each message in the order of time:
µs, person, end of it among all they say.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.live.sayings import Marker

PATIENCE_S = 60


@dataclass(frozen=True)
class Person:
    """One connection. `opening` is said at once after the handshake, `says` (seconds, frame) later."""

    room: int
    handshake: bytes
    opening: bytes
    says: Sequence[tuple[float, bytes]]
    is_heard: bool = True
    comes_s: float = -1.0
    fetch: bytes = b""


@dataclass(frozen=True)
class Welcome:
    """What a server says to someone who has joined: `word`, within the first `reach` bytes after its place."""

    word: bytes
    reach: int = 0


def write_script(
    path: Path, people: Sequence[Person], *, port: int, marker: Marker, welcome: Welcome, drain_s: float
) -> None:
    messages = [one for person, says in enumerate(people) for one in _messages(person, says)]
    parts = [
        _numbers(port, _us(drain_s), _us(PATIENCE_S), marker.skip, marker.digits, welcome.reach),
        _text(marker.needle),
        _text(welcome.word),
        _numbers(len(people), len(messages)),
        *(_person(person) for person in people),
        *(_numbers(*message) for message in sorted(messages)),
    ]
    path.write_bytes(b"".join(parts))


def _person(person: Person) -> bytes:
    comes_us = -1 if person.comes_s < 0 else _us(person.comes_s)
    head = _numbers(person.room, person.is_heard, comes_us) + _text(person.fetch) + _text(person.handshake)
    said = person.opening + b"".join(frame for _, frame in person.says)
    return head + _numbers(len(person.opening)) + _text(said)


def _messages(number: int, person: Person) -> list[tuple[int, int, int]]:
    end, messages = len(person.opening), []
    for at_s, frame in person.says:
        end += len(frame)
        messages.append((_us(at_s), number, end))
    return messages


def frame(payload: bytes, *, is_text: bool = False) -> bytes:
    """A client's websocket frame (RFC 6455), masked with zeros: the server unmasks, the payload stays readable."""
    head = bytes([0x81 if is_text else 0x82])
    if len(payload) < 126:
        head += bytes([0x80 | len(payload)])
    elif len(payload) < 65_536:
        head += b"\xfe" + struct.pack(">H", len(payload))
    else:
        head += b"\xff" + struct.pack(">Q", len(payload))
    return head + bytes(4) + payload


def handshake(path: str, port: int, *headers: str) -> bytes:
    """The request that opens a websocket."""
    fixed = ("Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13")
    return request(path, port, *fixed, "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", *headers)


def request(path: str, port: int, *headers: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _numbers(*numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}q", *numbers)


def _text(text: bytes) -> bytes:
    return _numbers(len(text)) + text


def _us(seconds: float) -> int:
    return round(seconds * 1e6)
