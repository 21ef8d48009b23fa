"""The server itself: uvicorn on an open door, its worker beside it, and a welcome when it answers."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import io
import socket
import sys

import click
import uvicorn
from django.conf import settings
from django.utils.translation import gettext as _

from atelier.common.addresses import WILDCARDS, announce, room_addresses, room_urls
from atelier.site.collector import spare_the_collector
from atelier.site.lock import open_house
from atelier.site.worker import worker_running
from atelier.tables.live.quick import QuickSocket
from atelier.territories.queries import warm_places

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # of <malloc.h>
LARGE_BYTES = 128 * 1024  # as glibc begins; left to itself it raises this each time something large is freed
SWITCH_S = 0.001  # the loop and the writer hand the interpreter to each other often: not 5 ms each time
MAX_FRAME_BYTES = 16_000_000  # larger than the room takes: it refuses with a code instead of hanging up


def serve(door: socket.socket, *, with_worker: bool = True) -> None:
    """Serve until Ctrl-C or SIGTERM; our own worker, if any, goes with us."""
    config = uvicorn.Config(
        "atelier.site.asgi:application",
        ws=QuickSocket,
        ws_per_message_deflate=False,  # what is said is small; the snapshot, which is not, comes as a compressed page
        ws_max_size=MAX_FRAME_BYTES,
        lifespan="off",
        access_log=False,
        server_header=False,
        log_config=None,
        log_level="warning",
        proxy_headers=settings.SECURE_PROXY_SSL_HEADER is not None,
        timeout_graceful_shutdown=2,
    )
    announce(*door.getsockname()[:2])
    sys.setswitchinterval(SWITCH_S)
    share_arenas()
    config.load()  # the application's imports, before the worker competes for the processor
    worker = worker_running() if with_worker else contextlib.nullcontext()
    with open_house(), worker, contextlib.suppress(KeyboardInterrupt):
        WelcomingServer(config).run(sockets=[door])


def share_arenas() -> None:
    """glibc gives every thread its own heap, and each keeps what it once needed: two are enough.

    What is large (a table's snapshot, a compressed page) does not go there: the system has it back when it is freed.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(M_ARENA_MAX, 2)
        libc.mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)


class WelcomingServer(uvicorn.Server):
    """Says where to go once a first page has really been served, which also warms the templates."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if sockets:
            self.welcome = asyncio.create_task(welcome_when_answering(sockets[0]))


async def welcome_when_answering(door: socket.socket) -> None:
    host, port = door.getsockname()[:2]
    if await first_page(WILDCARDS.get(host, host), port) >= 500:
        click.echo(_("The server is up but its first page fails: the lines above say why."), err=True)
        return
    click.echo("\n".join(await asyncio.to_thread(welcome, host, port)))
    await asyncio.to_thread(warm_places)
    spare_the_collector()


async def first_page(host: str, port: int) -> int:
    """The HTTP status of the home page."""
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(f"GET / HTTP/1.1\r\nHost: {bracketed(host)}:{port}\r\nConnection: close\r\n\r\n".encode())
    status_line = await reader.readline()
    writer.close()
    return int(status_line.split()[1])


def welcome(host: str, port: int) -> list[str]:
    """What to type where, and as whom."""
    from atelier.site.demo import sign_ins

    lines = ["", _("Atelier is open:")]
    lines += [f"  http://{bracketed(address)}:{port}/" for address in addresses(host)]
    lines += room_code()
    if host not in WILDCARDS:
        lines.append("  " + _("(for the phones of the room: make run HOST=0.0.0.0)"))
    if doors := sign_ins():
        lines += ["", _("To enter the Dieppe demo:")]
        lines += ["  " + _("%(who)s: %(how)s") % {"who": who, "how": how} for who, how in doors]
    return [*lines, "", _("Ctrl-C stops it; what was drawn stays."), ""]


def room_code() -> list[str]:
    """The way in as a QR code drawn with letters, for phones that look at the screen; nothing on one machine alone."""
    urls = room_urls()
    if not urls:
        return []
    import segno

    interface, url = urls[0]
    file = io.StringIO()
    segno.make(f"{url}/", error="l", micro=False).terminal(file, border=2, compact=True)
    # Translators: the name of a network interface (wlan0) and an address
    where = _("Phones on the same network (%(interface)s): %(url)s") % {"interface": interface or "-", "url": f"{url}/"}
    # light on dark whatever the terminal's own colours: a scanner needs it so (click drops colours that go to a file)
    drawn = [click.style(line, fg="bright_white", bg="black") for line in file.getvalue().rstrip("\n").split("\n")]
    lines = ["", where, "", *drawn]
    return [*lines, _("Each table has its own code, on its sheet.")] + (
        [_("This machine is on several networks: if a phone does not open it, try the next address above.")]
        if len(urls) > 1
        else []
    )


def addresses(host: str) -> list[str]:
    """Addresses that reach `host`: itself, or, when it is every one, ours and those the room sees."""
    if host not in WILDCARDS:
        return [host]
    return [WILDCARDS[host], *(one.host for one in room_addresses())]


def bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
