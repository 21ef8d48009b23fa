"""Rows of which one stands at a time: each side may have named its own while they were apart."""

from __future__ import annotations

from typing import Any, Protocol

from django.db.models import Model, QuerySet
from django.utils import timezone

from atelier.common.carrying import Alone, Kept
from atelier.suitcase.differences import Difference, Report
from atelier.suitcase.manifest import ROWS, RowLine
from atelier.suitcase.models import AtelierCopy
from atelier.suitcase.names import Names
from atelier.suitcase.reading import Suitcase
from atelier.suitcase.rows import NameUnknown, fields_of, rows_of, understood


class Arrival(Protocol):
    """A suitcase being laid on a copy."""

    suitcase: Suitcase
    names: Names
    report: Report
    copy: AtelierCopy

    def knows(self, line: RowLine, name: str) -> bool: ...


def stands(alone: Alone, line: RowLine) -> bool:
    """Whether a row that arrives has not ended."""
    return line.values.get(alone.ends) is None


def make_room(arriving: Arrival, one: Kept, alone: Alone, row: Model) -> None:
    """The row that stands here in the place of one that comes from home ends today; both are told."""
    if getattr(row, alone.ends) is not None:
        return
    for other in _standing_beside(arriving, one, alone, row):
        setattr(other, alone.ends, timezone.now())
        other.save(update_fields=[alone.ends])
        _tell(arriving, alone, row, other)


def tell_named(arriving: Arrival, one: Kept, alone: Alone) -> None:
    """What was named outside is not taken at home: it is told once, beside what stands here."""
    for line in arriving.suitcase.lines(f"{ROWS}{one.kind}.jsonl", RowLine):
        is_news = arriving.names.row_of(one.kind, line.uid) is None and not arriving.knows(line, alone.fields[0])
        if not (is_news and stands(alone, line)):
            continue
        try:
            row = one.model(
                **{
                    field.attname: understood(one, field, line.values[field.name], arriving.names)
                    for field in fields_of(one)
                    if field.name in line.values
                }
            )
        except NameUnknown:  # of something that is not here
            continue
        _tell(arriving, alone, row, _standing_beside(arriving, one, alone, row).first())


def _standing_beside(arriving: Arrival, one: Kept, alone: Alone, row: Model) -> QuerySet[Any]:
    names = [one.model._meta.get_field(name).attname for name in alone.fields]  # type: ignore[union-attr]
    wanted = {name: getattr(row, name) for name in names}
    return rows_of(one, arriving.copy.atelier).filter(**wanted, **{alone.ends: None}).exclude(pk=row.pk)


def _tell(arriving: Arrival, alone: Alone, theirs: Model, ours: Model | None) -> None:
    thing, *others = alone.fields
    label = ", ".join(str(getattr(theirs, f"get_{name}_display")()) for name in others)
    said = {"ours": str(ours) if ours else "", "theirs": str(theirs)}
    arriving.report.differ(Difference.NAMED, what=str(getattr(theirs, thing)), label=label, **said)
