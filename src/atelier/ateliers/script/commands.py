"""Writes on scripts: one's own or copied, its sequences, the steps of the workshop, the course of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence as List

from django.db import transaction
from django.utils import timezone

from atelier.ateliers.commands import add_step
from atelier.ateliers.models import Script, Sequence, Step, Workshop
from atelier.ateliers.script.errors import NotRunning, OrderStale, StepTaken
from atelier.ateliers.script.library import ModelSequence, ScriptModel
from atelier.common.audit import Author, record

COPIED = ("title", "kind", "minutes", "day", "leads", "writes", "tables", "material", "method")


@transaction.atomic
def begin_script(workshop: Workshop, *, by: Author) -> Script:
    """The workshop's script; an empty one where there was none."""
    script, created = Script.objects.of(workshop.atelier_id).get_or_create(
        workshop=workshop, defaults={"workshop": workshop}
    )
    if created:
        record("script.begun", script, by=by, workshop=workshop.title)
    return script


@transaction.atomic
def keep_script(script: Script, *, by: Author) -> None:
    """Its hour, place, aim, expected numbers."""
    script.full_clean(exclude=["workshop"])
    script.save()
    record("script.changed", script, by=by, starts_at=script.starts_at.isoformat("minutes"), place=script.place)


@transaction.atomic
def copy_model(workshop: Workshop, model: ScriptModel, *, by: Author) -> Script:
    """The model's sequences take the place of those there were; its steps are made where they are missing."""
    script = begin_script(workshop, by=by)
    script.starts_at, script.source = model.first_hour, model.title
    script.aim = script.aim or model.about
    _replace(script, model.sequences, by=by)
    return script


@transaction.atomic
def copy_script(workshop: Workshop, other: Script, *, by: Author) -> Script:
    """Another workshop's script, without what happened on its day."""
    script = begin_script(workshop, by=by)
    script.starts_at, script.tables, script.people = other.starts_at, other.tables, other.people
    script.source = other.workshop.title
    sequences = [
        ModelSequence(**{name: getattr(one, name) for name in COPIED}, step=one.step.title if one.step else "")
        for one in other.sequences.select_related("step")
    ]
    _replace(script, sequences, by=by)
    return script


def _replace(script: Script, sequences: List[ModelSequence], *, by: Author) -> None:
    script.save()
    script.sequences.all().delete()
    steps = {step.title: step for step in script.workshop.steps.all()}
    for ordinal, one in enumerate(sequences, start=1):
        if one.step and one.step not in steps:
            steps[one.step] = add_step(script.workshop, title=one.step, by=by)
        Sequence.everywhere.create(
            script=script, ordinal=ordinal, step=steps.get(one.step), **{name: getattr(one, name) for name in COPIED}
        )
    record("script.copied", script, by=by, workshop=script.workshop.title, source=script.source)


@transaction.atomic
def keep_sequence(sequence: Sequence, *, by: Author) -> Sequence:
    """A sequence, new (after the others) or changed."""
    is_new = sequence.pk is None
    if is_new:
        sequence.ordinal = sequence.script.sequences.count() + 1
    sequence.full_clean(exclude=["script"])
    sequence.save()
    record("sequence.added" if is_new else "sequence.changed", sequence, by=by, title=sequence.title)
    return sequence


@transaction.atomic
def remove_sequence(sequence: Sequence, *, by: Author) -> None:
    record("sequence.removed", sequence, by=by, title=sequence.title)
    script = sequence.script
    sequence.delete()
    _number(list(script.sequences.all()))


@transaction.atomic
def move_sequence(sequence: Sequence, *, places: int, by: Author) -> None:
    """So many places later (negative: earlier)."""
    order = list(sequence.script.sequences.all())
    at = order.index(sequence)
    to = min(max(at + places, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    _number(order)
    record("sequence.moved", sequence, by=by, title=sequence.title, places=to - at)


@transaction.atomic
def order_sequences(script: Script, order: List[int], *, by: Author) -> None:
    """The whole order at once, by numbers of the rows (what a drag gives). Raises OrderStale."""
    known = {one.pk: one for one in script.sequences.all()}
    if sorted(known) != sorted(order):
        raise OrderStale
    _number([known[pk] for pk in order])
    record("script.ordered", script, by=by, workshop=script.workshop.title)


def _number(order: List[Sequence]) -> None:
    """Days follow each other: a sequence moved between two of the next day belongs to that day."""
    day = 1
    for ordinal, one in enumerate(order, start=1):
        day = max(day, min(one.day, day + 1)) if ordinal > 1 else 1
        if one.ordinal != ordinal or one.day != day:
            one.ordinal, one.day = ordinal, day
            one.save(update_fields=["ordinal", "day"])


@transaction.atomic
def name_step(workshop: Workshop, *, title: str, by: Author) -> Step:
    """A step more for the tables of the workshop. Raises StepTaken."""
    wanted = title.strip()
    if workshop.steps.filter(title__iexact=wanted).exists():
        raise StepTaken(step=wanted)
    return add_step(workshop, title=wanted, by=by)


@transaction.atomic
def rename_step(step: Step, *, title: str, by: Author) -> None:
    """Another name for a step. Raises StepTaken."""
    was, wanted = step.title, title.strip()
    if step.workshop.steps.filter(title__iexact=wanted).exclude(pk=step.pk).exists():
        raise StepTaken(step=wanted)
    step.title = wanted
    step.full_clean(exclude=["workshop"])
    step.save(update_fields=["title"])
    record("step.renamed", step, by=by, was=was, title=wanted)


@transaction.atomic
def begin_next(script: Script, *, by: Author) -> Sequence | None:
    """What is under way ends, the next begins; None when it was the last."""
    now = timezone.now()
    order = list(script.sequences.select_for_update())
    running = next((one for one in order if one.began_at and not one.ended_at), None)
    if running is not None:
        _end(running, now)
    following = next((one for one in order if one.began_at is None), None)
    if following is None:
        if running is not None:
            record("script.ended", script, by=by, workshop=script.workshop.title)
        return None
    following.began_at = now
    following.save(update_fields=["began_at"])
    record("sequence.begun", following, by=by, title=following.title)
    return following


@transaction.atomic
def go_back(script: Script, *, by: Author) -> None:
    """The last beginning was a slip: what was under way before goes on. Raises NotRunning."""
    begun = [one for one in script.sequences.select_for_update() if one.began_at]
    if not begun:
        raise NotRunning
    last = begun[-1]
    if last.ended_at:
        last.ended_at = None
    else:
        last.began_at = None
        if len(begun) > 1:
            begun[-2].ended_at = None
            begun[-2].save(update_fields=["ended_at"])
    last.save(update_fields=["began_at", "ended_at"])
    record("sequence.taken_back", last, by=by, title=last.title)


@transaction.atomic
def start_again(script: Script, *, by: Author) -> None:
    """A rehearsal is over: no sequence was begun."""
    script.sequences.update(began_at=None, ended_at=None)
    record("script.started_again", script, by=by, workshop=script.workshop.title)


def _end(sequence: Sequence, now: dt.datetime) -> None:
    sequence.ended_at = now
    sequence.save(update_fields=["ended_at"])
