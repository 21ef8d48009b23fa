"""Writes on what an action needs: money, indicators, documents, other actions, blockages to lift."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from atelier.common.audit import Author, record
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.lineage.commands import hold, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Card
from atelier.roadmaps.plan.errors import DependencyLoop, NotABlockage, OtherRoadmap
from atelier.roadmaps.plan.models import (
    Action,
    Dependency,
    FundingLine,
    GatingBlockage,
    Indicator,
    PlanLink,
    Roadmap,
)

Line = FundingLine | Indicator | PlanLink
LINES: dict[str, type[Line]] = {"funding": FundingLine, "indicator": Indicator, "plan": PlanLink}


@transaction.atomic
def add_line(action: Action, kind: str, /, *, by: Author, **values: Any) -> Line:
    """A funding line, an indicator or a planning document (`kind`: among LINES). Raises ValidationError."""
    touch(action)
    line = LINES[kind](action=action, **values)
    line.full_clean(exclude=["action"])
    line.save()
    record("action.line_added", action, by=by, kind=kind, label=line.label, number=action.number)
    return line


@transaction.atomic
def change_line(line: Line, *, by: Author, **values: Any) -> Line:
    """Other values. Raises ValidationError."""
    touch(line.action)
    for name, value in values.items():
        setattr(line, name, value)
    line.full_clean(exclude=["action"])
    line.save()
    record("action.line_changed", line.action, by=by, label=line.label, number=line.action.number)
    return line


@transaction.atomic
def remove_line(line: Line, *, by: Author) -> None:
    touch(line.action)
    record("action.line_removed", line.action, by=by, label=line.label, number=line.action.number)
    line.delete()


@transaction.atomic
def depend(before: Action, after: Action, *, by: Author) -> Dependency:
    """`after` waits for `before`. Said twice, it is once. Raises DependencyLoop, OtherRoadmap."""
    if before.roadmap_id != after.roadmap_id:
        raise OtherRoadmap
    touch(after)
    if before.pk == after.pk or before.pk in _reached_from(after):
        raise DependencyLoop(before=before.name, after=after.name)
    rows = Dependency.objects.of(after.roadmap.atelier_id)
    known, is_new = rows.get_or_create(before=before, after=after)
    if is_new:
        record("action.dependency_added", after, by=by, before=before.name, number=after.number)
    return known


@transaction.atomic
def undo_dependency(dependency: Dependency, *, by: Author) -> None:
    touch(dependency.after)
    record(
        "action.dependency_removed",
        dependency.after,
        by=by,
        before=dependency.before.name,
        number=dependency.after.number,
    )
    dependency.delete()


@transaction.atomic
def gate_action(action: Action, card: Card, *, by: Author) -> GatingBlockage:
    """The action cannot go on before this blockage is lifted. Raises NotABlockage, OtherRoadmap, LineageLoop."""
    if card.kind != CardKind.BLOCKAGE:
        raise NotABlockage(card=card.name)
    if card.atelier_id != action.roadmap.atelier_id:
        raise OtherRoadmap
    hold(action.roadmap.atelier)
    touch(action)
    rows = GatingBlockage.objects.of(action.roadmap.atelier_id)
    gate, is_new = rows.get_or_create(action=action, card=card)
    link(action.roadmap.atelier, [Node("card", card.pk)], Node("action", action.pk), Relation.GATES, by=by)
    if is_new:
        record("action.gated", action, by=by, card=card.name, number=action.number)
    return gate


@transaction.atomic
def lift_gate(gate: GatingBlockage, *, how: str, on: dt.date | None = None, by: Author) -> GatingBlockage:
    """The blockage holds the action back no more; the row says since when, and how."""
    touch(gate.action)
    gate.lifted_on, gate.lifted_how = on or timezone.localdate(), how.strip()
    gate.save(update_fields=["lifted_on", "lifted_how"])
    record("action.gate_lifted", gate.action, by=by, card=gate.card.name, number=gate.action.number)
    return gate


def touch(action: Action) -> None:
    """Lock the roadmap of an action and make its revision grow: its writers pass one after the other."""
    rows = Roadmap.objects.of(action.roadmap.atelier_id).filter(pk=action.roadmap_id)
    rows.select_for_update(of=("self",)).get()
    rows.update(revision=F("revision") + 1)


def _reached_from(action: Action) -> set[Any]:
    """Actions that wait, near or far, for this one. One question: a roadmap has tens of dependencies, not thousands."""
    rows = Dependency.objects.of(action.roadmap.atelier_id).filter(before__roadmap=action.roadmap_id)
    after: dict[Any, list[Any]] = {}
    for before_id, after_id in rows.values_list("before_id", "after_id"):
        after.setdefault(before_id, []).append(after_id)
    found: set[Any] = set()
    waiting = [action.pk]
    while waiting:
        for pk in after.get(waiting.pop(), ()):
            if pk not in found:
                found.add(pk)
                waiting.append(pk)
    return found
