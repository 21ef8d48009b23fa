"""From a wish to the file of a sheet and its description."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from pyproj import Transformer

from atelier.engines.cartography import Frame, Ground
from atelier.engines.cartography.drawing import NothingToDraw
from atelier.engines.cartography.frame import LAMBERT_93
from atelier.engines.cartography.hills import hills_under
from atelier.engines.paper.numbers import spaced
from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.printing import print_sheets
from atelier.engines.paper.sheets import Order, Sheet, describe_all, plan_sheet, plan_sheet_over
from atelier.engines.paper.tiles import TooManyTiles, plan_tiles
from atelier.sheets.again import ground_kept
from atelier.sheets.errors import SheetRefused
from atelier.sheets.wishes import (
    SMALLEST_SCALE,
    Wish,
    checked_bounds,
    checked_centre,
    checked_order,
    checked_scale,
    read_drawings,
)
from atelier.territories.build.recipe import Recipe, recipe
from atelier.territories.ground import photograph_over

__all__ = ["MadeSheet", "Wish", "make_sheet"]


@dataclass(frozen=True)
class MadeSheet:
    """The file, its `sheet.json`, a line for who asked, and what they should know of this ground."""

    pdf: bytes
    description: dict[str, Any]
    summary: str
    remarks: list[str]


def make_sheet(wish: Wish, *, sheet_id: str | None = None) -> MadeSheet:
    """A sheet under this identifier, or under a new one. Raises SheetRefused, SiteUnknown: nothing is written here."""
    from django.conf import settings

    plan = recipe(wish.slug, settings.DATA_DIR)
    order = checked_order(wish, str(plan.said["titre"]))
    whole = _placed(wish, order, sheet_id)
    _check_known(plan, whole)
    drawings = [*wish.drawn, *(read_drawings(wish.drawings) if wish.drawings else [])]
    ground = _with_photograph(ground_kept(wish.slug), wish, whole)
    sheets = _tiled(wish, whole)
    try:
        pdf = print_sheets(sheets, ground, overlays=drawings)
    except NothingToDraw as error:
        raise SheetRefused(_("No aerial photograph is in the data of this site: give one (--photo).")) from error
    said = describe_all(sheets)
    for one in said.get("sheets", [said]):
        one["has_more_printed"] = bool(drawings) or wish.style == "photo"
    return MadeSheet(pdf, said, _summary(wish, sheets), _remarks(wish, whole.frame, ground))


def _placed(wish: Wish, order: Order, sheet_id: str | None) -> Sheet:
    """The sheet where it was asked, at its scale."""
    to_metres = Transformer.from_crs(4326, order.crs, always_xy=True)
    if wish.bounds and not wish.centre:
        if wish.scale:
            raise SheetRefused(_("With bounds the scale follows: give a centre to choose it."))
        bounds = to_metres.transform_bounds(*checked_bounds(wish.bounds))
        try:
            sheet = plan_sheet_over(order, bounds, sheet_id=sheet_id)
        except ValueError as error:
            raise SheetRefused(_(TOO_WIDE)) from error
        if sheet.scale > SMALLEST_SCALE:
            raise SheetRefused(_(TOO_WIDE))
        return sheet
    if not wish.centre or wish.bounds or not wish.scale:
        raise SheetRefused(
            _("Say where: bounds (--bounds W,S,E,N), or a centre and a scale (--centre LON,LAT --scale 1:10000).")
        )
    centre = to_metres.transform(*checked_centre(wish.centre))
    return plan_sheet(order, centre, checked_scale(wish.scale), sheet_id=sheet_id)


TOO_WIDE = gettext_noop("These bounds are too wide for a sheet of paper.")


def _check_known(plan: Recipe, sheet: Sheet) -> None:
    """A sheet that lies wholly elsewhere would be white."""
    if sheet.frame.crs != LAMBERT_93 or not shapely.intersects(plan.frame, sheet.frame.ground):
        west, south, east, north = plan.max_bounds
        raise SheetRefused(
            _(
                "Nothing is known there of %(site)s: its ground goes from %(west)s to %(east)s in longitude, "
                "from %(south)s to %(north)s in latitude."
            )
            % {"site": plan.said["titre"], "west": west, "east": east, "south": south, "north": north}
        )


def _with_photograph(ground: Ground, wish: Wish, sheet: Sheet) -> Ground:
    if wish.style != "photo" or wish.photo is None:
        return ground
    from rasterio.errors import RasterioError

    try:
        return replace(ground, photograph=photograph_over(wish.photo, sheet.frame))
    except RasterioError as error:
        raise SheetRefused(
            _("%(file)s is not a picture that says where it lies.") % {"file": Path(wish.photo).name}
        ) from error


def _tiled(wish: Wish, whole: Sheet) -> list[Sheet]:
    if wish.tiles is None:
        return [whole]
    try:
        return plan_tiles(whole, PAPERS[wish.tiles], portrait=wish.portrait)
    except TooManyTiles as error:
        raise SheetRefused(
            _("%(count)s tiles are too many to assemble: take a smaller map or larger tiles.") % {"count": error.count}
        ) from error


def _summary(wish: Wish, sheets: list[Sheet]) -> str:
    first = sheets[0]
    pages = (
        _("%(count)s tiles of %(paper)s") % {"count": len(sheets), "paper": wish.tiles}
        if wish.tiles
        else wish.paper_name
    )
    return f"{first.sheet_id} · 1:{spaced(first.scale)} · {pages} · {wish.out}"


def _remarks(wish: Wish, frame: Frame, ground: Ground) -> list[str]:
    if ground.relief is None or hills_under(frame, ground.relief) is None:
        return [_("No elevation is known there: the map has neither contour lines nor relief.")]
    return []
