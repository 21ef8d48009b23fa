"""Writes of the register: the family of a resource, projects, and what they stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.contributions.cards.commands import change_card, held_card, node_of
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.cards.errors import OtherAtelier
from atelier.contributions.cards.models import Card
from atelier.contributions.lineage.commands import hold, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.register.enums import ProjectStatus
from atelier.contributions.register.errors import FamilyUnknown, NotResource, ProjectChanged
from atelier.contributions.register.families import families_of
from atelier.contributions.register.models import Project

UNCHECKED = ("atelier", *Project.BOUNDS)


@dataclass(kw_only=True)
class Planned:
    """The words of a project to be written (see Project). `geometry`: GeoJSON in WGS 84."""

    title: str
    text: str = ""
    is_existing: bool = False
    bearer_name: str = ""
    status: str = ProjectStatus.IDEA
    geometry: dict[str, Any] | None = None


def node_of_project(project: Project) -> Node:
    return Node("project", project.pk)


def set_family(card: Card, key: str, *, by: Author, by_name: str = "") -> Card:
    """The family of a resource; "" for none. Raises NotResource, FamilyUnknown, CardEnded."""
    _require_resource(card)
    if key and key not in {one.key for one in families_of(card.atelier)}:
        raise FamilyUnknown
    return change_card(card, by=by, by_name=by_name, family=key)


@transaction.atomic
def write_project(atelier: Atelier, planned: Planned, *, by: Author, resources: Sequence[Card] = ()) -> Project:
    """A new project, standing on resources. Raises NotResource, OtherAtelier, CardEnded."""
    hold(atelier)
    project = Project(atelier=atelier, made_by=by.author_ref)
    _assign(project, planned)
    project.save(force_insert=True)
    record("project.written", project, by=by, is_existing=project.is_existing)
    _ground(project, resources, by)
    return project


@transaction.atomic
def change_project(project: Project, planned: Planned, *, by: Author, revision: int | None = None) -> Project:
    """Other words, if nobody changed them since `revision`. Raises ProjectChanged."""
    held: Project = Project.objects.of(project.atelier_id).select_for_update().get(pk=project.pk)
    if revision is not None and held.revision != revision:
        raise ProjectChanged
    before = {name: getattr(held, name) for name in asdict(planned)}
    _assign(held, planned)
    changed = sorted(name for name, value in before.items() if getattr(held, name) != value)
    if changed:
        held.revision += 1
        held.save()
        record("project.changed", held, by=by, fields=changed, before={name: before[name] for name in changed})
    return held


@transaction.atomic
def ground_project(project: Project, resources: Sequence[Card], *, by: Author) -> None:
    """It stands on these resources too; what it came from is never unsaid. Raises NotResource, OtherAtelier."""
    hold(project.atelier)
    _ground(project, resources, by)
    record("project.grounded", project, by=by, cards=[card.number for card in resources])


def _ground(project: Project, resources: Sequence[Card], by: Author) -> None:
    for card in resources:
        if card.atelier_id != project.atelier_id:
            raise OtherAtelier
        _require_resource(held_card(card))
    if resources:
        link(project.atelier, map(node_of, resources), node_of_project(project), Relation.LED_TO, by=by)


def _assign(project: Project, planned: Planned) -> None:
    words = asdict(planned)
    project.locate(words.pop("geometry"))
    for name, value in words.items():
        setattr(project, name, value.strip() if isinstance(value, str) else value)
    project.full_clean(exclude=UNCHECKED)


def _require_resource(card: Card) -> None:
    if card.kind != CardKind.RESOURCE:
        raise NotResource(card=card.name)
