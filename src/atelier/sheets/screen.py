"""What the review shows: the page from above as a drawing in mm, each mark with its words and its form."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from atelier.sheets.enums import MarkKind
from atelier.sheets.forms import MarkForm
from atelier.sheets.models import PaperMark, SheetReading
from atelier.sheets.queries import marks_of
from atelier.sheets.sentences import remark_sentence_of

LEAST_SURE = 0.6


@dataclass(frozen=True)
class Shown:
    """A mark on the review: what to draw (an SVG path in mm), and what to say."""

    mark: PaperMark
    number: int
    drawn: str
    color: str
    meaning: str
    pen: str
    form: MarkForm
    joinable: list[tuple[int, int]]

    @property
    def is_unsure(self) -> bool:
        return self.mark.confidence < LEAST_SURE and not self.mark.is_by_hand


def review_page(reading: SheetReading) -> dict[str, object]:
    marks = marks_of(reading)
    numbers = {mark.pk: number for number, mark in enumerate(marks, start=1)}
    lines = [(mark.pk, numbers[mark.pk], mark.pen) for mark in marks if mark.kind == MarkKind.LINE and mark.is_kept]
    shown = [_shown(reading, mark, numbers, lines) for mark in marks]
    x0, y0, x1, y1 = reading.known["map_frame_mm"]
    return {
        "reading": reading,
        "workshop": reading.photo.workshop,
        "atelier": reading.photo.workshop.atelier,
        "kept": [one for one in shown if one.mark.is_kept],
        "dropped": [one for one in shown if not one.mark.is_kept],
        "remarks": [remark_sentence_of(code, values) for code, values in reading.remarks],
        "page_mm": [str(side) for side in reading.known["page_mm"]],  # a drawing has no decimal commas
        "view_mm": f"{x0 - 4} {y0 - 4} {x1 - x0 + 8} {y1 - y0 + 8}",
        "votes": [(question, [_vote(reading, name, count) for name, count in pens.items()])
                  for question, pens in reading.votes.items()],
    }  # fmt: skip


def _shown(reading: SheetReading, mark: PaperMark, numbers: dict[int, int], lines: list[tuple[int, int, int]]) -> Shown:
    pen = reading.pens[mark.pen]
    zone = pen["area_meaning"] if mark.kind in {MarkKind.AREA, MarkKind.POINT} else ""
    initial = {"version": mark.version, "kind": mark.kind, "pen": mark.pen, "text": mark.text}
    form = MarkForm(initial=initial, reading=reading, auto_id=f"mark-{mark.pk}-%s")
    others = [(pk, number) for pk, number, of in lines if pk != mark.pk and of == mark.pen]
    meaning = _("Words") if mark.kind == MarkKind.WORDS else zone or pen["meaning"]
    return Shown(mark, numbers[mark.pk], drawn(mark), pen["hex"], meaning, pen["name"], form,
                 others if mark.kind == MarkKind.LINE else [])  # fmt: skip


def drawn(mark: PaperMark) -> str:
    """The `d` of an SVG path, in mm of the page."""
    if mark.kind == MarkKind.WORDS:
        (x0, y0), (x1, y1) = mark.path
        return f"M{x0} {y0}H{x1}V{y1}H{x0}Z"
    if mark.kind == MarkKind.POINT:
        x, y = mark.path[0]
        radius = round(max(1.6, mark.width_mm / 2 + 0.8), 2)
        around = f"a{radius} {radius} 0 1 0"
        return f"M{x - radius:.2f} {y}{around} {2 * radius} 0{around} {-2 * radius} 0Z"
    places = "L".join(f"{x} {y}" for x, y in mark.path)
    return f"M{places}Z" if mark.kind == MarkKind.AREA else f"M{places}"


def _vote(reading: SheetReading, name: str, count: int) -> tuple[str, str, int]:
    pen = next((one for one in reading.pens if one["name"] == name), None)
    return (pen["hex"] if pen else "#3a3733", pen["meaning"] or name if pen else name, count)
