"""What one person said and what became of each thing, in words. Nobody else is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from atelier.ateliers.models import Seat
from atelier.contributions.cards.enums import ENDED, NEEDS_REASON, Fate
from atelier.contributions.cards.models import Card
from atelier.contributions.lineage.nodes import Node, Told, kind_of, tell_nodes
from atelier.contributions.lineage.walking import reached_from_each
from atelier.contributions.models import Contribution
from atelier.contributions.slip.models import RemovalRequest
from atelier.contributions.slip.queries import in_order


@dataclass(frozen=True)
class Became:
    """Something further that came from what was said. `state`: what became of it in turn, and why."""

    kind: str
    title: str
    text: str
    state: str


@dataclass(frozen=True)
class SaidCard:
    """A card of this person, with everything that came from it and what they may do."""

    card: Card
    fate: str
    became: list[Became]
    request: RemovalRequest | None

    @property
    def is_theirs(self) -> bool:
        """Nothing took its place: they correct it or take it back themselves."""
        return self.card.fate not in ENDED

    @property
    def can_ask(self) -> bool:
        went_further = self.card.fate in (Fate.MERGED, Fate.SPLIT) or bool(self.became)
        return not self.is_theirs and went_further and not (self.request and self.request.is_waiting)


@dataclass(frozen=True)
class SaidHere:
    """A note, a dot, a drawing of this person on a table (with the pieces an eraser left of it)."""

    said: Contribution
    is_erased: bool
    became: list[Became]
    request: RemovalRequest | None

    @property
    def can_ask(self) -> bool:
        return not self.is_erased and not (self.request and self.request.is_waiting)


@dataclass(frozen=True)
class Strokes:
    """Drawings without words that nothing came from yet, counted together."""

    kind: str
    meaning: str
    origin_name: str
    count: int


@dataclass
class Slip:
    """Everything one seat said."""

    seat: Seat
    cards: list[SaidCard] = field(default_factory=list)
    drawn: list[SaidHere] = field(default_factory=list)
    strokes: list[Strokes] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.cards or self.drawn or self.strokes)


def slip_of(seat: Seat) -> Slip:
    """A constant number of queries by kind of thing, whatever was said."""
    atelier = seat.workshop.atelier
    cards = list(Card.objects.of(atelier).filter(said_by=seat).order_by("number"))
    drawn = list(Contribution.objects.of(atelier).filter(said_by=seat))
    nodes = [Node("card", card.pk) for card in cards] + [Node("contribution", one.pk) for one in drawn]
    after = reached_from_each(atelier, nodes)
    further = {node for found in after.values() for node in found}
    told = tell_nodes(atelier, further)
    reasons = _reasons(seat, further)
    requests = {one.thing: one for one in RemovalRequest.everywhere.filter(seat=seat)}  # the latest of each

    def became(*pks: Node) -> list[Became]:
        found = {node for pk in pks for node in after[pk]}
        return [_became(node, one, reasons) for node, one in in_order(found, told)]

    slip = Slip(seat)
    for card in cards:
        slip.cards.append(SaidCard(card, fate_of(card), became(Node("card", card.pk)), requests.get(card.pk)))
    silent: Counter[tuple[str, str, str]] = Counter()
    for root, pieces in _with_pieces(drawn).items():
        whole = next(one for one in drawn if one.pk == root)
        came = became(*(Node("contribution", pk) for pk in pieces))
        is_erased = all(one.erased_at for one in drawn if one.pk in pieces)
        if came or whole.text.strip():
            slip.drawn.append(SaidHere(whole, is_erased, came, requests.get(root)))
        elif not is_erased:
            silent[str(whole.get_kind_display()), whole.meaning, whole.origin_name] += 1
    slip.strokes = [Strokes(*words, count) for words, count in silent.items()]
    return slip


def fate_of(card: Card) -> str:
    """What became of a card, in one sentence to who said it."""
    reason = {"into": card.fate_reason, "why": card.fate_reason}
    sentences = {
        Fate.OPEN: _("Written down; nothing is decided yet."),
        Fate.KEPT: _("Kept."),
        Fate.MERGED: _("Merged with what others said, into card %(into)s."),
        Fate.SPLIT: _("Split into several cards: %(into)s."),
        Fate.POSTPONED: _("Postponed, because: %(why)s"),
        Fate.DROPPED: _("Dropped, because: %(why)s"),
        Fate.WITHDRAWN: _("Withdrawn by you. Nobody else reads it any more."),
    }
    return sentences[Fate(card.fate)] % reason


def _reasons(seat: Seat, further: set[Node]) -> dict[UUID, str]:
    """Why further cards were postponed or dropped."""
    pks = [node.id for node in further if node.kind == "card"]
    cards = Card.objects.of(seat.workshop.atelier_id).filter(pk__in=pks, fate__in=NEEDS_REASON)
    return dict(cards.order_by().values_list("pk", "fate_reason"))


def _became(node: Node, told: Told, reasons: Mapping[UUID, str]) -> Became:
    kind = kind_of(node.kind)
    state = told.state
    if node.id in reasons:
        state = _("%(state)s, because: %(why)s") % {"state": told.state, "why": reasons[node.id]}
    return Became(str(kind.label), told.title, told.text, state)


def _with_pieces(drawn: Sequence[Contribution]) -> dict[UUID, set[UUID]]:
    """What was drawn in one gesture: the first drawing, with the pieces erasers left of it."""
    parents = {one.pk: one.parent for one in drawn}
    pieces: dict[UUID, set[UUID]] = {}
    for one in drawn:
        root = one.pk
        while (parent := parents.get(root)) in parents and parent is not None:
            root = parent
        pieces.setdefault(root, set()).add(one.pk)
    return pieces
