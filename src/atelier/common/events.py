"""Events between rooms: said after the commit, heard by functions that rooms registered at start.

An event is a frozen dataclass of plain values. Nothing essential hangs on hearing one: the journal
and the audit are the record.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

Event = TypeVar("Event")
logger = logging.getLogger(__name__)

_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def listen(kind: type[Event], listener: Callable[[Event], None]) -> None:
    """Call `listener` with every event of this kind (called from AppConfig.ready)."""
    if listener not in _listeners[kind]:
        _listeners[kind].append(listener)


def publish(event: object) -> None:
    """Say `event` once the present transaction is committed; at once when there is none."""
    for listener in _listeners[type(event)]:
        transaction.on_commit(partial(listener, event), robust=True)
