"""Why a relief cannot be made: a stable code and a sentence that says what to do."""

from __future__ import annotations

from enum import StrEnum


class ReliefCode(StrEnum):
    """Reasons of a refusal (docs/reference/relief.md)."""

    UNREADABLE = "unreadable"
    NO_PROJECTION = "no_projection"
    UNKNOWN_PROJECTION = "unknown_projection"
    DEGREES = "degrees"
    BOUNDS = "bounds"
    OUTSIDE = "outside"
    ALL_UNKNOWN = "all_unknown"
    TOO_FEW_CELLS = "too_few_cells"
    OVERLAY_UNREADABLE = "overlay_unreadable"
    OVERLAY_EMPTY = "overlay_empty"
    CELL_TOO_LARGE = "cell_too_large"
    TOO_SMALL = "too_small"
    TOO_MANY_PIECES = "too_many_pieces"
    TOO_MANY_SHEETS = "too_many_sheets"
    TOO_MANY_LAYERS = "too_many_layers"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_MANY_LINES = "too_many_lines"
    FLAT = "flat"
    BED_TOO_SMALL = "bed_too_small"
    FORMAT = "format"


SENTENCES = {
    ReliefCode.UNREADABLE: "%(file)s cannot be read as an elevation raster. Give a GeoTIFF or an ASCII grid.",
    ReliefCode.NO_PROJECTION: "%(file)s does not say its projection. Name it, for instance --crs EPSG:2154.",
    ReliefCode.UNKNOWN_PROJECTION: "“%(crs)s” is not a projection known here. Write it EPSG:2154.",
    ReliefCode.DEGREES: "%(file)s has steps of %(step)s m: these look like degrees. Name its projection, for instance "
    "--crs EPSG:4326.",
    ReliefCode.BOUNDS: "%(bounds)s is not an extent: give west, south, east, north, in degrees, west under east and "
    "south under north.",
    ReliefCode.OUTSIDE: "The extent asked for does not meet the ground of %(file)s, which covers %(bounds)s.",
    ReliefCode.ALL_UNKNOWN: "No height is known in the extent asked for. Choose another extent or another raster.",
    ReliefCode.TOO_FEW_CELLS: "The extent holds %(rows)s × %(columns)s cells; a relief needs at least 2 × 2. Widen it.",
    ReliefCode.OVERLAY_UNREADABLE: "%(file)s cannot be read as a layer. Give a GeoJSON or a GeoPackage.",
    ReliefCode.OVERLAY_EMPTY: "%(file)s holds no area to crop with.",
    ReliefCode.CELL_TOO_LARGE: "One cell of the raster would be %(cell)s mm wide on the model, more than the "
    "%(room)s mm there is. Choose a smaller scale, for instance 1:%(scale)s.",
    ReliefCode.TOO_SMALL: "The model would measure %(width)s × %(depth)s mm. Choose a larger scale.",
    ReliefCode.TOO_MANY_PIECES: "This would make %(count)s pieces, at most %(limit)s. Choose a smaller scale "
    "or a larger bed.",
    ReliefCode.TOO_MANY_SHEETS: "This would take at least %(count)s sheets, at most %(limit)s. Choose a smaller scale "
    "or larger sheets.",
    ReliefCode.TOO_MANY_LAYERS: "This would make %(count)s layers, at most %(limit)s. Choose a thicker sheet, "
    "a smaller exaggeration or a smaller scale.",
    ReliefCode.TOO_MANY_CELLS: "The model would need %(count)s million points, at most %(limit)s. Choose a smaller "
    "scale or ask for fewer details.",
    ReliefCode.TOO_MANY_LINES: "This would draw %(count)s levels, at most %(limit)s. Choose a larger interval.",
    ReliefCode.FLAT: "The ground is flat at this thickness: no layer rises above the first. Choose a thinner sheet or "
    "a larger exaggeration.",
    ReliefCode.BED_TOO_SMALL: "A bed or sheet of %(bed)s mm is too small: at least %(least)s mm a side.",
    ReliefCode.FORMAT: "%(suffix)s files are not made here. Choose %(choices)s.",
}


class ReliefRefused(ValueError):
    """Nothing is written; `sentence` says what to do, `code` and `values` let a room say it in its own words."""

    def __init__(self, code: ReliefCode, **values: str | int) -> None:
        self.code, self.values = code, values
        self.sentence = SENTENCES[code] % values
        super().__init__(self.sentence)
