"""What a running atelier gives everyone to read: the rooms above say it, the page of the catalogue lists it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Reading(NamedTuple):
    """A public page. about: a sentence, "" where the title says it all."""

    title: str
    url: str
    about: str = ""


Shelf = Callable[[str], Iterable[Reading]]  # of an atelier, by its slug
_shelves: list[Shelf] = []


def add_shelf(shelf: Shelf) -> None:
    """Called when the house starts."""
    if shelf not in _shelves:
        _shelves.append(shelf)


def readings_of(atelier_slug: str) -> list[Reading]:
    """In the order the rooms came; none where no atelier runs."""
    return [reading for shelf in _shelves for reading in shelf(atelier_slug)] if atelier_slug else []
