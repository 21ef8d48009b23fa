"""Cards to groups: the same whatever their order, every group open onto its cards, nothing forced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from atelier.engines.themes.clusters import FINENESS, clusters, likeness_of
from atelier.engines.themes.ground import nearness
from atelier.engines.themes.moves import Draft, after_moves
from atelier.engines.themes.naming import Namer, Said, read_card, tell, written
from atelier.engines.themes.refusals import CardsCode, CardsRefused
from atelier.engines.themes.shapes import Card, Group, Groups
from atelier.engines.themes.vectors import card_vectors

FEWEST = 8  # cards that say something, under which nobody needs a machine
SMALLEST = 3  # cards of a group
MOST = 10_000  # cards: the table of likeness takes 4 bytes a pair, its tree 8
WORDS_SHOWN = 6


@dataclass(frozen=True)
class Wish:
    """fineness: 1 for few large groups, 2 as usual, 4 for many small ones. near_m: cards that share a word and lie
    within some such distance count as nearer; 0 does not look at the ground."""

    fineness: float = FINENESS
    near_m: float = 0.0


def group_cards(cards: Sequence[Card], *, wish: Wish | None = None, previous: Groups | None = None) -> Groups:
    """previous: what a facilitator left of an earlier run; groups renamed or with moved cards keep all theirs.

    Raises CardsRefused (two cards of one identifier, too many, nearness asked of cards without a place).
    """
    wish = wish or Wish()
    ordered = sorted(cards, key=lambda card: card.id)
    _check(ordered)
    said = [read_card(card.text) for card in ordered]
    everywhere = Counter(key for card in said for key in set(card.keys))
    drafts = _drafts(ordered, said, everywhere, wish)
    kept = after_moves([card.id for card in ordered], drafts, previous, smallest=SMALLEST)
    groups = _named(ordered, said, everywhere, kept.drafts)
    placed = {card for group in groups for card in group.cards} | set(kept.apart)
    ungrouped = [card.id for card in ordered if card.id not in placed]
    telling = sum(bool(card.keys) for card in said)
    found = Groups("grouped", "", groups, ungrouped, kept.apart, kept.gone)
    return _told(found, telling)


def _check(ordered: Sequence[Card]) -> None:
    if len(ordered) > MOST:
        raise CardsRefused(CardsCode.TOO_MANY, cards=len(ordered), most=MOST)
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise CardsRefused(CardsCode.SAME_ID, id=one.id)


def _drafts(ordered: Sequence[Card], said: Sequence[Said], everywhere: Counter[str], wish: Wish) -> list[list[str]]:
    """Cards of each group found by the words alone, those that share none of its telling words let go."""
    speaking = [row for row, card in enumerate(said) if card.keys]
    if len(speaking) < FEWEST:
        return []
    vectors = card_vectors([said[row].keys for row in speaking])
    near = nearness([ordered[row].place for row in speaking], wish.near_m) if wish.near_m else None
    drafts = []
    for cluster in clusters(likeness_of(vectors, near), fineness=wish.fineness):
        rows = [speaking[place] for place in cluster]
        if len(rows) < SMALLEST:
            continue
        telling = set(tell(said, rows, everywhere))
        held = [ordered[row].id for row in rows if telling.intersection(said[row].keys)]
        if len(held) >= SMALLEST:
            drafts.append(held)
    return drafts


def _named(ordered: Sequence[Card], said: Sequence[Said], everywhere: Counter[str], drafts: list[Draft]) -> list[Group]:
    """Large groups first. Names given by the facilitator are taken before any other is made."""
    row_of = {card.id: row for row, card in enumerate(ordered)}
    namer = Namer(said)
    for draft in drafts:
        if draft.given_name:
            namer.take(draft.given_name)
    groups = []
    for draft in sorted(drafts, key=lambda draft: (-len(draft.cards), draft.cards)):
        rows = [row_of[card] for card in draft.cards]
        telling = tell(said, rows, everywhere)
        named_by, name = "facilitator", draft.given_name
        if not name:
            named_by, name = "words", namer.name(rows, telling)
        group = Group(draft.id, name, draft.cards, named_by, draft.moved)  # type: ignore[arg-type]
        shown = {key: written(said, rows, (key,)) for key in telling}
        group.words = list(shown.values())[:WORDS_SHOWN]
        group.because = {card: _reasons(said[row], shown) for card, row in zip(draft.cards, rows, strict=True)}
        groups.append(group)
    return groups


def _reasons(card: Said, shown: dict[str, str]) -> list[str]:
    """The telling words of the group that this card holds; none for a card somebody has moved in."""
    return [word for key, word in shown.items() if key in card.keys]


def _told(found: Groups, telling: int) -> Groups:
    if found.groups:
        alone = len(found.ungrouped) + len(found.apart)
        found.said = f"{len(found.groups)} groups; {alone} cards stay on their own."
    elif telling < FEWEST:
        found.status = "too_few"
        found.said = f"Too few to group: {telling} cards say something, {FEWEST} are needed."
    else:
        found.status, found.said = "nothing_shared", f"No {SMALLEST} cards say enough of the same thing."
    return found
