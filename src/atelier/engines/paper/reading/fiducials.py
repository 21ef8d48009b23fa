"""Which sheets are in a photograph, and where their markers are."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.markers import PLACES
from atelier.engines.paper.reading.known import KnownSheet, sheet_of_code
from atelier.engines.paper.reading.refusals import PhotoUnreadable
from atelier.engines.paper.sheet_code import CodeUnreadable, parse_code

Gray = NDArray[np.uint8]
Corners = NDArray[np.float32]  # 4, 2: clockwise from the tag's own top left, pixels
LEAST_MARKERS = 3
PLACE_NAMES = ("top left", "top middle", "top right", "right middle", "bottom right", "bottom middle", "bottom left",
               "left middle")  # fmt: skip
SENTENCES = {
    "newer": "This sheet was printed by a later version of the software: bring this one up to date.",
    "too_few_markers": (
        "Too few markers are seen: missing {missing}. Take the whole sheet, flat, its black squares visible."
    ),
    "unknown_sheet": (
        "This sheet is not one of those given, and its QR cannot be read: "
        "take the photograph again with the QR sharp (bottom right)."
    ),
    "page_without_frame": "The QR is seen but not the black squares around the map: take the whole sheet.",
    "another_map": "The QR of this page is not one of ours: this is not a sheet printed by this programme.",
    "too_dark": "The photograph is too dark: no marker is seen. Take it again with more light.",
    "blurred": "The photograph is blurred: no marker is seen. Hold still and take it again.",
    "no_markers": "No sheet of ours is seen: no black squares around a map. If it is one, come closer, take it whole.",
}


@dataclass(frozen=True)
class Seen:
    """A sheet in a photograph: its markers by place."""

    sheet: KnownSheet
    markers: dict[int, Corners]

    @property
    def missing(self) -> list[str]:
        return [name for place, name in enumerate(PLACE_NAMES) if place not in self.markers]


def sheets_in(gray: Gray, catalogue: list[KnownSheet]) -> list[Seen]:
    """Every sheet of ours in the picture. Raises PhotoUnreadable when there is none."""
    tags = find_tags(gray)
    groups: dict[int, dict[int, Corners]] = {}
    for identity, corners in tags.items():
        groups.setdefault(identity // PLACES, {})[identity % PLACES] = corners
    known = {sheet.sheet_id: sheet for sheet in catalogue}
    half = gray if gray.size < 5_000_000 else cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    codes, foreign = _codes_of(half)
    if half is not gray and not codes and not groups.keys() & {sheet.group for sheet in catalogue}:
        codes, foreign = _codes_of(gray)  # slow, and only worth it when nothing else names the sheet
    named = [known.get(sheet.sheet_id, sheet) for sheet in codes]
    by_group = {sheet.group: sheet for sheet in [*catalogue, *named]}
    seen = [
        Seen(by_group[group], markers)
        for group, markers in groups.items()
        if group in by_group and len(markers) >= LEAST_MARKERS
    ]
    if not seen:
        raise _refused(gray, groups, by_group, foreign, has_code=bool(codes))
    return seen


def find_tags(gray: Gray) -> dict[int, Corners]:
    """AprilTags 36h11 by identity, to a fraction of a pixel."""
    family = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11)
    parameters = cv2.aruco.DetectorParameters()
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    parameters.errorCorrectionRate = 0.4  # a false tag is worse than a missing one
    corners, identities, _ = cv2.aruco.ArucoDetector(family, parameters).detectMarkers(gray)
    if identities is None:
        return {}
    return {int(one): place.reshape(4, 2) for one, place in zip(identities.ravel(), corners, strict=True)}


def _codes_of(gray: Gray) -> tuple[list[KnownSheet], str]:
    """Sheets named by a QR, and why another QR was not understood: empty, foreign, version, damaged."""
    import zxingcpp

    found, reason = [], ""
    for barcode in zxingcpp.read_barcodes(gray, formats=zxingcpp.BarcodeFormat.QRCode):
        try:
            found.append(sheet_of_code(parse_code(barcode.text)))
        except CodeUnreadable as error:
            reason = error.reason
    return found, reason


def _refused(
    gray: Gray, groups: dict[int, dict[int, Corners]], known: dict[int, KnownSheet], foreign: str, *, has_code: bool
) -> PhotoUnreadable:
    if foreign == "version":
        return PhotoUnreadable("newer", SENTENCES["newer"])
    most = max((len(markers) for markers in groups.values()), default=0)
    mine = [markers for group, markers in groups.items() if group in known]
    if mine:
        missing = ", ".join(name for place, name in enumerate(PLACE_NAMES) if place not in max(mine, key=len))
        return PhotoUnreadable("too_few_markers", SENTENCES["too_few_markers"].format(missing=missing))
    return PhotoUnreadable(code := _why(gray, most, foreign, has_code=has_code), SENTENCES[code])


def _why(gray: Gray, most: int, foreign: str, *, has_code: bool) -> str:
    if most >= LEAST_MARKERS:
        return "unknown_sheet"
    if has_code:
        return "page_without_frame"
    if foreign:
        return "another_map"
    if gray.mean() < 40:
        return "too_dark"
    return "blurred" if cv2.Laplacian(gray, cv2.CV_64F).var() < 12 else "no_markers"
