"""Photographs beside a frozen version: never part of it, so that whoever is in one can take their word back."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from atelier.common.errors import NotSeen
from atelier.roadmaps.freezing.content import actions_in
from atelier.roadmaps.freezing.models import RoadmapVersion
from atelier.roadmaps.plan.models import Action
from atelier.synthesis.demonstrators.models import SitePicture
from atelier.synthesis.demonstrators.queries import published_pictures


@dataclass(frozen=True)
class PublicPicture:
    """A picture everyone may see today, and the actions of the version that its demonstrator carries out: A-3."""

    picture: SitePicture
    actions: tuple[str, ...]


def pictures_beside(version: RoadmapVersion) -> list[PublicPicture]:
    """Those of the demonstrators its actions carry out, as they may be seen now: two queries."""
    names = {UUID(action["id"]): action["name"] for action in actions_in(version.content)}
    atelier = version.roadmap.atelier
    carried = Action.objects.of(atelier).filter(pk__in=names)
    of: dict[UUID, list[str]] = {}
    for pk, demonstrator in carried.order_by("number").values_list("pk", "demonstrator"):
        if demonstrator:
            of.setdefault(demonstrator, []).append(names[pk])
    return [PublicPicture(one, tuple(of[one.demonstrator_id])) for one in published_pictures(atelier, of)] if of else []


def public_picture(version: RoadmapVersion, pk: UUID) -> SitePicture:
    """Raises NotSeen, once it was taken back too."""
    found = next((one.picture for one in pictures_beside(version) if one.picture.pk == pk), None)
    if found is None:
        raise NotSeen
    return found
