"""The story of a card for its page: its history, where it comes from, what it became."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.contributions.cards.commands import node_of
from atelier.contributions.cards.enums import CardKind, Family, Fate
from atelier.contributions.cards.models import Card, CardChange
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.models import Edge
from atelier.contributions.lineage.nodes import Node, Told, kind_of, tell_nodes
from atelier.contributions.lineage.walking import edges_of, origins_of, reached_from
from atelier.contributions.models import Contribution
from atelier.people.enums import College

MOST_TOLD = 60  # on each side; the lineage explorer shows all
FIELDS: dict[str, str | Promise] = {
    "kind": _("kind"),
    "text": _("text"),
    "lift_condition": _("what would lift it"),
    "family": _("family"),
    "college": _("college"),
    "geometry": _("place"),
    "fate": _("fate"),
    "fate_reason": _("why"),
}
LABELS: dict[str, dict[Any, Any]] = {
    "kind": dict(CardKind.choices),
    "family": dict(Family.choices),
    "college": dict(College.choices),
    "fate": dict(Fate.choices),
}


@dataclass(frozen=True)
class Relative:
    """A thing this card comes from, or became. relation: '' when others stand between."""

    node: Node
    told: Told
    relation: str = ""

    @property
    def kind(self) -> str:
        return str(kind_of(self.node.kind).label)


@dataclass(frozen=True)
class Story:
    """sources and results are one step away, origins and outcomes further; more_…: how many more are not told."""

    sources: Sequence[Relative]
    origins: Sequence[Relative]
    more_origins: int
    results: Sequence[Relative]
    outcomes: Sequence[Relative]
    more_outcomes: int

    def nodes(self, kind: str) -> list[Node]:
        """Those of a kind it comes from."""
        return [one.node for one in (*self.sources, *self.origins) if one.node.kind == kind]


@dataclass(frozen=True)
class Change:
    """A line of the history: what changed, before and after, in words; words are '' where they are no longer told."""

    at: object
    by_name: str
    changed: Sequence[tuple[str, str, str]]


def story_of(atelier: Atelier, card: Card) -> Story:
    """A constant number of queries for each kind of things, whatever the number of edges."""
    node = node_of(card)
    near = list(edges_of(atelier, [node]))
    before = {Node(edge.source_kind, edge.source): edge for edge in near if edge.target == card.pk}
    after = {Node(edge.target_kind, edge.target): edge for edge in near if edge.source == card.pk}
    # what came from afar is read from what was said, what it became from what was decided last
    origins = _ranked(origins_of(atelier, [node]) - before.keys())
    outcomes = _ranked(reached_from(atelier, [node]) - after.keys())[::-1]
    shown = [*before, *after, *origins[:MOST_TOLD], *outcomes[:MOST_TOLD]]
    told = tell_nodes(atelier, shown)
    return Story(
        sources=_told(before, told, before),
        origins=_told(origins[:MOST_TOLD], told),
        more_origins=max(len(origins) - MOST_TOLD, 0),
        results=_told(after, told, after),
        outcomes=_told(outcomes[:MOST_TOLD], told),
        more_outcomes=max(len(outcomes) - MOST_TOLD, 0),
    )


def history_of(card: Card, *, sees_names: bool) -> list[Change]:
    """Every change, the last first. What was withdrawn is told without its words."""
    changes = CardChange.objects.of(card.atelier_id).filter(card=card).order_by("-id")
    tells = card.fate != Fate.WITHDRAWN
    return [
        Change(change.at, change.by_name if sees_names else "", _changed(change, tells_words=tells))
        for change in changes
    ]


def erased_sources(atelier: Atelier, story: Story) -> list[Contribution]:
    """What the card was written from, erased at the table since; cut ones, whose pieces stand, are left out."""
    known = [one.node.id for one in story.sources if one.node.kind == "contribution"]
    if not known:
        return []
    erased = Contribution.objects.of(atelier).filter(pk__in=known, erased_at__isnull=False)
    standing = Contribution.objects.of(atelier).filter(parent__in=known, erased_at=None)
    cut = set(standing.values_list("parent", flat=True))
    return [one for one in erased if one.pk not in cut]


def reworded_sources(atelier: Atelier, card: Card, story: Story) -> list[Contribution]:
    """Notes the card was written from, whose words changed at the table since."""
    known = [one.node.id for one in story.sources if one.node.kind == "contribution"]
    if not known:
        return []
    changed = Contribution.objects.of(atelier).filter(pk__in=known, changed_at__gt=card.made_at, erased_at=None)
    return [one for one in changed.exclude(text="") if one.text not in card.text]


def withdrawn_sources(atelier: Atelier, story: Story) -> list[Card]:
    """Cards this one comes from whose words were withdrawn: it should be read again."""
    known = [node.id for node in story.nodes("card")]
    return list(Card.objects.of(atelier).filter(pk__in=known, fate=Fate.WITHDRAWN)) if known else []


def _ranked(nodes: Collection[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (kind_of(node.kind).rank, node.id))


def _told(nodes: Iterable[Node], told: dict[Node, Told], edges: dict[Node, Edge] | None = None) -> list[Relative]:
    labels = dict(Relation.choices)
    return [
        Relative(node, told[node], str(labels[edges[node].relation]) if edges else "") for node in nodes if node in told
    ]


def _changed(change: CardChange, *, tells_words: bool) -> list[tuple[str, str, str]]:
    return [
        (str(FIELDS.get(name, name)), _words(name, value, tells_words), _words(name, change.after[name], tells_words))
        for name, value in change.before.items()
        if name != "rank"
    ]


def _words(name: str, value: Any, tells_words: bool) -> str:
    if name == "geometry":
        return str(_("drawn") if value else _("none"))
    if name in LABELS:
        return str(LABELS[name].get(value, value))
    return str(value) if tells_words else ""
