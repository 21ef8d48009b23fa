"""A roadmap with all that leaves of it, read once: a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from atelier.contributions.lineage.nodes import Node, Told, tell_nodes
from atelier.participants.models import ExpectedCommune
from atelier.roadmaps.followup.models import Report
from atelier.roadmaps.followup.queries import reports_of, standing
from atelier.roadmaps.plan.models import Action, Roadmap
from atelier.roadmaps.plan.queries import actions_of


@dataclass(frozen=True)
class Gathered:
    """`history`: every report, corrected or not, by action; `reports`: those that stand. `communes`: code → name."""

    roadmap: Roadmap
    actions: list[Action]
    history: dict[UUID, list[Report]]
    reports: dict[UUID, list[Report]]
    demonstrators: dict[UUID, Told]
    communes: dict[str, str]


def gather(roadmap: Roadmap, *, is_public: bool = False) -> Gathered:
    """is_public: only the reports that whoever said them lets everyone read."""
    actions = list(actions_of(roadmap))
    reports = [one for one in reports_of(roadmap) if one.is_public or not is_public]
    wanted = {Node("demonstrator", one.demonstrator) for one in actions if one.demonstrator}
    told = tell_nodes(roadmap.atelier, wanted)
    perimeter = ExpectedCommune.objects.of(roadmap.atelier_id).values_list("code", "name")
    return Gathered(
        roadmap, actions, _by_action(reports), _by_action(standing(reports)),
        {node.id: words for node, words in told.items()}, dict(perimeter),
    )  # fmt: skip


def _by_action(reports: list[Report]) -> dict[UUID, list[Report]]:
    found: defaultdict[UUID, list[Report]] = defaultdict(list)
    for one in reports:
        found[one.action_id].append(one)
    return dict(found)
