"""The addresses under which the room reaches this machine: its own on each network, found without any network.

A laptop that makes its own Wi-Fi has no route to anywhere: asking which way one would go to the Internet finds nothing.
"""

from __future__ import annotations

import fcntl
import socket
import struct
import sys
from dataclasses import dataclass
from ipaddress import IPv4Address

from django.http import HttpRequest

WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (read, not bound to)
LOOPBACKS = {"localhost", "127.0.0.1", "::1"}
# asks the kernel for the IPv4 address of an interface (netdevice(7), netintro(4))
SIOCGIFADDR = 0xC0206921 if sys.platform == "darwin" else 0x8915
REQUEST_BYTES, ADDRESS_AT = 256, 20
WIRELESS = ("wl", "ap", "ath", "ra")
VIRTUAL = (
    "docker",
    "veth",
    "br-",
    "virbr",
    "vmnet",
    "vboxnet",
    "tun",
    "utun",
    "tap",
    "zt",
    "tailscale",
    "lxc",
    "podman",
)


@dataclass(frozen=True)
class Address:
    """This machine on one network: `interface` is the system's name for it (wlan0, en0)."""

    interface: str
    host: str

    @property
    def rank(self) -> tuple[int, str]:
        """The Wi-Fi first, then cables; what is between programs of one machine last."""
        name = self.interface
        if name.startswith(VIRTUAL):
            return 3, name
        if not IPv4Address(self.host).is_private:
            return 2, name
        return (0 if name.startswith(WIRELESS) else 1), name


@dataclass
class Door:
    """Where this process listens; nothing before it does."""

    host: str = ""
    port: int = 0


DOOR = Door()


def announce(host: str, port: int) -> None:
    """The server of this process listens there."""
    DOOR.host, DOOR.port = host, port


def room_addresses() -> list[Address]:
    """This machine on each network it is on, the likeliest to be the room's first; loopback left out."""
    found = [Address(name, host) for _number, name in socket.if_nameindex() if (host := _address_of(name))]
    own = {one.host: one for one in found if not IPv4Address(one.host).is_loopback}
    return sorted(own.values(), key=lambda one: one.rank)


def room_urls() -> list[tuple[str, str]]:
    """(interface, address) under which phones reach this server; none when it listens to this machine only."""
    if DOOR.host in WILDCARDS:
        return [(one.interface, f"http://{one.host}:{DOOR.port}") for one in room_addresses()]
    is_own = not DOOR.host or DOOR.host in LOOPBACKS
    return [] if is_own else [("", f"http://{DOOR.host}:{DOOR.port}")]


def public_url(request: HttpRequest, path: str) -> str:
    """The address of `path` for the others in the room.

    Who runs the room from the laptop itself sees it as localhost, where no phone can go: what is printed or shown to
    be photographed says the laptop's address on its network instead.
    """
    here = request.get_host().rpartition(":")[0] or request.get_host()
    if here.strip("[]") in LOOPBACKS and (urls := room_urls()):
        return urls[0][1] + path
    return request.build_absolute_uri(path)


def _address_of(interface: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        question = struct.pack(f"{REQUEST_BYTES}s", interface[:15].encode())
        try:
            answer = fcntl.ioctl(probe, SIOCGIFADDR, question)
        except OSError:  # no IPv4 on it
            return ""
    return socket.inet_ntoa(answer[ADDRESS_AT : ADDRESS_AT + 4])
