"""Where an action comes from: its direct sources, and how many hands drew before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atelier.ateliers.models import Atelier
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node, Told, kind_of, tell_nodes
from atelier.contributions.lineage.walking import edges_of, origins_of
from atelier.contributions.models import Card, Contribution
from atelier.roadmaps.plan.commands import node_of
from atelier.roadmaps.plan.models import Action

COME = (Relation.LED_TO, Relation.CARRIED, Relation.SAID, Relation.ASKED)


@dataclass(frozen=True)
class Origins:
    """`near`: what led straight to it. `counts`: how many things of each kind, far and near together. `places`: the
    tables and meetings where they were drawn, or said to a scribe."""

    near: list[Told]
    counts: dict[str, int]
    places: list[str]

    @property
    def words(self) -> list[str]:
        return counts_in_words(self.counts)


def origins_of_action(action: Action) -> Origins:
    """A constant number of queries, whatever the depth."""
    atelier, node = action.roadmap.atelier, node_of(action)
    every = origins_of(atelier, [node])
    edges = edges_of(atelier, [node]).filter(target=action.pk, relation__in=COME).order_by("id")
    near = [Node(one.source_kind, one.source) for one in edges]
    told = tell_nodes(atelier, near)
    drawn = [one.id for one in every if one.kind == "contribution"]
    named = Contribution.objects.of(atelier).filter(pk__in=drawn).order_by().values_list("origin_name", flat=True)
    places = {name for name in named.distinct() if name} | _said_at(
        atelier, [one.id for one in every if one.kind == "card"]
    )
    counts = Counter(one.kind for one in every)
    return Origins([told[one] for one in near if one in told], dict(sorted(counts.items())), sorted(places))


def _said_at(atelier: Atelier, cards: Collection[UUID]) -> set[str]:
    """The tables of cards that no drawing led to."""
    said = Card.objects.of(atelier).filter(pk__in=cards).exclude(origin_name="").order_by()
    return set(said.values_list("origin_name", flat=True).distinct())


def counts_in_words(counts: Mapping[str, int]) -> list[str]:
    """«32 drawings or notes», «14 cards»: what was said before what was made of it."""
    drawn, cards = counts.get("contribution", 0), counts.get("card", 0)
    told = []
    if drawn:
        told.append(ngettext("%(count)s drawing or note", "%(count)s drawings or notes", drawn) % {"count": drawn})
    if cards:
        told.append(ngettext("%(count)s card", "%(count)s cards", cards) % {"count": cards})
    for kind in counts:
        if kind not in ("contribution", "card"):
            told.append(_("%(kind)s: %(count)s") % {"kind": _label(kind), "count": counts[kind]})
    return told


def _label(kind: str) -> str:
    try:
        return str(kind_of(kind).label)
    except KeyError:
        return kind
