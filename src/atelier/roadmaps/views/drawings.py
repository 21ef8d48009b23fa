"""From actions, or from a frozen version, to the drawings of a page: its map and the ground under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from atelier.common.errors import NotSeen
from atelier.engines.cartography.drawing import NothingToDraw
from atelier.engines.cartography.frame import Frame
from atelier.engines.cartography.svg import document, tag
from atelier.roadmaps.plan.models import Action
from atelier.roadmaps.views.maps import Mark, Placed, bar_m, bar_words, frame_of, geojson_text, ground_svg, marks_of
from atelier.territories.errors import SiteUnknown

PAGE_MM, SHEET_MM = (240.0, 160.0), (174.0, 92.0)
PAPER = "#fffdf7"


@dataclass(frozen=True)
class Drawing:
    """A map ready for a template; `ground_url` is the picture under the marks."""

    frame: Frame
    marks: list[Mark]
    ground_url: str = ""

    @property
    def width(self) -> float:
        return self.frame.width_mm

    @property
    def height(self) -> float:
        return self.frame.height_mm

    @property
    def scale(self) -> str:
        return f"{round(self.frame.scale):,}".replace(",", "\u202f")

    @property
    def bar_mm(self) -> float:
        return round(bar_m(self.frame) / self.frame.metres_per_mm, 2)

    @property
    def bar(self) -> str:
        """What the scale bar measures."""
        return bar_words(self.frame)

    @property
    def bar_y(self) -> float:
        return self.frame.height_mm - 3


def placed(actions: Sequence[Action], slug: str = "") -> list[Placed]:
    """The actions that have a place; with `slug`, each leads to its page."""
    ranks: dict[object, int] = {}
    found = []
    for one in actions:
        rank = ranks.setdefault(one.axis_id, len(ranks))
        if one.geometry:
            url = reverse("roadmaps:action", args=[slug, one.pk]) if slug else ""
            found.append(Placed(one.name, one.title, geojson_text(one.geometry), rank, url))
    return found


def drawing_of(shown: Sequence[Placed], size_mm: tuple[float, float], ground_url: str = "") -> Drawing | None:
    """None where nothing has a place."""
    frame, marks = _laid(tuple(shown), size_mm)
    return Drawing(frame, marks, ground_url) if frame else None


@lru_cache(maxsize=16)
def _laid(shown: tuple[Placed, ...], size_mm: tuple[float, float]) -> tuple[Frame | None, list[Mark]]:
    """Two hundred actions take a tenth of a second to lay out: the same ones at the same places are known again."""
    frame = frame_of([one.place for one in shown], *size_mm)
    return frame, marks_of(shown, frame) if frame else []


def ground_response(
    site: str, shown: Sequence[Placed], size_mm: tuple[float, float], *, is_public: bool
) -> HttpResponse:
    """The ground of a drawing, as an SVG the browser keeps for an hour. Raises NotSeen where there is none."""
    frame = frame_of([one.place for one in shown], *size_mm)
    if frame is None:
        raise NotSeen
    kept = "public" if is_public else "private"
    headers = {
        "Cache-Control": f"{kept}, max-age=3600",
        "Content-Security-Policy": "default-src 'none'; style-src 'none'; img-src data:",
    }
    return HttpResponse(known_ground(site, frame), content_type="image/svg+xml", headers=headers)


def known_ground(site: str, frame: Frame) -> str:
    """The ground of a site, or blank paper where this machine does not hold its data."""
    try:
        return ground_svg(site, frame)
    except (SiteUnknown, NothingToDraw):
        blank = tag("rect", {"width": frame.width_mm, "height": frame.height_mm, "fill": PAPER})
        return document(frame.width_mm, frame.height_mm, [blank], title=_("Map"))
