"""The cards of the valley of the Arques: every note on a card, some merged, some left, twelve hypotheses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from atelier.ateliers.models import Workshop
from atelier.contributions.cards.commands import (
    Said,
    change_card,
    decide_card,
    merge_cards,
    node_of,
    write_card,
)
from atelier.contributions.cards.enums import CardKind, Fate
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Card, Contribution
from atelier.people.models import Account
from atelier.site.demo_clock import on_day

Topic = dict[str, Any]
Notes = list[tuple[Topic, int, list[UUID]]]  # number of the note; the note itself, then what was drawn with it
FAMILIES = {"eau": "natural", "bourgs": "material", "liens": "material", "ressources": "agricultural"}
LATER = "Posée à la réunion d’automne, avec ceux qui peuvent y répondre."
ELSEWHERE = "Déjà étudié par le syndicat de rivière : renvoyé à son étude."


def make_cards(workshop: Workshop, script: dict[str, Any], notes: Notes, *, scribe: Account) -> dict[str, Card]:
    """A hundred and twenty cards of what was written, then what was made of them: the hypothesis of each topic."""
    said = {one.pk: one for one in Contribution.objects.of(workshop.atelier).select_related("said_by")}
    written: dict[str, dict[int, Card]] = {topic["key"]: {} for topic in script["topics"]}
    with on_day("2025-06-12", hour=17):
        for topic, number, things in notes:
            written[topic["key"]][number] = _card(workshop, topic, number, [said[pk] for pk in things], scribe)
    with on_day("2025-06-26"):
        return {topic["key"]: _hypothesis(workshop, topic, written[topic["key"]], scribe) for topic in script["topics"]}


def _card(workshop: Workshop, topic: Topic, number: int, said: list[Contribution], scribe: Account) -> Card:
    kind, text = topic["notes"][number]
    one = said[0]
    words = Said(
        kind=kind,
        text=text,
        workshop=workshop,
        family=FAMILIES[topic["axis"]] if kind == CardKind.RESOURCE else "",
        said_by=one.said_by,
        origin_name=one.origin_name,
        captured_name=scribe.name,
        geometry=one.geometry,
    )
    return write_card(workshop.atelier, words, by=scribe, sources=[Node("contribution", each.pk) for each in said])


def _hypothesis(workshop: Workshop, topic: Topic, cards: dict[int, Card], scribe: Account) -> Card:
    """Findings become one; a blockage says what would lift it; questions wait; the rest leads to a hypothesis."""
    of: dict[str, list[Card]] = {}
    for card in cards.values():
        of.setdefault(card.kind, []).append(card)
    place = cards[0].geometry
    merged = merge_cards(
        of["finding"] + of.get("dynamic", []),
        Said(kind="finding", text=topic["merged"], workshop=workshop, geometry=place, captured_name=scribe.name),
        by=scribe,
        by_name=scribe.name,
    )
    for blockage in of["blockage"][:1]:
        change_card(blockage, by=scribe, by_name=scribe.name, lift_condition=topic["lift"])
    for question in of.get("question", []):
        decide_card(question, Fate.POSTPONED, reason=LATER, by=scribe, by_name=scribe.name)
    for other in of["blockage"][1:]:
        decide_card(other, Fate.DROPPED, reason=ELSEWHERE, by=scribe, by_name=scribe.name)
    led = [merged, *of["blockage"][:1], *of["intention"], *of.get("lead", []), *of.get("cooperation", [])]
    for card in led + of.get("resource", []) + of.get("principle", []):
        decide_card(card, Fate.KEPT, by=scribe, by_name=scribe.name)
    words = Said(
        kind="hypothesis", text=topic["hypothesis"], workshop=workshop, geometry=place, captured_name=scribe.name
    )
    sources = [node_of(card) for card in led + of.get("resource", [])]
    return write_card(workshop.atelier, words, by=scribe, sources=sources, relation=Relation.LED_TO)
