"""Writes on a roadmap, its axes and its actions. Every one of them makes the roadmap's revision grow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.contributions.lineage.commands import hold, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Card
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.errors import (
    ActionChanged,
    AxisChanged,
    AxisInUse,
    DatesReversed,
    TitleMissing,
)
from atelier.roadmaps.plan.models import Action, ActionChange, Axis, Roadmap
from atelier.roadmaps.plan.needs import gate_action
from atelier.roadmaps.plan.places import inherited_place

CHANGEABLE = (
    "axis", "title", "text", "status", "origin", "geometry", "demonstrator", "starts_on", "ends_on", "partners",
    "person_days", "human_means",
)  # fmt: skip
UNCHECKED = ("roadmap", "axis", *Action.BOUNDS)  # bounds are set with the place, and may be empty


def node_of(action: Action) -> Node:
    return Node("action", action.pk)


@transaction.atomic
def open_roadmap(atelier: Atelier, *, title: str = "", by: Author) -> Roadmap:
    """The roadmap of an atelier, begun if there is none yet."""
    Atelier.objects.select_for_update(no_key=True).only("pk").get(pk=atelier.pk)
    known: Roadmap | None = Roadmap.objects.of(atelier).first()
    if known:
        return known
    roadmap = Roadmap.everywhere.create(
        atelier=atelier, title=title or _("Roadmap of %(atelier)s") % {"atelier": atelier.title}
    )
    record("roadmap.opened", roadmap, by=by)
    return roadmap


@transaction.atomic
def change_roadmap(roadmap: Roadmap, *, title: str, vision: str = "", by: Author) -> Roadmap:
    """Its title, and the vision it serves in a sentence."""
    held = hold_roadmap(roadmap)
    held.title, held.vision = title.strip() or held.title, vision.strip()
    held.save(update_fields=["title", "vision"])
    record("roadmap.changed", held, by=by)
    return held


@transaction.atomic
def add_axis(roadmap: Roadmap, *, title: str, text: str = "", by: Author) -> Axis:
    """A new axis, after the others. Raises TitleMissing."""
    held = hold_roadmap(roadmap)
    if not title.strip():
        raise TitleMissing
    last = held.axes.aggregate(last=Max("ordinal"))["last"] or 0
    axis = Axis.everywhere.create(roadmap=held, ordinal=last + 1, title=title.strip(), text=text.strip())
    record("axis.added", axis, by=by, title=axis.title)
    return axis


@transaction.atomic
def change_axis(axis: Axis, *, title: str, text: str, ordinal: int, by: Author) -> Axis:
    """Other words or another place among the axes. Raises TitleMissing."""
    hold_roadmap(axis.roadmap)
    if not title.strip():
        raise TitleMissing
    axis.title, axis.text, axis.ordinal = title.strip(), text.strip(), ordinal
    axis.save(update_fields=["title", "text", "ordinal"])
    record("axis.changed", axis, by=by, title=axis.title)
    return axis


@transaction.atomic
def remove_axis(axis: Axis, *, by: Author) -> None:
    """An axis under which nothing stands. Raises AxisInUse."""
    hold_roadmap(axis.roadmap)
    if axis.actions.exists():
        raise AxisInUse(axis=axis.title)
    record("axis.removed", axis, by=by, title=axis.title)
    axis.delete()


@transaction.atomic
def write_action(
    roadmap: Roadmap,
    *,
    axis: Axis,
    title: str,
    text: str = "",
    sources: Sequence[Node] = (),
    gated_by: Sequence[Card] = (),
    demonstrator: UUID | None = None,
    geometry: dict[str, Any] | None = None,
    by: Author,
    **more: Any,
) -> Action:
    """A new action under an axis, linked to what it comes from, lying where that lies unless `geometry` is given.

    sources: hypotheses, cards, demonstrators, statements… `gated_by`: cards of blockages to lift first.
    more: status, origin, starts_on, ends_on, partners, person_days, human_means.
    Raises TitleMissing, DatesReversed, AxisChanged, NotABlockage, LineageLoop.
    """
    hold(roadmap.atelier)
    held = hold_roadmap(roadmap)
    starts = list(sources)
    carried = [Node("demonstrator", demonstrator)] if demonstrator else []
    action = Action(roadmap=held, axis=axis, title=title.strip(), text=text.strip(), demonstrator=demonstrator)
    action.number = (
        Action.objects.of(held.atelier_id).filter(roadmap=held).aggregate(last=Max("number"))["last"] or 0
    ) + 1
    _assign(action, more)
    action.locate(geometry or inherited_place(held.atelier, carried) or inherited_place(held.atelier, starts))
    _check(action)
    action.save(force_insert=True)
    carried += [node for node in starts if node.kind == "demonstrator" and node not in carried]
    link(held.atelier, carried, node_of(action), Relation.CARRIED, by=by)
    link(held.atelier, [node for node in starts if node not in carried], node_of(action), Relation.LED_TO, by=by)
    record("action.written", action, by=by, number=action.number, title=action.title)
    for card in gated_by:
        gate_action(action, card, by=by)
    return action


@transaction.atomic
def change_action(
    action: Action, *, revision: int | None = None, by: Author, by_name: str = "", **wanted: Any
) -> Action:
    """Other words, dates, means, place or status, if nobody changed it since `revision`.

    wanted: among CHANGEABLE. Without `revision` the last word wins, as for a status. Raises ActionChanged,
    TitleMissing, DatesReversed, AxisChanged.
    """
    demonstrator = wanted.get("demonstrator")
    if demonstrator:
        hold(action.roadmap.atelier)
    hold_roadmap(action.roadmap)
    held: Action = (
        Action.objects.of(action.roadmap.atelier_id).select_related("roadmap__atelier", "axis").get(pk=action.pk)
    )
    if revision is not None and held.revision != revision:
        raise ActionChanged(action=held.name)
    before = {name: getattr(held, name) for name in wanted if getattr(held, name) != wanted[name]}
    if not before:
        return held
    _assign(held, {name: wanted[name] for name in before})
    _check(held)
    if demonstrator and "demonstrator" in before:
        link(held.roadmap.atelier, [Node("demonstrator", demonstrator)], node_of(held), Relation.CARRIED, by=by)
    _keep_change(held, before, by, by_name)
    if "status" in before:
        record("action.status_said", held, by=by, number=held.number, title=held.title, status=held.status)
    if set(before) - {"status"}:
        record("action.changed", held, by=by, fields=sorted(before), number=held.number)
    return held


def hold_roadmap(roadmap: Roadmap) -> Roadmap:
    """The roadmap as it is now, locked until the transaction ends, its revision one more: somebody writes in it.

    Writers of lineage hold the atelier first (lineage/commands.py), so that two never wait for each other.
    """
    rows = Roadmap.objects.of(roadmap.atelier_id).select_for_update(of=("self",))
    held: Roadmap = rows.select_related("atelier").get(pk=roadmap.pk)
    Roadmap.objects.of(roadmap.atelier_id).filter(pk=held.pk).update(revision=F("revision") + 1)
    held.revision += 1
    return held


def _assign(action: Action, wanted: dict[str, Any]) -> None:
    for name, value in wanted.items():
        if name not in CHANGEABLE:
            raise ValueError(f"{name} does not change")
        if name == "geometry":
            action.locate(value)
        else:
            setattr(action, name, value.strip() if isinstance(value, str) else value)


def _check(action: Action) -> None:
    if not action.title:
        raise TitleMissing
    if action.starts_on and action.ends_on and action.ends_on < action.starts_on:
        raise DatesReversed
    if action.axis.roadmap_id != action.roadmap_id:
        raise AxisChanged
    action.status = Status(action.status)
    action.full_clean(exclude=UNCHECKED)


def _keep_change(action: Action, before: dict[str, Any], by: Author, by_name: str) -> None:
    action.revision += 1
    action.save()
    ActionChange.everywhere.create(
        action=action,
        revision=action.revision,
        before={name: plain(value) for name, value in before.items()},
        after={name: plain(getattr(action, name)) for name in before},
        by=by.author_ref,
        by_name=by_name,
    )


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, Axis):
        return value.title
    return str(value) if isinstance(value, dt.date | UUID) else value
