"""The print of a sheet made again, on a machine that has the ground of its site but not its PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

import shapely
from django.conf import settings

from atelier.common.kept import kept_drawing
from atelier.engines.cartography import Frame, Ground, Style
from atelier.engines.cartography.inks import STYLES
from atelier.engines.paper.layout import Layout
from atelier.engines.paper.legends import Legend, Pen, legends
from atelier.engines.paper.markers import MOST_COLUMNS
from atelier.engines.paper.papers import PAPERS, Paper
from atelier.engines.paper.printing import print_sheet
from atelier.engines.paper.reading.known import KnownSheet, Printed, page_print
from atelier.engines.paper.sheets import Order, Sheet, Tile
from atelier.engines.paper.tiles import OVERLAP_MM
from atelier.sheets.limits import MOST_VOTES
from atelier.territories.build.recipe import known_sites, recipe
from atelier.territories.ground import ground_of_site

DRAWN: tuple[Style, ...] = tuple(style for style in STYLES if style != "photo")
MOST_PRINTS = 60  # kept: half a megabyte each
FITS_MM = 0.06  # descriptions and codes give tenths


def printed_again(said: dict[str, Any]) -> Printed | None:
    """The page of a `sheet.json`, rendered when asked; None where something printed on it is not in the description
    (a photograph, drawings) or where no site of this machine holds its ground.
    """
    if said.get("has_more_printed") or said.get("style") not in DRAWN:
        return None
    try:
        page, frame = tuple(said["page_mm"]), tuple(said["map_frame_mm"])
        bbox, crs = tuple(said["bbox"]), int(str(said["crs"]).rpartition(":")[2])
        legend = Legend(said["legend"]["key"], said["legend"]["version"], "", "", tuple(
            Pen(pen.get("key", ""), pen["name"], pen["hex"], pen["meaning"], pen.get("area_meaning", ""))
            for pen in said["pens"]
        ))  # fmt: skip
    except (KeyError, TypeError, ValueError):
        return None
    known = legends().get(legend.key)
    legend = known if known is not None and known.version == legend.version else legend
    placed = _placed(page, frame, bbox, crs, legend)
    votes = tuple(str(vote["question"]) for vote in said.get("votes_mm", ()))
    words = (str(said["title"]), str(said.get("subtitle", "")), votes)
    return _page(placed, said["style"], str(said["sheet_id"]), words) if placed else None


def prints_of_code(sheet: KnownSheet) -> Sequence[Printed]:
    """What a sheet known by its QR alone may look like: one page a style. Words in its margins are not known."""
    legend = legends().get(sheet.legend[0])
    if legend is None or len(legend.pens) != len(sheet.pens):
        pens = tuple(Pen("", pen.name, pen.hex, pen.meaning, pen.area_meaning) for pen in sheet.pens)
        legend = Legend(sheet.legend[0], sheet.legend[1], "", "", pens)
    placed = _placed(sheet.page_mm, sheet.frame_mm, sheet.bbox, sheet.crs, legend)
    if placed is None:
        return ()
    pages = (_page(placed, style, sheet.sheet_id, ("", "", ())) for style in DRAWN)
    return [page for page in pages if page is not None]


Placed = tuple[Paper, bool, Layout, Frame, Legend]
Words = tuple[str, str, tuple[str, ...]]


def _placed(
    page: Iterable[float], frame: Iterable[float], bbox: Iterable[float], crs: int, legend: Legend
) -> Placed | None:
    """The format of paper and the layout whose map frame this is; None for a page of another version."""
    width, height = page
    x0, y0, x1, y1 = frame
    west, south, east, north = bbox
    for paper in PAPERS.values():
        portrait = height > width
        if not _near(paper.page_mm(portrait=portrait), (width, height)):
            continue
        for votes in range(MOST_VOTES + 1):
            layout = Order("", paper, legend, portrait=portrait, votes=("",) * votes, crs=crs).layout()
            if _near(layout.frame, (x0, y0, x1, y1)):
                ground = Frame((west, south, east, north), round(x1 - x0, 1), round(y1 - y0, 1), crs)
                return paper, portrait, layout, ground, legend
    return None


def _near(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= FITS_MM for a, b in zip(one, other, strict=True))


def _page(placed: Placed, style: Style, label: str, words: Words) -> Printed | None:
    """words: title, subtitle, questions of the voting boxes."""
    paper, portrait, layout, frame, legend = placed
    title, subtitle, votes = words
    slug = site_under(frame)
    if slug is None:
        return None
    votes = votes or ("\u00a0",) * len(layout.votes)
    order = Order(title or "\u00a0", paper, legend, style, portrait, subtitle, votes, frame.crs)
    sheet = Sheet(order, label.partition("/")[0], layout, frame, _tile(label))

    @cache
    def pdf() -> bytes:
        return kept_drawing("prints", repr(sheet), lambda: print_sheet(sheet, ground_kept(slug)), most=MOST_PRINTS)

    return lambda px_per_mm: page_print(pdf())(px_per_mm)


def _tile(label: str) -> Tile | None:
    """2B of AAAA-AAAA/2B. How many tiles the map has matters for its tags only, which are found already."""
    name = label.partition("/")[2]
    if not name:
        return None
    row, column = int(name[:-1]), ord(name[-1]) - ord("A") + 1
    return Tile(column, row, MOST_COLUMNS, row, OVERLAP_MM)


@lru_cache(maxsize=2)
def ground_kept(slug: str) -> Ground:
    """The ground of a site takes seconds to make; a worker keeps the last two."""
    return ground_of_site(slug, data=settings.DATA_DIR)


def site_under(frame: Frame) -> str | None:
    """The site whose ground holds most of the frame."""
    shares = {
        slug: shapely.area(shapely.intersection(recipe(slug, settings.DATA_DIR).frame, frame.ground))
        for slug in known_sites(settings.DATA_DIR)
    }
    best = max(shares, key=lambda slug: shares[slug], default=None)
    return best if best is not None and shares[best] > 0 else None
