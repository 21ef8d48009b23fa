"""A person looks at what was read: keeps, drops, changes, joins, splits, types the words."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from atelier.common.audit import record
from atelier.people.models import Account
from atelier.sheets.enums import MarkKind, ReadingState
from atelier.sheets.errors import MarkChangedMeanwhile, MarkNotSplittable, MarksNotJoinable, ReadingLaid
from atelier.sheets.models import PaperMark, SheetReading

CHANGES = ("kind", "pen", "is_kept", "text")
LEAST_RING = 3


@transaction.atomic
def change_mark(mark: PaperMark, *, version: int, by: Account, **changes: Any) -> PaperMark:
    """New values for some of kind, pen, is_kept, text. Raises MarkChangedMeanwhile, ReadingLaid."""
    mark = _locked(mark, version)
    wanted = {name: value for name, value in changes.items() if name in CHANGES and value != getattr(mark, name)}
    if "kind" in wanted:
        mark.path = path_as(mark.path, mark.kind, wanted["kind"])
    for name, value in wanted.items():
        setattr(mark, name, value)
    if wanted:
        mark.version, mark.is_by_hand = mark.version + 1, True
        mark.full_clean(exclude=["reading", "made_from"])
        mark.save()
        record("mark.changed", mark, by=by, **{name: value for name, value in wanted.items() if name != "text"})
    return mark


@transaction.atomic
def join_marks(one: PaperMark, other: PaperMark, *, version: int, by: Account) -> PaperMark:
    """One line of two, by their nearest ends; the two are dropped and remembered. Raises MarksNotJoinable."""
    one = _locked(one, version)
    if one.pk == other.pk or one.reading_id != other.reading_id or {one.kind, other.kind} != {MarkKind.LINE}:
        raise MarksNotJoinable
    joined = _made_of([one, other], nearest_ends(one.path, other.path), by=by)
    record("mark.joined", joined, by=by, made_from=[one.pk, other.pk])
    return joined


@transaction.atomic
def split_mark(mark: PaperMark, *, share: float, version: int, by: Account) -> list[PaperMark]:
    """Two lines of one, cut at `share` (0 to 1) of its length. Raises MarkNotSplittable."""
    mark = _locked(mark, version)
    if mark.kind != MarkKind.LINE or not 0.01 <= share <= 0.99:
        raise MarkNotSplittable
    pieces = [_made_of([mark], path, by=by) for path in cut_at(mark.path, share)]
    record("mark.split", mark, by=by, into=[piece.pk for piece in pieces])
    return pieces


@transaction.atomic
def set_reading_aside(reading: SheetReading, *, is_aside: bool, by: Account) -> None:
    """A photograph that is not to be laid, for instance because a better one came; or after all it is."""
    if reading.state == ReadingState.LAID:
        raise ReadingLaid(table=reading.table)
    reading.state = ReadingState.SET_ASIDE if is_aside else ReadingState.TO_REVIEW
    reading.decided_at, reading.decided_by = timezone.now(), by
    reading.save(update_fields=["state", "decided_at", "decided_by"])
    record("reading.set_aside" if is_aside else "reading.taken_back", reading, by=by)


def _locked(mark: PaperMark, version: int) -> PaperMark:
    """The mark as it stands, for us alone until the commit."""
    # everywhere: the view found the mark through its reading, which it asked for
    mark = PaperMark.everywhere.select_for_update().get(pk=mark.pk)
    if mark.reading.state == ReadingState.LAID:
        raise ReadingLaid(table=mark.reading.table)
    if mark.version != version:
        raise MarkChangedMeanwhile
    return mark


def _made_of(parents: list[PaperMark], path: list[list[float]], *, by: Account) -> PaperMark:
    first = parents[0]
    made = PaperMark.everywhere.create(
        reading_id=first.reading_id, kind=MarkKind.LINE, pen=first.pen, path=path, width_mm=first.width_mm,
        confidence=min(parent.confidence for parent in parents), is_by_hand=True, change=first.change,
        text=" ".join(parent.text for parent in parents if parent.text)[:500],
    )  # fmt: skip
    made.made_from.set(parents)
    for parent in parents:
        parent.is_kept, parent.version = False, parent.version + 1
        parent.save(update_fields=["is_kept", "version"])
    return made


def path_as(path: list[list[float]], kind: str, wanted: str) -> list[list[float]]:
    """The same drawing as another kind: a point is the middle, a ring needs three places, words keep their box."""
    import shapely

    if wanted == MarkKind.POINT:
        xs, ys = zip(*path, strict=True)
        return [[round((min(xs) + max(xs)) / 2, 2), round((min(ys) + max(ys)) / 2, 2)]]
    if kind in {MarkKind.POINT, MarkKind.WORDS} or (wanted == MarkKind.AREA and len(path) < LEAST_RING):
        x0, y0, x1, y1 = shapely.MultiPoint(path).buffer(1.0 if kind == MarkKind.POINT else 0.1).bounds
        ring = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]
        return [[round(x, 2), round(y, 2)] for x, y in ring]
    return path


def nearest_ends(one: list[list[float]], other: list[list[float]]) -> list[list[float]]:
    """The two lines end to end, turned so that the gap between them is the smallest."""
    import shapely

    ways = [(a, b) for a in (one, one[::-1]) for b in (other, other[::-1])]
    first, then = min(ways, key=lambda way: shapely.Point(way[0][-1]).distance(shapely.Point(way[1][0])))
    return [*first, *then]


def cut_at(path: list[list[float]], share: float) -> tuple[list[list[float]], list[list[float]]]:
    import shapely

    line = shapely.LineString(path)
    at = line.interpolate(share, normalized=True)
    place = [round(at.x, 2), round(at.y, 2)]
    rank = next(
        number for number in range(1, len(path))
        if shapely.LineString(path[: number + 1]).length >= share * line.length - 1e-9
    )  # fmt: skip
    return [*path[:rank], place], [place, *path[rank:]]
