"""Whether the house is open: servers and workers share a lock, whoever replaces the database wants it alone."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from atelier.site.backup.errors import HouseOpen


@contextmanager
def open_house() -> Iterator[None]:
    """Held by each process that serves or works. Waits for the end of a restore."""
    with _path().open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def closed_house() -> Iterator[None]:
    """Held alone. Raises HouseOpen."""
    with _path().open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise HouseOpen from error
        yield


def _path() -> Path:
    return Path(settings.VAR_DIR) / "open.lock"
