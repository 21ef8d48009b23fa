"""What each role has to do next, read from the open stages: nobody has to know the method by heart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from atelier.ateliers.models import Stage
from atelier.ateliers.year.enums import StageKind, Validator
from atelier.ateliers.year.queries import StageState

TEAM_BRINGS = {StageKind.WORKSHOP, StageKind.PRODUCTION, StageKind.INTER}
HELD = {StageKind.WORKSHOP}


@dataclass(frozen=True)
class NextStep:
    """One thing to do: who, what, at which stage, before which day."""

    who: str
    what: str
    stage: Stage
    by_day: dt.date
    is_late: bool = False
    workshop_pk: int = 0


def next_steps(states: Sequence[StageState]) -> dict[str, list[NextStep]]:
    """By role (a Validator's value), the most pressing first: of the stages under way, and of the next one."""
    found: dict[str, list[NextStep]] = {role: [] for role in Validator.values}
    for state in _pressing(states):
        for step in _steps_of(state):
            found[step.who].append(step)
    return {role: sorted(steps, key=lambda one: one.by_day) for role, steps in found.items() if steps}


def _pressing(states: Sequence[StageState]) -> Iterable[StageState]:
    begun = [one for one in states if one.place in {"current", "late"}]
    ahead = [one for one in states if one.place == "to-come" and one.stage.kind != StageKind.FOLLOW_UP]
    return [*begun, *ahead[:1]] or [one for one in states if one.place == "to-come"][:1]


def _steps_of(state: StageState) -> Iterator[NextStep]:
    stage, is_late = state.stage, state.place == "late"
    brings = Validator.TEAM if stage.kind in TEAM_BRINGS else Validator.STATE

    def step(who: str, what: str, day: dt.date, workshop_pk: int = 0) -> NextStep:
        return NextStep(who, what, stage, day, is_late, workshop_pk)

    for asked in stage.deliverables.all():
        if asked.is_required and not asked.papers.all():
            yield step(brings, _("Bring: %(what)s") % {"what": asked.title}, stage.ends_on)
    for validation in stage.validations.all():
        if validation.given_at is None:
            yield step(validation.role, _("Validate “%(stage)s”") % {"stage": stage.title}, stage.ends_on)
    for workshop in stage.workshops.all():
        if workshop.held_on is None:
            yield step(Validator.STATE, _("Set the date of “%(workshop)s”") % {"workshop": workshop}, stage.starts_on)
        if not hasattr(workshop, "script"):
            what = _("Write the script of “%(workshop)s”") % {"workshop": workshop}
            yield step(Validator.TEAM, what, stage.starts_on, workshop.pk)
    if not state.missing and state.place != "to-come":
        yield step(Validator.STATE, _("Pass the gate of “%(stage)s”") % {"stage": stage.title}, stage.ends_on)
