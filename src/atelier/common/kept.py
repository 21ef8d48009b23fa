"""Drawings that take seconds: made once, kept in `<var>/drawn`, a few dozen of a kind, the longest unused goes first.

Nothing here is anybody's work: whatever is lost is drawn again, backups and suitcases leave it out.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from django.conf import settings

import atelier


def kept_drawing(kind: str, what: str, make: Callable[[], bytes], *, most: int) -> bytes:
    """The bytes of `what`, which says everything that is drawn; another version of the software draws it anew.

    most: files of this kind. Where nothing can be written any more, it is drawn each time.
    """
    place = Path(settings.VAR_DIR) / "drawn" / kind
    path = place / hashlib.sha256(f"{atelier.__version__} {what}".encode()).hexdigest()
    with contextlib.suppress(OSError):
        found = path.read_bytes()
        path.touch()
        return found
    made = make()
    with contextlib.suppress(OSError):
        _keep(path, made)
        for old in sorted(place.iterdir(), key=_used, reverse=True)[most:]:
            old.unlink(missing_ok=True)
    return made


def _keep(path: Path, made: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{uuid4()}.draft")
    draft.write_bytes(made)
    draft.replace(path)  # whole or not at all; another process may have made the same


def _used(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
