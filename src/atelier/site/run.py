"""`atelier run`: prepare what is missing, serve, and say where, once the server really answers."""

from __future__ import annotations

import errno
import functools
import os
import socket

import click

LOOPBACK = "127.0.0.1"


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help="Where to listen.")
@click.option("--host", default=LOOPBACK, show_default=True, help="0.0.0.0 opens it to the phones of the room.")
@click.option("--demo/--no-demo", default=True, show_default=True, help="Load the Dieppe demo where nothing is.")
@click.option("--worker/--no-worker", default=True, show_default=True, help="Do the jobs too (see `atelier work`).")
@click.option("--only-prepare", is_flag=True, help="Prepare the database and the maps, then stop.")
def run(port: int, host: str, demo: bool, worker: bool, only_prepare: bool) -> None:
    """Serve Atelier on this machine, with its jobs, ready from nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")
    import django

    django.setup()
    from atelier.site.apart import apart

    door = None if only_prepare else open_door(host, port)
    apart(functools.partial(make_ready, demo=demo, is_served=not only_prepare))
    if door:
        from atelier.site.server import serve

        serve(door, with_worker=worker)


def make_ready(*, demo: bool, is_served: bool) -> None:
    """What must be there before the doors open, or the sentence that says why it cannot."""
    from atelier.site.prepare import NotReady, prepare

    try:
        prepare(demo=demo, say=click.echo, is_served=is_served)
    except NotReady as refusal:
        raise SystemExit(str(refusal)) from refusal


def open_door(host: str, port: int) -> socket.socket:
    """The address, reserved before the long work begins; nobody is let in until the server listens."""
    from django.utils.translation import gettext as _

    try:
        return bind(host, port)
    except OSError as error:
        facts = {"host": host, "port": port, "other": free_port_after(host, port)}
        if error.errno == errno.EADDRINUSE:
            sentence = _("Port %(port)s is taken by another program. Choose another: make run PORT=%(other)s")
        elif error.errno == errno.EACCES:
            sentence = _("This account may not open port %(port)s. Choose another: make run PORT=%(other)s")
        else:
            sentence = _("This machine has no address %(host)s. Leave HOST out, or write HOST=0.0.0.0")
        raise SystemExit(sentence % facts) from error


def bind(host: str, port: int) -> socket.socket:
    """A socket that owns the address without listening yet. Raises OSError."""
    family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    door = socket.socket(family, kind, protocol)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except OSError:
        door.close()
        raise
    return door


def free_port_after(host: str, port: int) -> int:
    """The next port this account can open, 8001 or later; 0 if there is none."""
    for other in range(max(port, 8000) + 1, 65_536):
        try:
            bind(host, other).close()
        except OSError:
            continue
        return other
    return 0
