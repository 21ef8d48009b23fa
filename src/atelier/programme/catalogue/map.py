"""What the page draws over the ground of the map: a mark an atelier, or a round a department when they are many."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from atelier.programme.catalogue.filters import Card

MOST_MARKS = 120  # beyond, marks would hide each other and the keyboard would never reach the list
MOST_LABELS = 24
APART = 15.0  # units of the sheet between two marks of one place
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
EDGE = 4.0
LETTER, LINE = 7.9, 17.0  # size of a label's letters, in units of the sheet


Box = tuple[float, float, float, float]


class Mark(NamedTuple):
    """An atelier at x, y of the sheet. `label` is its title when there is room for it; `side` where it stands."""

    card: Card
    x: float
    y: float
    label: str = ""
    side: str = "start"
    label_x: float = 0.0


class Round(NamedTuple):
    """The ateliers of a department: `radius` grows like the square root of `many`."""

    department: str
    many: int
    x: float
    y: float
    radius: float


class Drawn(NamedTuple):
    """`lost`: how many have no place on the map."""

    marks: list[Mark]
    rounds: list[Round]
    lost: int


def drawn(cards: Sequence[Card]) -> Drawn:
    from atelier.engines.country.frames import on_sheet

    placed = [card for card in cards if card.lon is not None and card.lat is not None]
    points = on_sheet([(card.lon, card.lat) for card in placed])  # type: ignore[misc]  # both are there, just asked
    shown = [(card, point) for card, point in zip(placed, points, strict=True) if point]
    lost = len(cards) - len(shown)
    if len(shown) > MOST_MARKS:
        return Drawn([], _rounds(shown), lost)
    return Drawn(_labelled(_apart(shown)), [], lost)


def _apart(shown: Iterable[tuple[Card, tuple[float, float]]]) -> list[Mark]:
    """Marks of one place turn around it like the seeds of a sunflower; from west to east, as one reads."""
    crowds: dict[tuple[int, int], list[tuple[Card, tuple[float, float]]]] = defaultdict(list)
    for card, (x, y) in shown:
        crowds[round(x / APART), round(y / APART)].append((card, (x, y)))
    marks = []
    for crowd in crowds.values():
        for number, (card, (x, y)) in enumerate(crowd):
            away, angle = APART * math.sqrt(number), number * GOLDEN_ANGLE
            marks.append(Mark(card, round(x + away * math.cos(angle), 1), round(y + away * math.sin(angle), 1)))
    return sorted(marks, key=lambda mark: (mark.x, mark.y))


def _labelled(marks: list[Mark]) -> list[Mark]:
    """Places beside the marks where nothing is in the way, to the right if possible."""
    if len(marks) > MOST_LABELS:
        return marks
    taken = [(mark.x - 9, mark.y - 9, mark.x + 9, mark.y + 9) for mark in marks]
    return [_with_label(mark, taken) for mark in marks]


def _with_label(mark: Mark, taken: list[Box]) -> Mark:
    wide = len(mark.card.place) * LETTER
    for side, left in (("start", mark.x + 14), ("end", mark.x - 14 - wide)):
        box = (left, mark.y - LINE / 2, left + wide, mark.y + LINE / 2)
        if box[0] >= EDGE and box[2] <= 1000 - EDGE and not any(_meet(box, other) for other in taken):
            taken.append(box)
            at = round(left if side == "start" else left + wide, 1)
            return mark._replace(label=mark.card.place, side=side, label_x=at)
    return mark


def _rounds(shown: Sequence[tuple[Card, tuple[float, float]]]) -> list[Round]:
    """One round a department, in the middle of its ateliers; the smallest last, so that none is hidden."""
    crowds: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for card, point in shown:
        crowds[min(card.said["department"], default="")].append(point)
    rounds = [
        Round(
            code,
            len(points),
            round(sum(x for x, _ in points) / len(points), 1),
            round(sum(y for _, y in points) / len(points), 1),
            round(min(7 + 2.6 * math.sqrt(len(points)), 26), 1),
        )
        for code, points in crowds.items()
    ]
    return sorted(rounds, key=lambda one: -one.many)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def kinds_of(cards: Iterable[Card]) -> Counter[str]:
    """How many of each kind: the key of the map."""
    return Counter(card.kind for card in cards)
