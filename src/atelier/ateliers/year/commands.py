"""Writes on the year: making it from a pattern, adapting its stages. Gates are in gate.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from atelier.ateliers.commands import create_atelier, free_slug, give_role, plan_workshop
from atelier.ateliers.enums import Role, WorkshopKind
from atelier.ateliers.models import Atelier, Deliverable, Stage, Validation, Workshop, Year
from atelier.ateliers.year.enums import StageKind
from atelier.ateliers.year.errors import CircularStages, DatesUpsideDown, ReasonMissing, YearThere
from atelier.ateliers.year.patterns import Pattern, circle_in, dates_of, pattern_for, plain_pattern
from atelier.common.audit import Author, record
from atelier.people.models import Account

UpstreamDay = tuple[dt.date, str]
HELD = {StageKind.WORKSHOP: WorkshopKind.FIELD, StageKind.INTER: WorkshopKind.INTER}


@transaction.atomic
def create_atelier_with_year(
    *,
    title: str,
    kind: str,
    territory: str,
    site: str,
    starts_on: dt.date,
    departments: Iterable[str],
    by: Author,
    slug: str = "",
    lead: Account | None = None,
    upstream: Sequence[UpstreamDay] = (),
    application_ref: str = "",
    award_ref: str = "",
    is_demo: bool = False,
) -> Atelier:
    """An atelier with its stages, its three workshops and its contracting authority, from plain values.

    upstream: what came before, day and words (the call, the award). application_ref, award_ref: how the rooms below
    name what it comes from. Raises PatternMissing, ValidationError.
    """
    atelier = create_atelier(
        slug or free_slug(title), title=title, kind=kind, territory=territory, site=site, by=by, is_demo=is_demo
    )
    if lead is not None:
        give_role(atelier, lead, role=Role.LEAD, by=by)
    make_year(
        atelier,
        pattern_for(kind, starts_on),
        starts_on=starts_on,
        departments=departments,
        upstream=upstream,
        refs=(application_ref, award_ref),
        by=by,
    )
    return atelier


@transaction.atomic
def make_year(
    atelier: Atelier,
    pattern: Pattern,
    *,
    starts_on: dt.date,
    by: Author,
    departments: Iterable[str] = (),
    upstream: Sequence[UpstreamDay] = (),
    refs: tuple[str, str] = ("", ""),
    workshops: Collection[Workshop] = (),
) -> Year:
    """Copy the pattern into the atelier. `workshops` that exist take their place in it; the others are planned."""
    if Year.objects.of(atelier).exists():
        raise YearThere
    year = Year.everywhere.create(
        atelier=atelier,
        pattern=plain_pattern(pattern),
        starts_on=starts_on,
        departments=",".join(departments),
        upstream=[{"on": day.isoformat(), "what": what} for day, what in upstream],
        application_ref=refs[0],
        award_ref=refs[1],
    )
    record("year.made", year, by=by, pattern=pattern.title, version=pattern.version, starts_on=starts_on.isoformat())
    _copy_stages(atelier, pattern, starts_on)
    _place_workshops(atelier, list(workshops), by=by)
    return year


def _copy_stages(atelier: Atelier, pattern: Pattern, starts_on: dt.date) -> None:
    dates, made = dates_of(pattern, starts_on), {}
    for ordinal, one in enumerate(pattern.stages, start=1):
        begins, ends = dates[one.key]
        made[one.key] = stage = Stage.everywhere.create(
            atelier=atelier, key=one.key, kind=one.kind, title=one.title, about=one.about, ordinal=ordinal,
            starts_on=begins, ends_on=ends,
        )  # fmt: skip
        Deliverable.everywhere.bulk_create(
            Deliverable(stage=stage, key=paper.key, title=paper.title, is_required=paper.is_required)
            for paper in one.deliverables
        )
        Validation.everywhere.bulk_create(Validation(stage=stage, role=role) for role in one.validations)
    for one in pattern.stages:  # a stage may come after one that is written below it
        if one.after:
            Stage.objects.of(atelier).filter(pk=made[one.key].pk).update(after=made[one.after])


def _place_workshops(atelier: Atelier, waiting: list[Workshop], *, by: Author) -> None:
    for stage in Stage.objects.of(atelier).filter(kind__in=HELD):
        kind = HELD[StageKind(stage.kind)]
        if there := next((one for one in waiting if one.kind == kind), None):
            waiting.remove(there)
            place_workshop(there, stage, by=by)
        elif kind == WorkshopKind.FIELD:
            workshop = plan_workshop(atelier, title=stage.title, kind=kind, held_on=stage.starts_on, by=by)
            place_workshop(workshop, stage, by=by)


@transaction.atomic
def place_workshop(workshop: Workshop, stage: Stage | None, *, by: Author) -> None:
    """The workshop belongs to this stage of the year, or to none."""
    workshop.stage = stage
    workshop.save(update_fields=["stage"])
    record("workshop.placed", workshop, by=by, stage=stage.title if stage else "")


@transaction.atomic
def date_workshop(workshop: Workshop, held_on: dt.date | None, *, by: Author) -> None:
    """The workshop is held on this day."""
    workshop.held_on = held_on
    workshop.save(update_fields=["held_on"])
    record("workshop.dated", workshop, by=by, held_on=held_on.isoformat() if held_on else "")


@transaction.atomic
def add_stage(
    atelier: Atelier, *, title: str, kind: str, starts_on: dt.date, ends_on: dt.date, by: Author, reason: str = ""
) -> Stage:
    """A stage that the pattern does not have, at its place by date."""
    check_dates(title, starts_on, ends_on)
    stages = list(live_stages(atelier))
    before = [one for one in stages if one.starts_on <= starts_on]
    stage = Stage(
        atelier=atelier, title=title, kind=kind, starts_on=starts_on, ends_on=ends_on, reason=reason, ordinal=0
    )
    stage.full_clean(exclude=["atelier"])
    stage.save()
    _renumber([*before, stage, *stages[len(before) :]] if before else [stage, *stages])
    record("stage.added", stage, by=by, title=title, reason=reason)
    return stage


@transaction.atomic
def change_stage(
    stage: Stage,
    *,
    title: str,
    about: str,
    starts_on: dt.date,
    ends_on: dt.date,
    after: Stage | None,
    reason: str,
    by: Author,
) -> None:
    """Other words, other days, another stage to wait for. Raises CircularStages, DatesUpsideDown."""
    check_dates(title, starts_on, ends_on)
    waits = dict(Stage.objects.of(stage.atelier_id).values_list("pk", "after"))
    waits[stage.pk] = after.pk if after else None
    if circle := circle_in({str(key): str(value) if value else None for key, value in waits.items()}):
        titles = dict(Stage.objects.of(stage.atelier_id).values_list("pk", "title"))
        raise CircularStages(stages=" → ".join(titles[int(key)] for key in circle))
    was = {"title": stage.title, "starts_on": stage.starts_on.isoformat(), "ends_on": stage.ends_on.isoformat()}
    stage.title, stage.about, stage.starts_on, stage.ends_on = title, about, starts_on, ends_on
    stage.after, stage.reason = after, reason
    stage.full_clean(exclude=["atelier"])
    stage.save(update_fields=["title", "about", "starts_on", "ends_on", "after", "reason"])
    now = {"title": title, "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    record("stage.changed", stage, by=by, was=was, now=now, reason=reason)


@transaction.atomic
def move_stage(stage: Stage, *, places: int, by: Author) -> None:
    """Earlier (-1) or later (1) in the order of the year; its days stay what they are."""
    stages = list(live_stages(stage.atelier))
    at = stages.index(stage)
    to = min(max(at + places, 0), len(stages) - 1)
    if at == to:
        return
    stages.insert(to, stages.pop(at))
    _renumber(stages)
    record("stage.moved", stage, by=by, title=stage.title, places=to - at)


@transaction.atomic
def remove_stage(stage: Stage, *, reason: str, by: Author) -> None:
    """The stage is no more in the year; what waited for it waits for what it waited for."""
    if stage.key and not reason.strip():
        raise ReasonMissing
    Stage.objects.of(stage.atelier_id).filter(after=stage).update(after=stage.after)
    stage.removed_at, stage.reason = timezone.now(), reason.strip()
    stage.save(update_fields=["removed_at", "reason"])
    record("stage.removed", stage, by=by, title=stage.title, reason=reason.strip())


@transaction.atomic
def restore_stage(stage: Stage, *, by: Author) -> None:
    """A stage that was taken out is in the year again."""
    stage.removed_at, stage.reason = None, ""
    stage.save(update_fields=["removed_at", "reason"])
    record("stage.restored", stage, by=by, title=stage.title)


def live_stages(atelier: Atelier) -> Iterable[Stage]:
    return Stage.objects.of(atelier).filter(removed_at=None)


def check_dates(title: str, starts_on: dt.date, ends_on: dt.date) -> None:
    if ends_on < starts_on:
        raise DatesUpsideDown(stage=title)


def year_of(atelier: Atelier) -> Year | None:
    """The year of an atelier, None where it has none (opened before years were, or for its tables alone)."""
    try:
        return atelier.year
    except ObjectDoesNotExist:
        return None


def _renumber(stages: Iterable[Stage]) -> None:
    for ordinal, one in enumerate(stages, start=1):
        if one.ordinal != ordinal:
            one.ordinal = ordinal
            one.save(update_fields=["ordinal"])
