"""Reads of the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.contributions.cards.enums import CardKind, Fate
from atelier.contributions.cards.models import Card
from atelier.contributions.cards.queries import cards_of, standing_cards
from atelier.contributions.lineage.models import Edge
from atelier.contributions.lineage.nodes import Node, Told
from atelier.contributions.lineage.walking import reached_from_each
from atelier.contributions.register.families import FamilyName, families_of
from atelier.contributions.register.models import Project


@dataclass
class Resource:
    """A resource that stands, and the projects that stand on it (also through cards that were merged into it)."""

    card: Card
    family: FamilyName | None
    projects: list[Project] = field(default_factory=list)


@dataclass
class Register:
    """`families`: each with its resources, empty ones too; `others`: resources nobody gave a family."""

    families: list[tuple[FamilyName, list[Resource]]]
    others: list[Resource]

    @property
    def resources(self) -> list[Resource]:
        return [one for _family, resources in self.families for one in resources] + self.others

    @property
    def in_order(self) -> list[Resource]:
        """As a page lists them: those that wait for a family, then family by family."""
        return self.others + [one for _family, resources in self.families for one in resources]

    @property
    def missing(self) -> list[FamilyName]:
        """Families of which nobody said anything."""
        return [family for family, resources in self.families if not resources]

    @property
    def unused(self) -> list[Resource]:
        """Resources no project stands on."""
        return [one for one in self.resources if not one.projects]


@dataclass(frozen=True)
class GroundedProject:
    """A project, and the resources it stands on as they are called today."""

    project: Project
    resources: list[Card]


def resource_cards(atelier: Atelier | int) -> QuerySet[Card]:
    """Resources that stand, in the order they were said."""
    return standing_cards(atelier).filter(kind=CardKind.RESOURCE).order_by("number")


def register_of(atelier: Atelier) -> Register:
    """A constant number of queries."""
    names = families_of(atelier)
    known = {one.key: one for one in names}
    projects = {one.pk: one for one in Project.objects.of(atelier)}
    carried = _projects_by_card(atelier)
    by_family: dict[str, list[Resource]] = {one.key: [] for one in names}
    others: list[Resource] = []
    for card in resource_cards(atelier).select_related(None).select_related("workshop"):
        used = [projects[pk] for pk in sorted(carried.get(card.pk, ()), key=str) if pk in projects]
        one = Resource(card, known.get(card.family), used)
        by_family.get(card.family, others).append(one)
    return Register([(known[key], resources) for key, resources in by_family.items()], others)


def listed_projects(atelier: Atelier) -> QuerySet[Project]:
    """Existing ones first."""
    return Project.objects.of(atelier).order_by("-is_existing", "title", "pk")


def unused_resources(atelier: Atelier) -> QuerySet[Card]:
    """Resources that stand and that no project stands on."""
    return resource_cards(atelier).select_related(None).exclude(pk__in=list(_projects_by_card(atelier)))


def grounded_projects(atelier: Atelier, only: Collection[UUID] | None = None) -> list[GroundedProject]:
    """Projects with their resources: existing ones first. `only`: these projects."""
    projects = listed_projects(atelier)
    if only is not None:
        projects = projects.filter(pk__in=only)
    cards_by_project: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for card, reached in _projects_by_card(atelier).items():
        for project in reached if only is None else reached.intersection(only):
            cards_by_project[project].append(card)
    wanted = {pk for pks in cards_by_project.values() for pk in pks}
    cards = {card.pk: card for card in cards_of(atelier).filter(pk__in=wanted)}
    return [
        GroundedProject(one, sorted((cards[pk] for pk in cards_by_project[one.pk]), key=lambda card: card.number))
        for one in projects
    ]


def project_of(atelier: Atelier, pk: UUID) -> Project:
    """Raises NotSeen."""
    project = Project.objects.of(atelier).select_related("atelier").filter(pk=pk).first()
    if project is None:
        raise NotSeen
    return project


def tell_projects(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Projects as things of the lineage."""
    found = Project.objects.of(atelier).filter(pk__in=identifiers)
    return {
        one.pk: Told(
            title=one.title,
            url=reverse("contributions:project", args=[atelier.slug, one.pk]),
            text=one.text,
            state=_said_state(one),
            version=one.revision,
            who=one.bearer_name,
            place=one.geometry,
        )
        for one in found
    }


def projects_saying(atelier: Atelier, wanted: str) -> QuerySet[Project, UUID]:
    """Identifiers of those whose title, text or bearer says these words."""
    said = Q(title__says=wanted) | Q(text__says=wanted) | Q(bearer_name__says=wanted)
    return Project.objects.of(atelier).filter(said).order_by("title", "pk").values_list("pk", flat=True)


def _said_state(project: Project) -> str:
    words = _("Existing project: %(state)s") if project.is_existing else _("New project: %(state)s")
    return words % {"state": project.get_status_display()}


def _projects_by_card(atelier: Atelier) -> dict[UUID, set[UUID]]:
    """Projects that stand on a card, or on one it took the place of (merged, split)."""
    edges = Edge.objects.of(atelier).filter(source_kind="card", target_kind="project").order_by()
    direct: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for card, project in edges.values_list("source", "target"):
        direct[card].add(project)
    replaced = Card.objects.of(atelier).filter(pk__in=direct, fate__in=(Fate.MERGED, Fate.SPLIT))
    gone = [Node("card", pk) for pk in replaced.order_by().values_list("pk", flat=True)]
    after = reached_from_each(atelier, gone) if gone else {}
    standing = _standing_resources(atelier, after.values())
    for node, reached in after.items():
        heirs = {one.id for one in reached} & standing
        for heir in heirs:
            direct[heir] |= direct[node.id]
        if heirs:
            del direct[node.id]
    return dict(direct)


def _standing_resources(atelier: Atelier, reached: Collection[set[Node]]) -> set[UUID]:
    pks = {node.id for nodes in reached for node in nodes if node.kind == "card"}
    return set(resource_cards(atelier).filter(pk__in=pks).order_by().values_list("pk", flat=True)) if pks else set()


def cards_named(atelier: Atelier, pks: Sequence[UUID]) -> list[Card]:
    """Resources that stand, among these."""
    return list(resource_cards(atelier).select_related("atelier").filter(pk__in=pks))
