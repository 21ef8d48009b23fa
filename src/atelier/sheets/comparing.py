"""The eraser as data: marks of a sheet against those of its photograph before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import numpy as np

from atelier.engines.paper.reading.changes import changes_between
from atelier.engines.paper.reading.marks import Kind, Mark
from atelier.sheets.enums import MarkChange, MarkKind
from atelier.sheets.models import PaperMark, SheetReading


@dataclass(frozen=True)
class Found:
    """A mark with the identifier it will have on the table."""

    object: UUID
    mark: Mark
    change: str = ""


def compared(before: SheetReading | None, found: list[Found]) -> list[Found]:
    """The marks, each with its change and, when it was there already, with the identifier it had; then, as
    `disappeared`, those that are there no more.
    """
    if before is None:
        return found
    earlier = [Found(row.object, as_mark(row)) for row in marks_on_paper(before)]
    changes = changes_between(tuple(one.mark for one in earlier), tuple(one.mark for one in found))
    kept = {id(mark) for mark in changes.kept}
    gone = {id(mark) for mark in changes.disappeared}
    free = [one for one in earlier if id(one.mark) not in gone]
    told = []
    for one in found:
        twin = _twin(one.mark, free) if id(one.mark) in kept else None
        if twin is not None:
            free.remove(twin)
            told.append(replace(one, object=twin.object, change=MarkChange.KEPT))
        else:
            told.append(replace(one, object=uuid4(), change=MarkChange.APPEARED))
    return told + [replace(one, change=MarkChange.DISAPPEARED) for one in earlier if id(one.mark) in gone]


def _twin(mark: Mark, others: list[Found]) -> Found | None:
    """The mark of the same pen and kind whose middle is nearest."""
    same = [one for one in others if one.mark.pen == mark.pen and one.mark.kind == mark.kind]
    middle = mark.path.mean(axis=0)
    return min(same, key=lambda one: float(np.hypot(*(one.mark.path.mean(axis=0) - middle))), default=None)


def marks_on_paper(reading: SheetReading) -> list[PaperMark]:
    """The marks a photograph showed: words apart, and without those it said were gone."""
    marks = PaperMark.objects.of(reading.photo.workshop.atelier_id).filter(reading=reading, is_kept=True)
    return list(marks.exclude(kind=MarkKind.WORDS).exclude(change=MarkChange.DISAPPEARED))


def as_mark(row: PaperMark) -> Mark:
    kind: Kind = "line" if row.kind == MarkKind.LINE else "area" if row.kind == MarkKind.AREA else "point"
    return Mark(kind, row.pen, np.asarray(row.path, np.float64), row.width_mm, row.confidence, row.has_arrow)
