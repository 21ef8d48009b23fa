"""What gives no perimeter: stable codes, each with the sentence of the command line."""

from __future__ import annotations

from enum import StrEnum


class PerimeterCode(StrEnum):
    NO_DRAWING = "no_drawing"
    NO_COMMUNE = "no_commune"
    BAD_SHARE = "bad_share"
    UNKNOWN_COMMUNE = "unknown_commune"


SENTENCES = {
    PerimeterCode.NO_DRAWING: "Nothing in the file has a place. Give points, lines or surfaces in GeoJSON.",
    PerimeterCode.NO_COMMUNE: "No commune is where this is drawn. Are the coordinates longitude, latitude (WGS 84)?",
    PerimeterCode.BAD_SHARE: "A share lies between 0 and 1, 0 left out: 0.8 for four fifths. “%(share)s” does not.",
    PerimeterCode.UNKNOWN_COMMUNE: "No commune has the code “%(commune)s”. Give INSEE codes, like 76217 for Dieppe.",
}


class PerimeterRefused(ValueError):
    """Nothing was computed."""

    def __init__(self, code: PerimeterCode, **values: str | float) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code] % self.values
