"""The table on one sheet: map, legend, scale, north, sources; and its notes in full on the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from atelier.engines.cartography import Frame, draw_map
from atelier.engines.cartography.drawing import strength_for
from atelier.engines.cartography.svg import document, group, tag
from atelier.engines.inking.marks import Inked, Inker
from atelier.engines.inking.vectors import ink_group, slips_of
from atelier.engines.journal.state import Thing
from atelier.tables.pictures import words
from atelier.tables.pictures.paper import picture
from atelier.tables.pictures.scenes import Scene
from atelier.tables.pictures.wishes import PAPERS, Wish
from atelier.tables.projection import Projector

MARGIN_MM, HEAD_MM, COLUMN_MM, GAP_MM = 10.0, 14.0, 56.0, 6.0
BAR_SHARE = 0.6  # of the column, beside the north


def table_sheet(scene: Scene, wish: Wish) -> bytes:
    """PNG of the first page, or PDF of all. Raises NothingDrawn."""
    paper = PAPERS[wish.paper]
    is_tall = scene.ratio < 0.85
    width, height = (paper.height_mm, paper.width_mm) if is_tall else (paper.width_mm, paper.height_mm)
    grown = (paper.width_mm / 297) ** 0.5
    column, head = COLUMN_MM * grown, HEAD_MM * grown
    frame = scene.frame(width - 2 * MARGIN_MM - column - GAP_MM, height - 2 * MARGIN_MM - head)
    ground = scene.ground()
    ((count, state, _touched),) = scene.states([len(scene.entries)])
    things = scene.in_order(state.things.values(), shows_erased=wish.shows_erased)
    inks = Inker(frame, scene.pens, strength=strength_for(frame)).inks(things)
    notes = [thing for thing in things if thing.shape == "note" and thing.text.strip() and not thing.erased]
    said = {
        **words.head_of(scene.table, scene.entries[-1].at, count),
        **words.measures_of(frame, most_mm=BAR_SHARE * column),
        "legend": words.legend_of(scene.table, Counter(thing.pencil for thing in things if not thing.erased)),
        "legend_title": _("Legend"),
        "erased": _("Dashes: what was erased") if wish.shows_erased else "",
        "notes": _notes(scene, notes),
        "notes_title": _("What was written"),
        "credits_title": _("Sources"),
        "credits": [*ground.credits, _("Drawings: the participants")],
        "page": [width, height],
        "margin": MARGIN_MM,
        "head": head,
        "column": column,
        "grown": grown,
        "frame": [frame.width_mm, frame.height_mm],
    }
    numbers = {str(thing.id): number for number, thing in enumerate(notes, start=1)}
    drawings = {"ground.svg": draw_map(ground, frame, style="pale").svg, "ink.svg": ink_svg(frame, inks, numbers)}
    return picture("sheet", said, drawings, kind=wish.kind, ppi=paper.ppi)


def ink_svg(frame: Frame, inks: Sequence[Inked], numbers: dict[str, int] | None = None) -> str:
    """Ink alone, clipped to the frame; notes with a number have slips."""
    slips = slips_of(inks, frame.width_mm, frame.height_mm) if numbers is not None else []
    box: dict[str, str | float | None] = {"width": frame.width_mm, "height": frame.height_mm}
    clip = tag("defs", {}, tag("clipPath", {"id": "edge"}, tag("rect", box)))
    inside = group("ink", [ink_group(inks, numbers=numbers, slips=slips)], clip_path="url(#edge)")
    return document(frame.width_mm, frame.height_mm, [clip, inside], title=_("Drawings"))


def _notes(scene: Scene, notes: Sequence[Thing]) -> list[dict[str, object]]:
    """Every note with its number on the map, the college that wrote it and the hour; names stay at the table."""
    colleges = Projector.of(scene.table).colleges
    return [
        {
            "number": number if len(thing.trace) > 1 else "–",
            "text": thing.text,
            "who": ", ".join(filter(None, [words.college_label(colleges.get(thing.seat, "")), words.hour(thing.at)])),
        }
        for number, thing in enumerate(notes, start=1)
    ]
