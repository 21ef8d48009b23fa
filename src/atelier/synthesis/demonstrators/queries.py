"""Reads on demonstrators."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Prefetch, QuerySet, When
from django.urls import reverse

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.cards.queries import standing_cards
from atelier.contributions.lineage.nodes import Node, Told, kind_of, tell_nodes
from atelier.contributions.lineage.walking import edges_of
from atelier.contributions.models import Card
from atelier.synthesis.demonstrators.models import Demonstrator, SitePicture

TRIED = (CardKind.HYPOTHESIS, CardKind.LEAD, CardKind.PRINCIPLE, CardKind.INTENTION)
MOST_OFFERED = 60


@dataclass(frozen=True)
class Pair:
    """The same view, as it was and as it is imagined or done."""

    before: SitePicture
    after: SitePicture


@dataclass(frozen=True)
class Album:
    """Pictures of a demonstrator: pairs to compare, then the others."""

    pairs: list[Pair]
    others: list[SitePicture]


@dataclass(frozen=True)
class Relative:
    """A thing this one comes from, or led to."""

    kind: str
    told: Told


def demonstrators_of(atelier: Atelier) -> QuerySet[Demonstrator]:
    """With the pictures that are shown, but those of variants."""
    shown = SitePicture.objects.of(atelier).filter(removed_at=None, variant=None).select_related("file", "before")
    return Demonstrator.objects.of(atelier).prefetch_related(Prefetch("pictures", shown))


def demonstrator_of(atelier: Atelier, pk: UUID) -> Demonstrator:
    """Raises NotSeen."""
    found = demonstrators_of(atelier).select_related("atelier").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def picture_of(atelier: Atelier, pk: UUID) -> SitePicture:
    """Raises NotSeen, for a picture that was removed too."""
    shown = SitePicture.objects.of(atelier).filter(removed_at=None)
    found = shown.select_related("file", "demonstrator__atelier").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def published_pictures(atelier: Atelier, demonstrators: Collection[UUID]) -> list[SitePicture]:
    """Those that everyone may see, with the demonstrator each shows."""
    rows = SitePicture.objects.of(atelier).filter(removed_at=None, is_public=True, demonstrator__in=demonstrators)
    return list(rows.select_related("file", "demonstrator").order_by("demonstrator__number", "added_at", "id"))


def album_of(pictures: Iterable[SitePicture]) -> Album:
    """A later picture goes with the one it says it is compared with, if that one still shows."""
    shown = list(pictures)
    known = {one.pk: one for one in shown}
    pairs = [Pair(known[one.before_id], one) for one in shown if one.is_later and one.before_id in known]
    paired = {one.pk for pair in pairs for one in (pair.before, pair.after)}
    return Album(pairs, [one for one in shown if one.pk not in paired])


def cards_to_try(atelier: Atelier, asked: Collection[str] = ()) -> list[Card]:
    """Standing cards a demonstrator may come from, hypotheses first: those asked for, and the first MOST_OFFERED."""
    ranks = Case(*(When(kind=kind, then=rank) for rank, kind in enumerate(TRIED)))
    cards = standing_cards(atelier).select_related(None).filter(kind__in=TRIED).order_by(ranks, "rank", "number")
    known = [pk for one in asked if (pk := _identifier(one))]
    wanted = list(cards.filter(pk__in=known)) if known else []
    return [*wanted, *(card for card in cards[:MOST_OFFERED] if card not in wanted)]


def _identifier(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None  # an address somebody shortened by hand


def relatives_of(atelier: Atelier, node: Node) -> tuple[list[Relative], list[Relative]]:
    """(what it comes from, what it led to), one step away."""
    before, after = [], []
    for edge in edges_of(atelier, [node]):
        source, target = Node(edge.source_kind, edge.source), Node(edge.target_kind, edge.target)
        if target == node:
            before.append(source)
        else:
            after.append(target)
    told = tell_nodes(atelier, [*before, *after])
    return _relatives(before, told), _relatives(after, told)


def tell_demonstrators(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Demonstrators as things of the lineage."""
    return {
        one.pk: Told(
            title=f"{one.name} · {one.title}",
            url=reverse("synthesis:demonstrator", args=[atelier.slug, one.pk]),
            text=one.text,
            state=str(one.get_state_display()),
            version=one.revision,
            who=", ".join(one.bearer_names),
            place=one.geometry,
        )
        for one in Demonstrator.objects.of(atelier).filter(pk__in=identifiers)
    }


def feature_of(one: Demonstrator, url: str) -> dict[str, Any]:
    """A GeoJSON feature; attributes are named in French, as everywhere they leave the house."""
    return {
        "type": "Feature",
        "id": str(one.pk),
        "geometry": one.geometry,
        "properties": {
            "numero": one.name,
            "titre": one.title,
            "texte": one.text,
            "lieu": one.place_name,
            "etat": str(one.get_state_display()),
            "porteurs": ", ".join(one.bearer_names),
            "modifie_le": one.changed_at.isoformat(timespec="seconds"),
            "page": url,
        },
    }


def _relatives(nodes: Sequence[Node], told: dict[Node, Told]) -> list[Relative]:
    return [Relative(str(kind_of(node.kind).label), told[node]) for node in nodes if node in told]
