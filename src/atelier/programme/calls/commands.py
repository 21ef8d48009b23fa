"""Writes on calls: their forms, dates, criteria and publication."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from atelier.common.audit import Author, record
from atelier.programme.calls.dated import DATA
from atelier.programme.calls.errors import CallUnready, FormUnreadable
from atelier.programme.calls.models import Call, CallForm, Criterion
from atelier.programme.calls.sections import checked_sections

NOTE = "note-opportunite"
HUNDRED = 100


class Judged(NamedTuple):
    """A criterion as one writes it: a mark from 0 to `most`, counting `weight` in a hundred."""

    title: str
    weight: int
    question: str = ""
    most: int = 5


@transaction.atomic
def load_forms(*, by: Author) -> list[CallForm]:
    """The forms the house ships (data/), each version once; those already there are left as they are."""
    made = []
    for path in sorted(DATA.glob("note-*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        made.append(keep_form(row["slug"], row["number"], row, by=by))
    return made


@transaction.atomic
def keep_form(slug: str, number: int, row: dict[str, object], *, by: Author) -> CallForm:
    """A version of a form, if it is not there. `row`: valid_from, sections, papers. Raises FormUnreadable."""
    found = CallForm.objects.filter(slug=slug, number=number).first()
    if found:
        return found
    try:
        form = CallForm(
            slug=slug,
            number=number,
            valid_from=dt.date.fromisoformat(str(row["valid_from"])),
            sections=row["sections"],
            papers=row.get("papers", []),
        )
        checked_sections(form.sections, form.papers)
    except (KeyError, TypeError, ValueError) as error:
        raise FormUnreadable(why=str(error)) from error
    form.save()
    record("call_form.kept", form, by=by)
    return form


def form_on(day: dt.date, *, slug: str = NOTE, by: Author) -> CallForm:
    """The version of a form that holds on a day. The shipped ones are loaded if none is there yet."""
    forms = CallForm.objects.filter(slug=slug, valid_from__lte=day).order_by("-valid_from", "-number")
    found = forms.first()
    if found is None:
        load_forms(by=by)
        found = forms.first()
    if found is None:
        raise FormUnreadable(why=_("none holds on that day"))
    return found


@transaction.atomic
def create_call(title: str, *, by: Author, slug: str = "", **facts: object) -> Call:
    """A call, not published yet, with the form that holds on the day it opens. `facts`: its other fields."""
    call = Call(title=title, slug=slug or free_slug(title), **facts)
    call.form = form_on(timezone.localdate(call.opens_at), by=by)
    call.full_clean()
    call.save()
    record("call.created", call, by=by)
    return call


@transaction.atomic
def change_call(call: Call, *, by: Author, **facts: object) -> Call:
    """Other words or dates; the audit keeps what they were. Raises ValidationError."""
    before = {name: str(getattr(call, name)) for name in facts}
    for name, value in facts.items():
        setattr(call, name, value)
    call.full_clean()
    call.save(update_fields=list(facts))
    changed = {name: [was, str(facts[name])] for name, was in before.items() if was != str(facts[name])}
    record("call.changed", call, by=by, **changed)
    return call


@transaction.atomic
def set_criteria(call: Call, judged: Sequence[Judged], *, by: Author) -> list[Criterion]:
    """These criteria and no others; one whose title stays keeps its marks."""
    kept = []
    for ordinal, one in enumerate(judged, start=1):
        key = slugify(one.title)[:40] or f"critere-{ordinal}"
        facts = {"title": one.title, "question": one.question, "weight": one.weight, "most": one.most}
        criterion, _created = Criterion.objects.update_or_create(
            call=call, key=key, defaults={**facts, "ordinal": ordinal}
        )
        kept.append(criterion)
    call.criteria.exclude(pk__in=[one.pk for one in kept]).delete()
    record("call.criteria_set", call, by=by, weights={one.key: one.weight for one in kept})
    return kept


@transaction.atomic
def publish_call(call: Call, *, by: Author) -> None:
    """From now on everyone reads it. Raises CallUnready: weights make a hundred, and it says what it is about."""
    weights = sum(call.criteria.values_list("weight", flat=True))
    if weights != HUNDRED:
        raise CallUnready(why=_("the weights of its criteria make %(sum)s, not 100") % {"sum": weights})
    if not call.summary.strip():
        raise CallUnready(why=_("it has no summary"))
    call.is_published = True
    call.save(update_fields=["is_published"])
    record("call.published", call, by=by)


def free_slug(title: str) -> str:
    """A slug no call has, from a title."""
    stem, number = slugify(title)[:40] or "appel", 1
    slug = stem
    while slug == "nouveau" or Call.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
