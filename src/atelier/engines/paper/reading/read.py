"""A photograph read from end to end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.markers import Box
from atelier.engines.paper.reading.fiducials import Seen, sheets_in
from atelier.engines.paper.reading.inks import Inks, inks_of, pen_colours
from atelier.engines.paper.reading.known import KnownSheet
from atelier.engines.paper.reading.light import absorbance, ink_left
from atelier.engines.paper.reading.marks import Mark, Writing, marks_of
from atelier.engines.paper.reading.pictures import Pixels, open_picture
from atelier.engines.paper.reading.placement import Placement, placed_by_markers, placed_by_print
from atelier.engines.paper.reading.refusals import PhotoUnreadable

FLOW_PX_PER_MM, MOST_PX_PER_MM, LEAST_PX_PER_MM = 4.0, 6.0, 2.2
MOST_RASTER = 7_500_000  # pixels of the rectified page: an A1 at 3.9 px/mm
LEAST_SEEN = 1.6  # photograph pixels in a mm, under which a felt stroke is lost
INSIDE_MM = 0.7  # the frame's own line is no ink


@dataclass(frozen=True)
class Reading:
    """What was found on one sheet. rectified: the page from above; px_per_mm: its resolution.

    votes: question -> pen name -> stickers counted. remarks: sentences for who took the photograph.
    """

    sheet: KnownSheet
    marks: tuple[Mark, ...]
    writings: tuple[Writing, ...]
    votes: dict[str, dict[str, int]]
    rectified: Pixels
    px_per_mm: float
    placement: Placement
    remarks: tuple[str, ...]


def read_photograph(data: bytes, catalogue: list[KnownSheet]) -> list[Reading]:
    """Every sheet of ours in a picture file. Raises PhotoUnreadable."""
    picture = open_picture(data)
    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    seen = sheets_in(gray, catalogue)
    readings = [read_sheet(picture, gray, one) for one in seen]
    if len(readings) > 1:
        said = f"{len(readings)} sheets are in this photograph: each is read on its own."
        return [replace(one, remarks=(said, *one.remarks)) for one in readings]
    return readings


def read_sheet(picture: Pixels, gray: NDArray[np.uint8], seen: Seen) -> Reading:
    """One sheet of a picture. Raises PhotoUnreadable when its print is unknown or it is too far."""
    sheet = seen.sheet
    if sheet.printed is None:
        raise PhotoUnreadable(
            "print_unknown",
            f"Sheet {sheet.sheet_id} is one of ours, but not among those given: give its sheet.json and its PDF.",
        )
    place = placed_by_markers(seen)
    if place.px_per_mm() < LEAST_SEEN:
        raise PhotoUnreadable(
            "too_far",
            f"Sheet {sheet.sheet_id} is too small in the picture: come closer, or send the photograph itself.",
        )
    scale = _scale(sheet, place)
    flow_scale = min(FLOW_PX_PER_MM, scale)
    page = sheet.printed(scale)
    known = _sized(page, sheet, flow_scale)
    place = placed_by_print(place, gray, cv2.cvtColor(known, cv2.COLOR_RGB2GRAY), flow_scale)
    flat = place.rectify(picture, scale)
    inks = _inks(flat, _sized(page, sheet, scale), sheet, scale)
    marks, writings = _marks(inks, sheet, scale)
    votes = {question: _count(inks, sheet, box, scale) for question, box in sheet.votes}
    return Reading(sheet, tuple(marks), tuple(writings), votes, flat, scale, place, tuple(_remarks(seen, flat)))


def _scale(sheet: KnownSheet, place: Placement) -> float:
    most = float(MOST_RASTER / (sheet.page_mm[0] * sheet.page_mm[1])) ** 0.5
    return float(max(LEAST_PX_PER_MM, min(MOST_PX_PER_MM, 1.35 * place.px_per_mm(), most)))


def _sized(page: Pixels, sheet: KnownSheet, scale: float) -> Pixels:
    size = (round(sheet.page_mm[0] * scale), round(sheet.page_mm[1] * scale))
    if (page.shape[1], page.shape[0]) == size:
        return page
    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), np.uint8)


def _inks(flat: Pixels, page: Pixels, sheet: KnownSheet, scale: float) -> Inks:
    soft = cv2.GaussianBlur(page, (0, 0), 0.12 * scale)
    left, bare = ink_left(absorbance(flat), absorbance(np.asarray(soft, np.uint8)), scale)
    colours = pen_colours(bare, sheet, scale)
    del bare
    return inks_of(left, colours, scale)


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


def _remarks(seen: Seen, flat: Pixels) -> list[str]:
    said = []
    if seen.missing:
        said.append(f"Markers not seen: {', '.join(seen.missing)}. What is near them may be a little displaced.")
    share = float((flat.min(axis=2) > 250).mean())
    if share > 0.08:
        said.append(f"{share:.0%} of the sheet is burnt by a reflection: ink there is lost. Turn away from the lamp.")
    return said


def features(reading: Reading) -> dict[str, Any]:
    """GeoJSON in longitude and latitude (EPSG:4326)."""
    return {"type": "FeatureCollection", "features": [feature(mark, reading.sheet) for mark in reading.marks]}


def feature(mark: Mark, sheet: KnownSheet) -> dict[str, Any]:
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(sheet.crs, 4326, always_xy=True)
    ground = sheet.ground(mark.path)
    places = [[round(x, 7), round(y, 7)] for x, y in zip(*to_degrees.transform(*ground.T), strict=True)]
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


def _geometry(mark: Mark, places: list[list[float]]) -> dict[str, Any]:
    if mark.kind == "point":
        return {"type": "Point", "coordinates": places[0]}
    if mark.kind == "line":
        return {"type": "LineString", "coordinates": places}
    ring = places if places[0] == places[-1] else [*places, places[0]]
    return {"type": "Polygon", "coordinates": [ring]}
