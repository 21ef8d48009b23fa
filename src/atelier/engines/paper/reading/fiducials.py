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
    codes, foreign = _codes_of(gray)
    known = {sheet.sheet_id: sheet for sheet in catalogue}
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
        return PhotoUnreadable("newer", "This sheet was printed by a later version of the software: bring this one up to date.")
    most = max((len(markers) for markers in groups.values()), default=0)
    mine = [markers for group, markers in groups.items() if group in known]
    if mine:
        missing = [name for place, name in enumerate(PLACE_NAMES) if place not in max(mine, key=len)]
        return PhotoUnreadable("too_few_markers", f"Too few markers are seen: missing {', '.join(missing)}. Take the whole sheet, flat, its black squares visible.")
    if most >= LEAST_MARKERS:
        return PhotoUnreadable("unknown_sheet", "This sheet is not one of those given, and its QR cannot be read: take the photograph again with the QR sharp (bottom right).")
    if has_code:
        return PhotoUnreadable("page_without_frame", "The QR is seen but not the black squares around the map: take the whole sheet.")
    if foreign:
        return PhotoUnreadable("another_map", "The QR of this page is not one of ours: this is not a sheet printed by this programme.")
    if gray.mean() < 40:
        return PhotoUnreadable("too_dark", "The photograph is too dark: no marker is seen. Take it again with more light.")
    if cv2.Laplacian(gray, cv2.CV_64F).var() < 12:
        return PhotoUnreadable("blurred", "The photograph is blurred: no marker is seen. Hold still and take it again.")
    return PhotoUnreadable("no_markers", "No sheet of ours is seen: no black square around a map. If it is one, come closer and take it whole.")
