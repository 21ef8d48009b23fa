"""The notebook as it is read: days, each with what the audit tells and what people wrote.

The number of queries does not depend on the length of the audit: days are paged, what is silent is never read, what is
counted is counted by the database.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from atelier.ateliers.models import Atelier, NotebookEntry, Photograph, Stage
from atelier.ateliers.notebook.sentences import counted_verbs, sentence_of, sentence_of_count, told_verbs
from atelier.common.models import AuditEntry
from atelier.people.models import Account

DAYS_A_PAGE = 20
ACCOUNT = "account:"
NAMELESS = {"ateliers.passage", "ateliers.validation", "ateliers.paper", "ateliers.script", "ateliers.year"}


@dataclass(frozen=True)
class Told:
    """A sentence of the notebook that nobody wrote. `at` is None for what was counted over the day."""

    sentence: str
    who: str = ""
    at: dt.datetime | None = None


@dataclass
class Day:
    """A day of the notebook, and the stage under way that day."""

    day: dt.date
    stage: Stage | None = None
    told: list[Told] = field(default_factory=list)
    entries: list[NotebookEntry] = field(default_factory=list)


def days_of(atelier: Atelier, *, reads_private: bool) -> list[dt.date]:
    """Every day on which something happened or was written, the latest first."""
    verbs = told_verbs() | counted_verbs()
    rows = AuditEntry.objects.filter(atelier_id=atelier.pk, verb__in=verbs).order_by()
    told = rows.annotate(day=TruncDate("at")).values_list("day", flat=True).distinct()
    written = entries_of(atelier, reads_private=reads_private).order_by().values_list("day", flat=True).distinct()
    return sorted({*told, *written}, reverse=True)


def entries_of(atelier: Atelier, *, reads_private: bool) -> QuerySet[NotebookEntry]:
    """What people wrote, with its pictures; the private part only for who may read it."""
    pictures = Prefetch("photographs", Photograph.objects.of(atelier).filter(removed_at=None).select_related("file"))
    entries = NotebookEntry.objects.of(atelier).filter(removed_at=None)
    visible = entries if reads_private else entries.filter(is_private=False)
    return visible.select_related("written_by", "stage").prefetch_related(pictures)


def read_days(atelier: Atelier, days: Sequence[dt.date], *, reads_private: bool) -> list[Day]:
    """These days, in the order given, whole."""
    if not days:
        return []
    stages = list(Stage.objects.of(atelier).filter(removed_at=None).order_by("-starts_on", "-ordinal"))
    pages = {day: Day(day, _stage_on(stages, day)) for day in days}
    first, last = _bounds(days)
    rows = AuditEntry.objects.filter(atelier_id=atelier.pk, at__gte=first, at__lt=last)
    for day, told in [*_told_of(rows), *_counts_of(rows)]:
        if day in pages:
            pages[day].told.append(told)
    written = entries_of(atelier, reads_private=reads_private).filter(day__range=(min(days), max(days)))
    for entry in written:
        if entry.day in pages:
            pages[entry.day].entries.append(entry)
    return list(pages.values())


def _told_of(rows: QuerySet[AuditEntry]) -> list[tuple[dt.date, Told]]:
    found = list(rows.filter(verb__in=told_verbs()).order_by("at", "id"))
    things, people = names_of_things(found), names_of_authors(found)
    said = []
    for row in found:
        sentence = sentence_of(row.verb, things.get((row.thing_kind, row.thing_id), ""), row.details).strip()
        local = timezone.localtime(row.at)
        said.append((local.date(), Told(sentence, people.get(row.author, ""), local)))
    return said


def _counts_of(rows: QuerySet[AuditEntry]) -> list[tuple[dt.date, Told]]:
    counts = rows.filter(verb__in=counted_verbs()).order_by().annotate(day=TruncDate("at"))
    numbers = counts.values_list("day", "verb").annotate(number=Count("id")).order_by("day", "verb")
    return [(day, Told(sentence_of_count(verb, number))) for day, verb, number in numbers]


def names_of_things(rows: Iterable[AuditEntry]) -> dict[tuple[str, str], str]:
    """What each row is about, as it is called today: one query a kind, none for kinds whose details say enough."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.thing_kind not in NAMELESS:
            wanted[row.thing_kind].add(row.thing_id)
    names: dict[tuple[str, str], str] = {}
    for kind, keys in wanted.items():
        try:
            model = apps.get_model(kind)
        except LookupError:  # written by a room that is no longer here
            continue
        related = [one.name for one in model._meta.fields if one.name == "account"]
        found = model._default_manager.filter(pk__in=keys)
        names |= {(kind, str(one.pk)): str(one) for one in (found.select_related(*related) if related else found)}
    return names


def names_of_authors(rows: Iterable[AuditEntry]) -> dict[str, str]:
    """Accounts by name; those at the tables stay nameless, and the house says nothing of itself."""
    keys = {row.author.removeprefix(ACCOUNT) for row in rows if row.author.startswith(ACCOUNT)}
    return {f"{ACCOUNT}{pk}": name for pk, name in Account.objects.filter(pk__in=keys).values_list("pk", "name")}


def _stage_on(stages: Sequence[Stage], day: dt.date) -> Stage | None:
    """The stage that began last and is not over; else the last one that began."""
    begun = [one for one in stages if one.starts_on <= day]
    return next((one for one in begun if one.ends_on >= day), begun[0] if begun else None)


def _bounds(days: Sequence[dt.date]) -> tuple[dt.datetime, dt.datetime]:
    zone = timezone.get_current_timezone()
    after = max(days) + dt.timedelta(days=1)
    return dt.datetime.combine(min(days), dt.time(), zone), dt.datetime.combine(after, dt.time(), zone)
