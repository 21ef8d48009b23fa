"""What a facilitator has done with the groups of an earlier run, kept when the machine runs again.

A group that was touched (renamed, or a card moved into it) keeps all its cards; today's group that mostly holds the
same cards joins it. Cards taken out stay apart. The other groups are today's, under their earlier identifiers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from atelier.engines.themes.refusals import CardsCode, CardsRefused
from atelier.engines.themes.shapes import Group, Groups

MOSTLY = 0.5  # share of today's group that a touched one must hold to take in the rest


@dataclass
class Draft:
    id: str
    cards: list[str]
    given_name: str = ""
    moved: list[str] = field(default_factory=list)


@dataclass
class Kept:
    """Groups before their names. `apart`: taken out by the facilitator. `gone`: cards no longer there."""

    drafts: list[Draft]
    apart: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def after_moves(
    cards: Sequence[str], found: Sequence[Sequence[str]], previous: Groups | None, *, smallest: int
) -> Kept:
    """cards: every identifier. found: groups by words alone. Raises CardsRefused for two earlier groups
    of one identifier, and for a card in two earlier places.
    """
    if previous is None:
        return Kept([Draft(f"g{number}", list(group)) for number, group in enumerate(found, 1)])
    _check(previous)
    known = set(cards)
    touched = [_still_there(group, known) for group in previous.groups if group.is_touched]
    held = {card for draft in touched for card in draft.cards} | set(previous.apart)
    free = []
    for group in found:
        rest = [card for card in group if card not in held]
        if owner := _owner(group, touched):
            owner.cards = sorted({*owner.cards, *rest})
        elif len(rest) >= smallest:
            free.append(rest)
    drafts = [draft for draft in touched if draft.cards or draft.given_name] + _numbered(free, previous)
    everything = {card for group in previous.groups for card in group.cards} | {*previous.apart, *previous.ungrouped}
    apart = sorted(known.intersection(previous.apart))
    return Kept(drafts, apart, sorted(everything - known))


def _check(previous: Groups) -> None:
    names = [group.id for group in previous.groups]
    if twice := [name for name in names if names.count(name) > 1]:
        raise CardsRefused(CardsCode.PREVIOUS_SAME_ID, id=twice[0])
    seen: set[str] = set()
    places = [*(group.cards for group in previous.groups), previous.apart, previous.ungrouped]
    for card in (card for place in places for card in place):
        if card in seen:
            raise CardsRefused(CardsCode.PREVIOUS_TWICE, id=card)
        seen.add(card)


def _still_there(group: Group, known: set[str]) -> Draft:
    name = group.name if group.named_by == "facilitator" else ""
    moved = sorted(known.intersection(group.moved).intersection(group.cards))
    return Draft(group.id, sorted(known.intersection(group.cards)), name, moved)


def _owner(group: Sequence[str], touched: Sequence[Draft]) -> Draft | None:
    """The touched group that holds most of this one, if one holds enough."""
    shared = {draft.id: len(set(draft.cards).intersection(group)) for draft in touched}
    best = min(touched, key=lambda draft: (-shared[draft.id], draft.id), default=None)
    return best if best and shared[best.id] >= MOSTLY * len(group) else None


def _numbered(free: Sequence[list[str]], previous: Groups) -> list[Draft]:
    """Each under the identifier of the earlier group it shares most cards with; new numbers after the last."""
    earlier = [group for group in previous.groups if not group.is_touched]
    overlaps = [
        (-len(set(group.cards).intersection(cards)), group.id, place)
        for place, cards in enumerate(free)
        for group in earlier
        if not set(group.cards).isdisjoint(cards)
    ]
    names: dict[int, str] = {}
    for _, identifier, place in sorted(overlaps):
        if place not in names and identifier not in names.values():
            names[place] = identifier
    numbers = [int(group.id[1:]) for group in previous.groups if group.id[1:].isdecimal()]
    following = max(numbers, default=0)
    for place in range(len(free)):
        if place not in names:
            following += 1
            names[place] = f"g{following}"
    return [Draft(names[place], cards) for place, cards in enumerate(free)]
