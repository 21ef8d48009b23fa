"""A strip of pictures: the same map at so many moments, each with its hour."""

from __future__ import annotations

import math

from django.utils.translation import gettext as _

from atelier.engines.cartography import draw_map
from atelier.engines.inking.marks import Inker
from atelier.tables.pictures import words
from atelier.tables.pictures.paper import picture
from atelier.tables.pictures.scenes import Scene, even_counts
from atelier.tables.pictures.sheet import HEAD_MM, MARGIN_MM, ink_svg
from atelier.tables.pictures.wishes import PAPERS, Wish

GUTTER_MM, CAPTION_MM, FOOT_MM = 4.0, 6.0, 17.0
MAP_STRENGTH, INK_STRENGTH = 0.5, 0.62  # small pictures, looked at from as near as a large one
BAR_MM = 34.0
NAMED_MM = 85  # a picture wide enough for names


def table_strip(scene: Scene, wish: Wish) -> bytes:
    """PNG or PDF of one page. Raises NothingDrawn."""
    paper = PAPERS[wish.paper]
    grown = (paper.width_mm / 297) ** 0.5
    counts = even_counts(len(scene.entries), wish.moments)
    columns = math.ceil(math.sqrt(len(counts) or 1))
    rows = math.ceil(len(counts) / columns) or 1
    width = (paper.width_mm - 2 * MARGIN_MM - GUTTER_MM * (columns - 1)) / columns
    room = paper.height_mm - 2 * MARGIN_MM - (HEAD_MM + FOOT_MM) * grown
    height = (room - GUTTER_MM * (rows - 1)) / rows - CAPTION_MM * grown
    frame = scene.frame(width, height, is_round=False)  # as large as it can be: the bar tells the scale
    ground = scene.ground()
    inker = Inker(frame, scene.pens, strength=INK_STRENGTH * grown)
    drawn = draw_map(ground, frame, style="pale", strength=MAP_STRENGTH * grown, has_names=width > NAMED_MM)
    drawings = {"ground.svg": drawn.svg}
    hours = words.hours_of([scene.entries[count - 1].at for count in counts])
    pictures = []
    for hour, (count, state, _touched) in zip(hours, scene.states(counts), strict=True):
        things = scene.in_order(state.things.values(), shows_erased=wish.shows_erased)
        drawings[f"ink{count}.svg"] = ink_svg(frame, inker.inks(things))
        pictures.append({"file": f"ink{count}.svg", "hour": hour, "count": words.thousands(count)})
    said = {
        **words.head_of(scene.table, scene.entries[-1].at, len(scene.entries)),
        **words.measures_of(frame, most_mm=BAR_MM * grown),
        "pictures": pictures,
        "gestures": _("gesture"),
        "credits": " · ".join([*ground.credits, _("Drawings: the participants")]),
        "legend": words.legend_of(scene.table, _used(scene)),
        "page": [paper.width_mm, paper.height_mm],
        "margin": MARGIN_MM,
        "head": HEAD_MM * grown,
        "caption": CAPTION_MM * grown,
        "gutter": GUTTER_MM,
        "grown": grown,
        "columns": columns,
        "frame": [frame.width_mm, frame.height_mm],
    }
    return picture("strip", said, drawings, kind=wish.kind, ppi=paper.ppi)


def _used(scene: Scene) -> dict[str, int]:
    ((_count, state, _touched),) = scene.states([len(scene.entries)])
    used: dict[str, int] = {}
    for thing in state.visible():
        used[thing.pencil] = used.get(thing.pencil, 0) + 1
    return used
