"""Which sheets are in a photograph, and where their markers are."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.markers import PLACES
from atelier.engines.paper.reading.known import KnownSheet, sheet_of_code
from atelier.engines.paper.reading.refusals import PhotoCode, PhotoUnreadable
from atelier.engines.paper.sheet_code import CodeUnreadable, parse_code

Gray = NDArray[np.uint8]
Corners = NDArray[np.float32]  # 4, 2: clockwise from the tag's own top left, pixels
ENOUGH_MARKERS = 4  # to place a page by them alone
LEAST_SURE = 2  # of a group that nobody knows, for it to be a sheet at all


@dataclass(frozen=True)
class Seen:
    """A sheet in a photograph: its markers by place.

    others: sheets that bear the same markers, when its QR is not read.
    """

    sheet: KnownSheet
    markers: dict[int, Corners]
    others: tuple[KnownSheet, ...] = ()

    @property
    def missing(self) -> list[int]:
        """Places, 0 to 7."""
        return [place for place in range(PLACES) if place not in self.markers]


def sheets_in(gray: Gray, catalogue: list[KnownSheet]) -> list[Seen]:
    """Every sheet of ours in the picture. Raises PhotoUnreadable when there is none."""
    tags = find_tags(gray)
    groups: dict[int, dict[int, Corners]] = {}
    for identity, corners in tags.items():
        groups.setdefault(identity // PLACES, {})[identity % PLACES] = corners
    known = {sheet.sheet_id: sheet for sheet in catalogue}
    by_group = {group: [sheet for sheet in catalogue if group in sheet.groups] for group in groups}
    codes, foreign = _codes(gray, is_certain=any(len(sheets) == 1 for sheets in by_group.values()))
    named = [known.get(sheet.sheet_id, sheet) for sheet in codes]
    for sheet in named:  # several sheets have the same tags: 73 groups for all that was ever printed
        by_group |= {group: [sheet] for group in sheet.groups if group in groups}
    seen = [Seen(sheets[0], groups[group], tuple(sheets[1:])) for group, sheets in by_group.items() if sheets]
    enough = [one for one in seen if len(one.markers) >= ENOUGH_MARKERS]
    placed = {sheet.sheet_id for one in seen for sheet in (one.sheet, *one.others)}
    seen = enough or [*seen, *(Seen(sheet, {}) for sheet in named if sheet.sheet_id not in placed)]
    if not seen:
        raise _refused(gray, groups, foreign)
    return seen


def _codes(gray: Gray, *, is_certain: bool) -> tuple[list[KnownSheet], str]:
    """The codes of a photograph; at full size, which is slow, only where nothing else names the sheet."""
    half = gray if gray.size < 5_000_000 else cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    codes, foreign = _codes_of(half)
    if half is gray or codes or is_certain:
        return codes, foreign
    return _codes_of(gray)


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


def too_little(seen: Seen) -> PhotoUnreadable:
    """Why a sheet that was recognised is not placed."""
    if not seen.markers:
        return PhotoUnreadable(PhotoCode.PAGE_WITHOUT_FRAME)
    return PhotoUnreadable(PhotoCode.TOO_FEW_MARKERS, missing=seen.missing)


def _refused(gray: Gray, groups: dict[int, dict[int, Corners]], foreign: str) -> PhotoUnreadable:
    if foreign == "version":
        return PhotoUnreadable(PhotoCode.NEWER)
    most = max((len(markers) for markers in groups.values()), default=0)
    return PhotoUnreadable(_why(gray, most, foreign))


def _why(gray: Gray, most: int, foreign: str) -> PhotoCode:
    if most >= LEAST_SURE:
        return PhotoCode.UNKNOWN_SHEET
    if foreign:
        return PhotoCode.ANOTHER_MAP
    if gray.mean() < 40:
        return PhotoCode.TOO_DARK
    return PhotoCode.BLURRED if cv2.Laplacian(gray, cv2.CV_64F).var() < 12 else PhotoCode.NO_MARKERS
