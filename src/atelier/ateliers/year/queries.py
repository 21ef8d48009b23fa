"""Reads on the year: always the same number of queries, whatever the number of stages and papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from atelier.ateliers.models import (
    Atelier,
    Deliverable,
    Paper,
    Passage,
    Stage,
    ThematicGroup,
    Validation,
    Workshop,
)
from atelier.ateliers.year.gate import missing_at, passage_of
from atelier.common.errors import NotSeen


@dataclass
class StageState:
    """A stage with what is said of it today. `place`: done, late, current, to-come."""

    stage: Stage
    passage: Passage | None
    missing: list[str]
    place: str

    @property
    def is_forced(self) -> bool:
        return self.passage is not None and bool(self.passage.missing)


def all_stages_of(atelier: Atelier) -> QuerySet[Stage]:
    """Every stage, those taken out too, with all that their pages read (eight queries)."""
    papers = Prefetch("papers", Paper.objects.of(atelier).filter(removed_at=None).select_related("file", "brought_by"))
    asked = Deliverable.objects.of(atelier).filter(removed_at=None).prefetch_related(papers)
    passages = Passage.objects.of(atelier).select_related("passed_by", "reopened_by")
    groups = ThematicGroup.objects.of(atelier).filter(removed_at=None)
    return (
        Stage.objects.of(atelier)
        .select_related("after")
        .prefetch_related(
            Prefetch("deliverables", asked),
            Prefetch("validations", Validation.objects.of(atelier).select_related("given_by")),
            Prefetch("passages", passages),
            Prefetch("groups", groups),
            Prefetch("workshops", Workshop.objects.of(atelier).select_related("script")),
            "after__passages",
        )
    )


def stage_with_all(stage: Stage) -> Stage:
    found = all_stages_of(stage.atelier).filter(pk=stage.pk).first()
    if found is None:
        raise NotSeen
    found.atelier = stage.atelier
    return found


def states_of(stages: list[Stage], today: dt.date | None = None) -> list[StageState]:
    """What is said of each live stage today."""
    day = today or timezone.localdate()
    return [state_of(one, day) for one in stages if one.removed_at is None]


def state_of(stage: Stage, today: dt.date) -> StageState:
    passage = passage_of(stage)
    missing = [] if passage else missing_at(stage)
    if passage:
        place = "done"
    elif stage.starts_on > today:
        place = "to-come"
    else:
        place = "late" if stage.ends_on < today and missing else "current"
    return StageState(stage, passage, missing, place)


def one_of(rows: QuerySet[Any], pk: int) -> Any:
    """The row with this number among those; 404 otherwise."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found
