"""What a page tells of how a roadmap goes on: axis by axis, never by who is late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator

from atelier.roadmaps.followup.curve import draw_curve
from atelier.roadmaps.followup.forms import GENTLE
from atelier.roadmaps.followup.models import Report
from atelier.roadmaps.followup.queries import reports_of, standing
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action, Roadmap
from atelier.roadmaps.plan.queries import ACTIONS_A_PAGE, actions_listed

SHORT = ("pk", "action_id", "corrects_id", "said_at", "progress", "is_public")  # what a curve asks of a report


@dataclass(frozen=True)
class Followed:
    """An action with all that was said of it, the last first. `progress`: the last said, None if never."""

    action: Action
    reports: Sequence[Report]
    corrected: frozenset[Any]

    @cached_property
    def latest(self) -> Report | None:
        return next((one for one in self.reports if one.pk not in self.corrected), None)

    @property
    def progress(self) -> int | None:
        return next(
            (one.progress for one in self.reports if one.pk not in self.corrected and one.progress is not None), None
        )

    @property
    def words(self) -> str:
        """Where it stands, in words that blame nobody."""
        return str(GENTLE[Status(self.action.status)])

    @cached_property
    def earlier(self) -> list[tuple[Report, bool]]:
        """Each report but the latest, and whether it was corrected since."""
        return [(one, one.pk in self.corrected) for one in self.reports if one is not self.latest]


def followed(roadmap: Roadmap, *, is_public: bool = False, asked: str | None = None) -> dict[str, Any]:
    """`axes` and `page` (of actions, the one asked for), `curve`, `told` (actions of which something was said),
    `count`: a constant number of queries.

    is_public: only what whoever said it lets everyone read.
    """
    every = list(reports_of(roadmap).values_list(*SHORT, named=True))
    corrected = frozenset(one.corrects_id for one in every if one.corrects_id)
    listed = actions_listed(roadmap).defer("geometry")
    page = Paginator(listed, ACTIONS_A_PAGE).get_page(asked)
    actions = list(page)
    known = reports_of(roadmap).select_related(None).select_related("campaign", "blockage")
    read = list(known.defer("blockage__geometry").filter(action__in=[one.pk for one in actions]))
    reports: defaultdict[Any, list[Report]] = defaultdict(list)
    for one in reversed(read):
        if one.is_public or not is_public:
            reports[one.action_id].append(one)
    rows = [Followed(action, reports[action.pk], corrected) for action in actions]
    kept = [one for one in standing(every) if one.is_public or not is_public]
    return {
        "axes": [(axis, list(members)) for axis, members in groupby(rows, key=lambda row: row.action.axis)],
        "curve": draw_curve(kept),
        "told": len({one.action_id for one in every if one.is_public or not is_public}),
        "count": page.paginator.count,
        "page": page,
    }
