"""A screen that opened its socket, said hello, and reads nothing more: what a sleeping tablet does, or an attacker."""

from __future__ import annotations

import base64
import os
import select
import socket
from pathlib import Path

import msgspec

from tests.serving import RunningServer
from tests.tables.web import Web

SMALL = 4_096


class StalledScreen:
    """Its receive buffer is as small as the system allows, so that the table soon notices."""

    def __init__(self, web: Web, table_id: str, epoch: str) -> None:
        port = web.server.port
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        self.socket.connect(("127.0.0.1", port))
        key = base64.b64encode(os.urandom(16)).decode()
        lines = (
            f"GET /ws/tables/{table_id}/ HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Origin: {web.server.url}",
            "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}",
            f"Cookie: {web.cookie_header}", "", "",
        )  # fmt: skip
        self.socket.sendall("\r\n".join(lines).encode())
        assert self.socket.recv(12) == b"HTTP/1.1 101"
        self.say({"hello": {"since": 0, "epoch": epoch}})

    def say(self, frame: object) -> None:
        """One masked text frame of less than 64 kB; the mask is zeros, which leaves the text as it is."""
        body = msgspec.json.encode(frame)
        size = bytes([0x80 | len(body)]) if len(body) < 126 else b"\xfe" + len(body).to_bytes(2, "big")
        self.socket.sendall(b"\x81" + size + bytes(4) + body)

    def is_hung_up(self, patience_s: float) -> bool:
        """Whether the other end dropped the connection without waiting for this one to read."""
        watched = select.poll()
        watched.register(self.socket, 0)  # errors and hang-ups only
        return bool(watched.poll(1000 * patience_s))

    def close(self) -> None:
        self.socket.close()


def resident_mb(server: RunningServer) -> float:
    """Memory of the server's process, by Linux's word."""
    assert server.process
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


def open_files(server: RunningServer) -> int:
    """Sockets, pipes and files; the database apart, which each of a few threads keeps open once it has been asked."""
    assert server.process
    return sum("sqlite3" not in target_of(one) for one in Path(f"/proc/{server.process.pid}/fd").iterdir())


def target_of(link: Path) -> str:
    try:
        return str(link.readlink())
    except FileNotFoundError:  # closed while they were counted
        return ""
