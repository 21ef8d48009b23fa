"""Writes on scenarios: weigh, take into the roadmap, set aside."""

from __future__ import annotations

from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from atelier.common.audit import Author, record
from atelier.engines.scenarios.shapes import Means
from atelier.roadmaps.plan.commands import change_action
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action, Roadmap
from atelier.roadmaps.plan.queries import actions_of
from atelier.roadmaps.scenarios.costing import WEIGHED, Asked, weighed_actions
from atelier.roadmaps.scenarios.errors import NameMissing, NotFeasible, NothingToWeigh
from atelier.roadmaps.scenarios.models import Scenario


def weigh(
    roadmap: Roadmap, *, name: str, means: Means, asked: Asked | None = None, by: Author, by_name: str = ""
) -> Scenario:
    """Choose among the actions of the roadmap under stated means, and keep the answer. Nothing changes in the actions.

    Raises NameMissing, NothingToWeigh, and ScenarioRefused of the engine.
    """
    from atelier.engines.scenarios.choosing import choose

    if not name.strip():
        raise NameMissing
    actions = weighed_actions(actions_of(roadmap, *WEIGHED), asked or Asked())
    if not actions:
        raise NothingToWeigh
    found = choose(actions, means)  # before the transaction: nobody waits for it
    with transaction.atomic():
        scenario = Scenario.everywhere.create(
            roadmap=roadmap,
            name=name.strip()[:120],
            means=_plain(means),
            actions=_plain(actions),
            result=_plain(found),
            revision=roadmap.revision,
            made_by=by.author_ref,
            made_by_name=by_name,
        )
        record("scenario.weighed", scenario, by=by, name=scenario.name, fits=len(found.chosen), out=len(found.left_out))
    return scenario


@transaction.atomic
def apply_scenario(scenario: Scenario, *, by: Author, by_name: str = "") -> int:
    """Say it in the roadmap: what does not fit and was to come is to be discussed again, what fits and was to be
    discussed is to come. What is under way, blocked or late is left as it is. Returns how many actions changed.

    Raises NotFeasible.
    """
    if scenario.result["status"] == "impossible":
        raise NotFeasible
    chosen = set(scenario.result["chosen"])
    out = {left["id"] for left in scenario.result["left_out"]}
    changed = 0
    for action in Action.objects.of(scenario.roadmap.atelier_id).filter(roadmap=scenario.roadmap_id):
        action.roadmap = scenario.roadmap
        wanted = ""
        if action.name in chosen and action.status == Status.TO_DISCUSS:
            wanted = Status.UPCOMING
        elif action.name in out and action.status == Status.UPCOMING:
            wanted = Status.TO_DISCUSS
        if wanted:
            change_action(action, status=wanted, by=by, by_name=by_name)
            changed += 1
    scenario.applied_at = timezone.now()
    scenario.save(update_fields=["applied_at"])
    record("scenario.applied", scenario, by=by, name=scenario.name, changed=changed)
    return changed


@transaction.atomic
def set_aside(scenario: Scenario, *, by: Author) -> None:
    """Out of the list; the row stays."""
    if scenario.removed_at is None:
        scenario.removed_at = timezone.now()
        scenario.save(update_fields=["removed_at"])
        record("scenario.set_aside", scenario, by=by, name=scenario.name)


def _plain(value: Any) -> Any:
    """As JSON holds it: keys are strings."""
    return msgspec.json.decode(msgspec.json.encode(value))
