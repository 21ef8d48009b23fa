"""A photograph read from end to end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.markers import Box
from atelier.engines.paper.reading.channels import lowest
from atelier.engines.paper.reading.fiducials import ENOUGH_MARKERS, Seen, sheets_in, too_little
from atelier.engines.paper.reading.focus import blur_mm
from atelier.engines.paper.reading.inks import Inks, inks_of, pen_colours
from atelier.engines.paper.reading.known import KnownSheet, Printed
from atelier.engines.paper.reading.light import absorbance, ink_left
from atelier.engines.paper.reading.marks import Mark, Writing, marks_of
from atelier.engines.paper.reading.memory import memory_kept
from atelier.engines.paper.reading.pictures import Pixels, open_picture
from atelier.engines.paper.reading.placement import (
    Placement,
    normalised,
    placed_by_features,
    placed_by_markers,
    placed_by_print,
)
from atelier.engines.paper.reading.refusals import PhotoCode, PhotoUnreadable, Remark, RemarkCode

FLOW_PX_PER_MM, MOST_PX_PER_MM, LEAST_PX_PER_MM = 4.0, 6.0, 2.2
MOST_RASTER, MOST_FLOW = 6_800_000, 4_700_000  # pixels of the page: an A1 at 3.7 px/mm, placed at 3.1
LIKE_PX_PER_MM, LEAST_LIKE = 1.5, 0.25  # correlation of the map with the print, placed by the markers alone
LEAST_SEEN = 1.6  # photograph pixels in a mm, under which a felt stroke is lost
CERTAIN_BLUR = 0.9  # softened too much, the letters of the map would be paler than what is seen of them: ink
INSIDE_MM = 1.3  # the frame's own line is no ink, even where a bent page is a millimetre off
Prints = Callable[[KnownSheet], Sequence[Printed]]


@dataclass(frozen=True)
class Reading:
    """What was found on one sheet. rectified: the page from above; px_per_mm: its resolution.

    votes: question -> pen name -> stickers counted. remarks: for who took the photograph.
    """

    sheet: KnownSheet
    marks: tuple[Mark, ...]
    writings: tuple[Writing, ...]
    votes: dict[str, dict[str, int]]
    rectified: Pixels
    px_per_mm: float
    placement: Placement
    remarks: tuple[Remark, ...]


@memory_kept()
def read_photograph(data: bytes, catalogue: list[KnownSheet], prints: Prints | None = None) -> list[Reading]:
    """Every sheet of ours in a picture file. Raises PhotoUnreadable.

    prints: what a sheet known by its QR alone may have looked like when it left the printer.
    """
    picture = open_picture(data)
    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    seen = sheets_in(gray, catalogue)
    readings = [read_sheet(picture, gray, one, prints) for one in seen]
    if len(readings) > 1:
        said = Remark(RemarkCode.SEVERAL_SHEETS, {"count": len(readings)})
        return [replace(one, remarks=(said, *one.remarks)) for one in readings]
    return readings


def read_sheet(picture: Pixels, gray: NDArray[np.uint8], seen: Seen, prints: Prints | None = None) -> Reading:
    """One sheet of a picture. Raises PhotoUnreadable when its print is unknown or it is too far."""
    seen = _the_one(gray, seen)
    sheet = seen.sheet
    place = _placed(gray, seen, prints)
    if place.px_per_mm() < LEAST_SEEN:
        raise PhotoUnreadable(PhotoCode.TOO_FAR, sheet=sheet.sheet_id)
    printed = sheet.printed or _most_like(gray, place, prints(sheet) if prints else (), sheet)
    scale = _scale(sheet, place)
    flow_scale = min(FLOW_PX_PER_MM, scale, _most_scale(sheet, MOST_FLOW))
    page = printed(scale)
    known = _sized(page, sheet, flow_scale)
    place = placed_by_print(place, gray, cv2.cvtColor(known, cv2.COLOR_RGB2GRAY), flow_scale)
    flat = place.rectify(picture, scale)
    inks = _inks(flat, _sized(page, sheet, scale), sheet, scale, scale / place.px_per_mm())
    marks, writings = _marks(inks, sheet, scale)
    votes = {question: _count(inks, sheet, box, scale) for question, box in sheet.votes}
    return Reading(sheet, tuple(marks), tuple(writings), votes, flat, scale, place, tuple(_remarks(seen, flat)))


def _placed(gray: NDArray[np.uint8], seen: Seen, prints: Prints | None) -> Placement:
    """By its markers, or by what its map shows when fewer than four are seen. Raises PhotoUnreadable."""
    if len(seen.markers) >= ENOUGH_MARKERS:
        return placed_by_markers(seen)
    sheet = seen.sheet
    pages = [sheet.printed] if sheet.printed else list(prints(sheet) if prints else ())
    if not pages:
        raise PhotoUnreadable(PhotoCode.PRINT_UNKNOWN, sheet=sheet.sheet_id)
    for printed in pages:
        page = cv2.cvtColor(printed(FLOW_PX_PER_MM), cv2.COLOR_RGB2GRAY)
        place = placed_by_features(seen, gray, np.asarray(page, np.uint8))
        if place is not None:
            return place
    raise too_little(seen)


def _the_one(gray: NDArray[np.uint8], seen: Seen) -> Seen:
    """Of the sheets that bear these markers, the one whose margins (title, number, QR) look most like it."""
    best, most = seen, -1.0
    for sheet in (seen.sheet, *seen.others) if seen.others else ():
        one = replace(seen, sheet=sheet, others=())
        if sheet.printed is None or len(seen.markers) < ENOUGH_MARKERS:
            continue
        like = _likeness(gray, placed_by_markers(one), sheet.printed, sheet, is_map=False)
        best, most = (one, like) if like > most else (best, most)
    return best


def _most_like(gray: NDArray[np.uint8], place: Placement, prints: Sequence[Printed], sheet: KnownSheet) -> Printed:
    """The print that looks most like the photograph. Raises PhotoUnreadable where none does."""
    likes = [(_likeness(gray, place, printed, sheet, is_map=True), printed) for printed in prints]
    most, best = max(likes, key=lambda one: one[0], default=(0.0, None))
    if best is None or most < LEAST_LIKE:
        raise PhotoUnreadable(PhotoCode.PRINT_UNKNOWN, sheet=sheet.sheet_id)
    return best


def _likeness(gray: NDArray[np.uint8], place: Placement, printed: Printed, sheet: KnownSheet, *, is_map: bool) -> float:
    """Correlation of the photograph with a print, on its map or around it."""
    seen = normalised(place.rectify(gray, LIKE_PX_PER_MM), LIKE_PX_PER_MM)
    page = _sized(printed(LIKE_PX_PER_MM), sheet, LIKE_PX_PER_MM)
    ours = normalised(np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8), LIKE_PX_PER_MM)
    here = np.full(ours.shape, not is_map)
    here[_part(sheet.frame_mm, LIKE_PX_PER_MM)[0]] = is_map
    return float(np.corrcoef(seen[here], ours[here])[0, 1])


def _scale(sheet: KnownSheet, place: Placement) -> float:
    most = _most_scale(sheet, MOST_RASTER)
    return float(max(LEAST_PX_PER_MM, min(MOST_PX_PER_MM, 1.35 * place.px_per_mm(), most)))


def _most_scale(sheet: KnownSheet, pixels: int) -> float:
    """Pixels in a mm for the page not to have more than `pixels`."""
    width, height = sheet.page_mm
    return float((pixels / (width * height)) ** 0.5)


def _sized(page: Pixels, sheet: KnownSheet, scale: float) -> Pixels:
    size = (round(sheet.page_mm[0] * scale), round(sheet.page_mm[1] * scale))
    if (page.shape[1], page.shape[0]) == size:
        return page
    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), np.uint8)


def _gray(page: Pixels) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)


def _inks(flat: Pixels, page: Pixels, sheet: KnownSheet, scale: float, photo_px: float) -> Inks:
    blurred_mm = blur_mm(_gray(flat), _gray(page), sheet.markers_mm, scale)
    soft = cv2.GaussianBlur(page, (0, 0), CERTAIN_BLUR * blurred_mm * scale)
    left, bare = ink_left(absorbance(flat), absorbance(np.asarray(soft, np.uint8)), scale, photo_px)
    colours = pen_colours(bare, sheet, scale)
    del bare
    return inks_of(left, colours, scale, blurred_mm)


def _marks(inks: Inks, sheet: KnownSheet, scale: float) -> tuple[list[Mark], list[Writing]]:
    marks: list[Mark] = []
    writings: list[Writing] = []
    part, corner = _part(sheet.frame_mm, scale)
    for pen, mask in enumerate(inks.masks):
        found, words = marks_of(mask[part], pen, scale, corner)
        marks += [replace(mark, confidence=_confidence(mark, inks, scale)) for mark in found]
        writings += words
    return marks, writings


def _part(box: Box, scale: float) -> tuple[tuple[slice, slice], tuple[float, float]]:
    x0, y0 = (round((value + INSIDE_MM) * scale) for value in box[:2])
    x1, y1 = (round((value - INSIDE_MM) * scale) for value in box[2:])
    return np.s_[y0:y1, x0:x1], (x0 / scale, y0 / scale)


def _confidence(mark: Mark, inks: Inks, scale: float) -> float:
    """How clear the colour is, and how strong the ink, along the mark."""
    at = np.round(mark.path * scale - 0.5).astype(int)
    reach = max(1, round(0.4 * scale))
    low, high = at.min(axis=0) - reach, at.max(axis=0) + reach + 1
    low = np.maximum(low, 0)
    box = np.s_[low[1] : high[1], low[0] : high[0]]
    ink = inks.masks[mark.pen][box]
    if not ink.any():
        return 0.0
    clear, strong = float(inks.certainty[box][ink].mean()), float(inks.strength[box][ink].mean())
    return round(0.25 + 0.45 * clear + 0.30 * min(1.0, strong / 0.9), 2)


def _count(inks: Inks, sheet: KnownSheet, box: Box, scale: float) -> dict[str, int]:
    """Stickers by colour in a voting box."""
    part, corner = _part(box, scale)
    counts = {}
    for pen, mask in enumerate(inks.masks):
        points = [mark for mark in marks_of(mask[part], pen, scale, corner)[0] if mark.kind == "point"]
        if points:
            counts[sheet.pens[pen].name] = len(points)
    return counts


def _remarks(seen: Seen, flat: Pixels) -> list[Remark]:
    said = []
    if seen.missing:
        said.append(Remark(RemarkCode.MARKERS_MISSING, {"missing": seen.missing}))
    share = float((lowest(flat) > 250).mean())
    if share > 0.08:
        said.append(Remark(RemarkCode.REFLECTION, {"percent": round(100 * share)}))
    if seen.sheet.legend_changed:
        said.append(Remark(RemarkCode.LEGEND_CHANGED, {"sheet": seen.sheet.sheet_id}))
    return said


def features(reading: Reading) -> dict[str, Any]:
    """GeoJSON in longitude and latitude (EPSG:4326)."""
    return {"type": "FeatureCollection", "features": [feature(mark, reading.sheet) for mark in reading.marks]}


def feature(mark: Mark, sheet: KnownSheet) -> dict[str, Any]:
    ground = sheet.ground(mark.path)
    places = [[round(x, 7), round(y, 7)] for x, y in zip(*_to_degrees(sheet.crs).transform(*ground.T), strict=True)]
    pen = sheet.pens[mark.pen]
    properties: dict[str, Any] = {
        "color": pen.name, "hex": pen.hex, "meaning": pen.meaning, "kind": mark.kind,
        "width_mm": round(mark.width_mm, 2), "confidence": mark.confidence, "sheet_id": sheet.sheet_id,
    }  # fmt: skip
    if mark.kind != "line" and pen.area_meaning:
        properties["zone_meaning"] = pen.area_meaning
    if mark.has_arrow:
        properties["has_arrow"] = True
    if mark.pictures:
        properties["writing"] = list(mark.pictures)
    return {"type": "Feature", "properties": properties, "geometry": _geometry(mark, places)}


@cache
def _to_degrees(crs: int) -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(crs, 4326, always_xy=True)


def _geometry(mark: Mark, places: list[list[float]]) -> dict[str, Any]:
    if mark.kind == "point":
        return {"type": "Point", "coordinates": places[0]}
    if mark.kind == "line":
        return {"type": "LineString", "coordinates": places}
    ring = places if places[0] == places[-1] else [*places, places[0]]
    return {"type": "Polygon", "coordinates": [ring]}
