"""Making the roadmap official: one transaction, nothing half frozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.common.audit import Author, record
from atelier.contributions.lineage.commands import hold, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.people.models import Account
from atelier.roadmaps.freezing.content import content_of
from atelier.roadmaps.freezing.errors import NotAllCommitted, NothingChanged, NothingToFreeze, RoadmapMoved
from atelier.roadmaps.freezing.models import RoadmapVersion
from atelier.roadmaps.freezing.queries import Lack, lacks_of
from atelier.roadmaps.plan.commands import change_action, node_of
from atelier.roadmaps.plan.commitment import fingerprint
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action, Roadmap
from atelier.roadmaps.plan.queries import actions_of

WORDS = 300


@transaction.atomic
def officialise(
    roadmap: Roadmap,
    *,
    revision: int | None = None,
    without_unconfirmed: bool = False,
    reason: str = "",
    account: Account | None = None,
    by: Author,
) -> RoadmapVersion:
    """Freeze the roadmap as it stands: a numbered version that never changes.

    revision: the one the page showed. Every action must be confirmed by both bearers as it stands; with
    `without_unconfirmed` and a reason, those that are not become "to be discussed", are left out, and the version says
    so. Abandoned actions are left out. Raises RoadmapMoved, NotAllCommitted, NothingToFreeze, NothingChanged.
    """
    hold(roadmap.atelier)
    rows = Roadmap.objects.of(roadmap.atelier_id).select_for_update(of=("self",)).select_related("atelier")
    held: Roadmap = rows.get(pk=roadmap.pk)
    if revision is not None and held.revision != revision:
        raise RoadmapMoved
    actions = list(actions_of(held))
    lacks = lacks_of(actions)
    if lacks and not (without_unconfirmed and reason.strip()):
        raise NotAllCommitted(actions=", ".join(lack.action.name for lack in lacks))
    kept = _kept(actions, lacks)
    if not kept:
        raise NothingToFreeze
    content = content_of(held, kept, [*_left(lacks), *_abandoned(actions)])
    version = _new_version(held, content, reason, account, by)
    _discuss(lacks, by)
    link(held.atelier, [node_of(one) for one in kept], Node("roadmap", version.pk), Relation.LED_TO, by=by)
    record("roadmap.officialised", version, by=by, number=version.number, title=held.title, sha256=version.sha256)
    return version


def _kept(actions: Sequence[Action], lacks: Sequence[Lack]) -> list[Action]:
    missing = {lack.action.pk for lack in lacks}
    return [one for one in actions if one.pk not in missing and one.status != Status.ABANDONED]


def _left(lacks: Sequence[Lack]) -> list[dict[str, str]]:
    return [{"name": lack.action.name, "title": lack.action.title, "why": "; ".join(lack.sentences)} for lack in lacks]


def _abandoned(actions: Sequence[Action]) -> list[dict[str, str]]:
    label = str(Status.ABANDONED.label).lower()
    return [{"name": one.name, "title": one.title, "why": label} for one in actions if one.status == Status.ABANDONED]


def _new_version(
    roadmap: Roadmap, content: dict[str, Any], reason: str, account: Account | None, by: Author
) -> RoadmapVersion:
    sha256 = fingerprint(content)
    known = RoadmapVersion.objects.of(roadmap.atelier_id).filter(roadmap=roadmap)
    last = known.order_by("-number").first()
    if last and last.sha256 == sha256:
        raise NothingChanged(number=last.number)
    number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
    return RoadmapVersion.everywhere.create(
        roadmap=roadmap, number=number, revision=roadmap.revision, content=content, sha256=sha256,
        reason=reason.strip()[:WORDS], frozen_at=timezone.now(), frozen_by=account,
        frozen_by_name=account.name if account else "",
    )  # fmt: skip


def _discuss(lacks: Sequence[Lack], by: Author) -> None:
    """What was left out is to be discussed, unless its status says something stronger."""
    for lack in lacks:
        if lack.action.status in (Status.UPCOMING, Status.TO_DISCUSS):
            change_action(lack.action, status=Status.TO_DISCUSS, by=by)
