"""Why a photograph cannot be read, and what is to be known of one that was: codes, put in words by the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MOST_BYTES = 60_000_000
MOST_PIXELS = 120_000_000


class PhotoCode(StrEnum):
    """Stable: they are kept beside the photograph."""

    NOT_AN_IMAGE = "not_an_image"
    TRUNCATED = "truncated"
    TOO_HEAVY = "too_heavy"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    NO_FILE = "no_file"
    TOO_DARK = "too_dark"
    BLURRED = "blurred"
    NO_MARKERS = "no_markers"
    TOO_FEW_MARKERS = "too_few_markers"
    PAGE_WITHOUT_FRAME = "page_without_frame"
    ANOTHER_MAP = "another_map"
    UNKNOWN_SHEET = "unknown_sheet"
    NEWER = "newer"
    PRINT_UNKNOWN = "print_unknown"
    TOO_FAR = "too_far"
    ALREADY_READ = "already_read"
    TOO_MANY_WAITING = "too_many_waiting"
    BROKEN = "broken"


class RemarkCode(StrEnum):
    """What does not prevent the reading."""

    MARKERS_MISSING = "markers_missing"
    REFLECTION = "reflection"
    SEVERAL_SHEETS = "several_sheets"
    LEGEND_CHANGED = "legend_changed"


Value = str | int | list[int]


class PhotoUnreadable(ValueError):
    """`values` fill the sentence: numbers, names, places of markers (0 to 7, clockwise from the top left)."""

    def __init__(self, code: PhotoCode, **values: Value) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Remark:
    code: RemarkCode
    values: Mapping[str, Value] = field(default_factory=dict)
