"""What the pages of the year show, gathered once for the screen and for the paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from atelier.ateliers.models import Atelier, Stage
from atelier.ateliers.year.commands import year_of
from atelier.ateliers.year.differences import differences
from atelier.ateliers.year.enums import StageKind, Validator
from atelier.ateliers.year.next_steps import next_steps
from atelier.ateliers.year.patterns import pattern_of
from atelier.ateliers.year.queries import StageState, all_stages_of, states_of
from atelier.ateliers.year.timeline import Moment, Timeline, draw_timeline


def year_page(atelier: Atelier, today: dt.date | None = None) -> dict[str, Any]:
    """Everything the year's page shows; {} for an atelier without a year."""
    year, day = year_of(atelier), today or timezone.localdate()
    if year is None:
        return {}
    stages = list(all_stages_of(atelier))
    states = states_of(stages, day)
    pattern = pattern_of(year.pattern)
    by_role = next_steps(states)
    return {
        "year": year,
        "pattern": pattern,
        "stages": stages,
        "states": states,
        "today": day,
        "timeline": timeline_of(states, upstream_of(year.upstream), day),
        "differences": differences(pattern, stages),
        "next_steps": [(Validator(role).label, role, steps) for role, steps in by_role.items()],
        "done": sum(1 for one in states if one.place == "done"),
    }


def timeline_of(states: Sequence[StageState], upstream: Sequence[tuple[dt.date, str]], today: dt.date) -> Timeline:
    held = [one.stage for one in states if one.stage.kind != StageKind.FOLLOW_UP]
    last = max((one.ends_on for one in held), default=today)
    number, moments = 0, []
    for state in states:
        number += state.stage.kind == StageKind.WORKSHOP
        moments.append(_moment(state, number, last))
    return draw_timeline(moments, upstream, today)


def _moment(state: StageState, number: int, last: dt.date) -> Moment:
    stage: Stage = state.stage
    is_far = stage.kind == StageKind.FOLLOW_UP and stage.starts_on > last + dt.timedelta(days=30)
    return Moment(
        stage.title,
        stage.kind,
        state.place,
        stage.starts_on,
        stage.ends_on,
        number if stage.kind == StageKind.WORKSHOP else 0,
        state.is_forced,
        is_far,
    )


def upstream_of(said: list[dict[str, str]]) -> list[tuple[dt.date, str]]:
    return [(dt.date.fromisoformat(one["on"]), one["what"]) for one in said]
