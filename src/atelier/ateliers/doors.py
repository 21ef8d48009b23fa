"""The doors of an atelier's page: each room above names its own at start, so that this floor knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import can_see
from atelier.ateliers.viewer import Viewer


@dataclass(frozen=True)
class Door:
    """`url_name` takes the atelier's slug. `sentence`: what one finds behind it. Shown by `rank`."""

    rank: int
    url_name: str
    label: str | Promise
    sentence: str | Promise
    is_open: Callable[[Viewer, Atelier], bool] = can_see


@dataclass(frozen=True)
class ShownDoor:
    url: str
    label: str
    sentence: str


_doors: dict[str, Door] = {}


def open_door(door: Door) -> None:
    """Called when the house starts."""
    _doors[door.url_name] = door


def doors_of(viewer: Viewer, atelier: Atelier) -> list[ShownDoor]:
    """The doors this viewer may push, in the order of the work: said, gathered, decided, followed."""
    ranked = sorted(_doors.values(), key=lambda door: door.rank)
    return [
        ShownDoor(reverse(door.url_name, kwargs={"slug": atelier.slug}), str(door.label), str(door.sentence))
        for door in ranked
        if door.is_open(viewer, atelier)
    ]
