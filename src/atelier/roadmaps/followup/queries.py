"""Reads on follow-up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.roadmaps.bearing.models import Bearer
from atelier.roadmaps.followup.models import Asking, Campaign, Report
from atelier.roadmaps.plan.models import Action, Roadmap


def bearers_now(roadmap: Roadmap) -> QuerySet[Bearer]:
    """Who carries an action of the roadmap today."""
    rows = Bearer.objects.of(roadmap.atelier_id).filter(action__roadmap=roadmap, left_at=None)
    return rows.select_related("action__roadmap", "action__axis").order_by("action__axis__ordinal", "action__number")


def campaigns_of(atelier: Atelier) -> QuerySet[Campaign]:
    """The latest first, with how many were asked and how many said something."""
    answered = Q(askings__reports__isnull=False)
    return (
        Campaign.objects.of(atelier)
        .select_related("roadmap__atelier")
        .annotate(asked=Count("askings", distinct=True), answered=Count("askings", filter=answered, distinct=True))
        .order_by("-opens_on", "-made_at")  # said again: a count undoes the model's own order
    )


def askings_of(campaign: Campaign) -> QuerySet[Asking]:
    """Who was asked, by name, and whether they said something in this campaign."""
    said = Report.everywhere.filter(asking=OuterRef("pk"))  # everywhere: a subquery of askings of one atelier
    rows = Asking.objects.of(campaign.roadmap.atelier_id).filter(campaign=campaign)
    return rows.select_related("campaign__roadmap__atelier").annotate(has_said=Exists(said))


def silent(campaign: Campaign) -> list[Asking]:
    """Those who still carry an action and said nothing yet."""
    carrying = {bearer.email.lower() for bearer in bearers_now(campaign.roadmap)}
    return [one for one in askings_of(campaign) if not vars(one)["has_said"] and one.email in carrying]


def asking_with_key(key: str) -> Asking:
    """The person this personal link belongs to. Raises NotSeen."""
    # everywhere: whoever holds the key has no atelier; the key names one asking
    rows = Asking.everywhere.select_related("campaign__roadmap__atelier")
    found: Asking | None = rows.filter(key=key).first() if len(key) <= 40 else None
    if found is None:
        raise NotSeen
    return found


def carried_by(asking: Asking) -> list[Bearer]:
    """The sides of actions this person carries today; empty once they left: their link is ended."""
    mine = bearers_now(asking.campaign.roadmap).filter(email__iexact=asking.email)
    return list(mine.prefetch_related("action__funding", "action__gates__card"))


def reports_of(actions: Iterable[Action] | Roadmap) -> QuerySet[Report]:
    """What was said of these actions, the first said first."""
    if isinstance(actions, Roadmap):
        rows = Report.objects.of(actions.atelier_id).filter(action__roadmap=actions)
    else:
        rows = Report.everywhere.filter(action__in=actions)  # everywhere: the actions were found through their atelier
    return rows.select_related("campaign", "blockage", "action__axis").order_by("said_at", "id")


class Said(Protocol):
    """What tells whether a report stands: the report itself, or a row of these columns."""

    @property
    def pk(self) -> Any: ...
    @property
    def action_id(self) -> UUID: ...
    @property
    def corrects_id(self) -> UUID | None: ...


One = TypeVar("One", bound=Said)


def standing(reports: Iterable[One]) -> list[One]:
    """Without those that were corrected since."""
    said = list(reports)
    corrected = {one.corrects_id for one in said}
    return [one for one in said if one.pk not in corrected]


def waiting_statuses(campaign: Campaign) -> list[Report]:
    """The last standing word of a campaign on each action, where it says a status nobody accepted yet."""
    said = reports_of(campaign.roadmap).filter(campaign=campaign)
    short = said.values_list("pk", "action_id", "corrects_id", "status", "accepted_at", named=True)
    waiting = [one.pk for one in latest_by_action(short).values() if one.status and not one.accepted_at]
    return list(said.filter(pk__in=waiting))


def latest_by_action(reports: Iterable[One]) -> dict[UUID, One]:
    """The last standing word on each action; `reports` in the order they were said."""
    return {one.action_id: one for one in standing(reports)}
