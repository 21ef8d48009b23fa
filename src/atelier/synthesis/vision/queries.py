"""Reads on visions and principles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.contributions.cards.commands import node_of
from atelier.contributions.cards.enums import STANDING, CardKind
from atelier.contributions.cards.queries import standing_cards
from atelier.contributions.lineage.nodes import Node, Told, tell_nodes
from atelier.contributions.lineage.walking import edges_of
from atelier.contributions.models import Card
from atelier.synthesis.vision.citing import Paragraph, paragraphs_of, plain_words
from atelier.synthesis.vision.enums import VisionState
from atelier.synthesis.vision.models import VisionText, VisionVersion

CITABLE = (
    CardKind.PRINCIPLE, CardKind.HYPOTHESIS, CardKind.LEAD, CardKind.INTENTION, CardKind.COOPERATION,
    CardKind.DYNAMIC, CardKind.RESOURCE, CardKind.BLOCKAGE, CardKind.FINDING, CardKind.QUESTION,
)  # fmt: skip
MOST_CITABLE = 40


@dataclass(frozen=True)
class Principle:
    """A card of kind principle, what it came from and what it led to."""

    card: Card
    origins: list[Told]
    outcomes: list[Told]


@dataclass(frozen=True)
class Citable:
    """Cards of a kind, `count` in all."""

    kind: str
    label: str
    count: int
    cards: list[Card]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


@dataclass(frozen=True)
class Sourced:
    """A paragraph, and the cards it comes from as (name, card)."""

    paragraph: Paragraph
    sources: list[tuple[str, Told]]


def versions_of(atelier: Atelier) -> QuerySet[VisionVersion]:
    """The last one first."""
    return VisionVersion.objects.of(atelier).select_related("after").defer("content")


def version_of(atelier: Atelier, pk: UUID) -> VisionVersion:
    """Raises NotSeen."""
    found = VisionVersion.objects.of(atelier).select_related("atelier", "after").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def draft_of(atelier: Atelier) -> VisionVersion | None:
    return versions_of(atelier).filter(state=VisionState.DRAFT).first()


def standing_vision(atelier: Atelier) -> VisionVersion | None:
    """The one that holds: the last adopted, else the last proposed."""
    published = versions_of(atelier).exclude(state=VisionState.DRAFT)
    return published.filter(state=VisionState.ADOPTED).first() or published.first()


def principle_cards(atelier: Atelier) -> QuerySet[Card]:
    """In the order the atelier gave them."""
    return standing_cards(atelier).filter(kind=CardKind.PRINCIPLE).order_by("rank", "number")


def principles_of(atelier: Atelier, cards: Iterable[Card] | None = None) -> list[Principle]:
    """With their nearest relations; a constant number of queries. `cards`: these alone."""
    nodes = {node_of(card): card for card in (principle_cards(atelier) if cards is None else cards)}
    before: defaultdict[Node, list[Node]] = defaultdict(list)
    after: defaultdict[Node, list[Node]] = defaultdict(list)
    for edge in edges_of(atelier, nodes) if nodes else ():
        source, target = Node(edge.source_kind, edge.source), Node(edge.target_kind, edge.target)
        if target in nodes:
            before[target].append(source)
        if source in nodes:
            after[source].append(target)
    told = tell_nodes(atelier, [one for ends in (*before.values(), *after.values()) for one in ends])
    return [Principle(nodes[node], _told(before[node], told), _told(after[node], told)) for node in nodes]


def sourced_paragraphs(version: VisionVersion) -> list[Sourced]:
    """The text, each paragraph with what its cards say now."""
    ids = {name: UUID(pk) for name, pk in version.citations.items()}
    told = tell_nodes(version.atelier, [Node("card", pk) for pk in ids.values()])
    known = {name: told[Node("card", pk)] for name, pk in ids.items() if Node("card", pk) in told}
    return [
        Sourced(one, [(name, known[name]) for name in one.cards if name in known])
        for one in paragraphs_of(version.text)
    ]


def citable_cards(atelier: Atelier) -> list[Citable]:
    """Standing cards by kind, what is nearest to a vision first; the first of each kind: any other has its number."""
    standing = Card.objects.of(atelier).filter(fate__in=STANDING)
    counts = dict(standing.order_by().values_list("kind").annotate(number=Count("pk")))
    found = []
    for kind in CITABLE:
        if count := counts.get(kind, 0):
            first = standing.filter(kind=kind).order_by("rank", "number")[:MOST_CITABLE]
            found.append(Citable(kind, str(CardKind(kind).label), count, list(first)))
    return found


def texts_of(version: VisionVersion) -> QuerySet[VisionText]:
    return VisionText.objects.of(version.atelier_id).filter(version=version)


def waiting_texts(version: VisionVersion) -> QuerySet[VisionText]:
    """Texts that came second, and that their author did not take up yet."""
    return texts_of(version).filter(revision=0, settled_at=None)


def tell_visions(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Versions as things of the lineage."""
    found: Iterable[VisionVersion] = VisionVersion.objects.of(atelier).filter(pk__in=identifiers)
    return {
        one.pk: Told(
            title=f"{one.name} · {one.title}".strip(" ·"),
            url=reverse("synthesis:vision_version", args=[atelier.slug, one.pk]),
            text=plain_words(one.text),
            state=str(one.get_state_display()),
            version=one.revision,
        )
        for one in found
    }


def _told(nodes: Iterable[Node], told: dict[Node, Told]) -> list[Told]:
    return [told[node] for node in nodes if node in told]
