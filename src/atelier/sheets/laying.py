"""What was reviewed enters the journal of a table, for the table as a whole, and keeps the way back to the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from uuid6 import uuid7

from atelier.ateliers.models import Seat
from atelier.common.audit import record
from atelier.engines.journal.operations import AnyOperation, Draw, Erase
from atelier.engines.journal.trace import MAX_POSITIONS, trace_of
from atelier.engines.paper.legends import legends
from atelier.people.models import Account
from atelier.sheets.enums import MarkChange, MarkKind, ReadingState
from atelier.sheets.errors import ReadingLaid
from atelier.sheets.models import PaperMark, SheetReading
from atelier.sheets.queries import marks_of
from atelier.tables.commands import add_pencil, lay_overlay
from atelier.tables.entering import Hand, enter_by
from atelier.tables.models import Table, TableOverlay, TablePencil

FOR_THE_TABLE = 0
SHAPES: dict[str, Literal["stroke", "area", "mark", "note"]] = {
    MarkKind.LINE: "stroke",
    MarkKind.AREA: "area",
    MarkKind.POINT: "mark",
    MarkKind.WORDS: "note",
}
WIDTHS = {"stroke": 4.0, "area": 3.0, "mark": 12.0, "note": 3.0}


@dataclass(frozen=True)
class Laid:
    """drawn and erased things of the table; refused by it; words nobody typed, which stay on the photograph."""

    drawn: int
    erased: int
    refused: int
    untyped: int


@transaction.atomic
def lay_on_table(reading: SheetReading, table: Table, *, seat: Seat, by: Account) -> Laid:
    """The kept marks of a reading, on the table's sheet of tracing paper for this paper. Raises ReadingLaid.

    What the photograph before had laid already is not drawn again; what was rubbed out since is erased.
    """
    # everywhere: the view asked for the reading; its row is locked, so that two reviewers do not lay it twice
    reading = (
        SheetReading.everywhere.select_for_update(of=("self",)).select_related("photo__workshop").get(pk=reading.pk)
    )
    if reading.state == ReadingState.LAID:
        raise ReadingLaid(table=reading.table)
    marks = [mark for mark in marks_of(reading) if mark.is_kept]
    known = _known_things(table, [mark.object for mark in marks])
    pencils = Pencils(reading, table, by=by)
    overlay = _overlay(reading, table, by=by)
    operations: list[AnyOperation] = []
    for mark in marks:
        if mark.change == MarkChange.DISAPPEARED:
            operations += [Erase(op=_new(), object=mark.object)] if mark.object in known else []
        elif mark.object not in known and (mark.kind != MarkKind.WORDS or mark.text):
            operations.append(draw_of(mark, reading, overlay=overlay.pk, pencil=pencils.of(mark)))
    refused = enter_by(Hand(seat, is_keeper=True, may_capture=True), table, operations) if operations else []
    _decided(reading, table, by=by)
    drawn = sum(isinstance(one, Draw) for one in operations)
    untyped = sum(mark.kind == MarkKind.WORDS and not mark.text for mark in marks)
    laid = Laid(drawn - len(refused), len(operations) - drawn, len(refused), untyped)
    record("reading.laid", reading, by=by, table=str(table.pk), drawn=laid.drawn, erased=laid.erased)
    return laid


def draw_of(mark: PaperMark, reading: SheetReading, *, overlay: int, pencil: str) -> Draw:
    """The operation of a mark; words are a note in the middle of their box."""
    path: list[list[float]] = mark.path
    if mark.kind == MarkKind.WORDS:
        (x0, y0), (x1, y1) = path
        path = [[(x0 + x1) / 2, (y0 + y1) / 2]]
    path = [*path[:: len(path) // MAX_POSITIONS + 1], path[-1]] if len(path) > MAX_POSITIONS else path
    return Draw(op=_new(), object=mark.object, shape=SHAPES[mark.kind], overlay=overlay, pencil=pencil,
                trace=trace_of(degrees(reading, path)), text=mark.text, said_by=FOR_THE_TABLE)  # fmt: skip


def degrees(reading: SheetReading, mm: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """Longitude and latitude of places of the page (mm from its top left corner)."""
    from pyproj import Transformer

    x0, y0, x1, y1 = reading.known["map_frame_mm"]
    west, south, east, north = reading.known["bbox"]
    across = [(x - x0) / (x1 - x0) * (east - west) + west for x, _ in mm]
    up = [north - (y - y0) / (y1 - y0) * (north - south) for _, y in mm]
    to_degrees = Transformer.from_crs(reading.known["crs"], 4326, always_xy=True)
    return list(zip(*to_degrees.transform(across, up), strict=True))


class Pencils:
    """The pencil of a table for each pen of a sheet: the same key, or the same colour and shape, or a new one."""

    def __init__(self, reading: SheetReading, table: Table, *, by: Account) -> None:
        self.reading, self.table, self.by = reading, table, by
        self.pencils: list[TablePencil] = list(table.pencils.all())
        legend = legends().get(reading.known["legend"]["key"])
        self.keys = [pen.key for pen in legend.pens] if legend else []

    def of(self, mark: PaperMark) -> str:
        shape = SHAPES[mark.kind]
        if shape == "note":
            return self._found([one for one in self.pencils if one.shape == "note"]) or self._add(mark, "word", shape)
        pen, key = self.reading.pens[mark.pen], self._key(mark.pen)
        same_shape = [one for one in self.pencils if one.shape == shape]
        named = [one for one in same_shape if one.key in {key, f"{key}-{shape}"}]
        coloured = [one for one in same_shape if one.color.lower() == pen["hex"].lower()]
        return self._found(named) or self._found(coloured) or self._add(mark, f"{key}-{shape}", shape)

    def _key(self, rank: int) -> str:
        return self.keys[rank] if rank < len(self.keys) else f"pen-{self.reading.pens[rank]['hex'][1:]}"

    @staticmethod
    def _found(pencils: Sequence[TablePencil]) -> str:
        return pencils[0].key if pencils else ""

    def _add(self, mark: PaperMark, key: str, shape: str) -> str:
        pen = self.reading.pens[mark.pen]
        meaning = _("Note") if shape == "note" else (pen["area_meaning"] if shape != "stroke" else "") or pen["meaning"]
        words = meaning or pen["name"]
        color = "#3a3733" if shape == "note" else pen["hex"]
        pencil = add_pencil(self.table, key=key, meaning=words[:1].upper() + words[1:], color=color, shape=shape,
                            width=WIDTHS[shape], by=self.by)  # fmt: skip
        self.pencils.append(pencil)
        return pencil.key


def _overlay(reading: SheetReading, table: Table, *, by: Account) -> TableOverlay:
    """One sheet of tracing paper for each sheet of paper."""
    name = _("Paper %(code)s") % {"code": reading.label}
    found: TableOverlay | None = table.overlays.filter(name=name).first()
    return found or lay_overlay(table, name=name, by=by)


def _known_things(table: Table, things: list[UUID]) -> set[UUID]:
    """Those of these things that are, or were, on the table."""
    from atelier.contributions.models import Contribution

    said = Contribution.objects.of(table.workshop.atelier_id).filter(pk__in=things, origin_ref=str(table.pk))
    return set(said.values_list("pk", flat=True))


def _decided(reading: SheetReading, table: Table, *, by: Account) -> None:
    reading.state, reading.table = ReadingState.LAID, table
    reading.decided_at, reading.decided_by = timezone.now(), by
    reading.save(update_fields=["state", "table", "decided_at", "decided_by"])


def _new() -> UUID:
    return UUID(int=uuid7().int)
