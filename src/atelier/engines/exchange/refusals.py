"""What can be wrong with a file, or with one of its features: stable codes, whose sentences the rooms say."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from msgspec import Struct

Values = dict[str, str | int]


class FileCode(StrEnum):
    """Why a file as a whole cannot be read (docs/reference/imports.md)."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_MAP = "not_a_map"
    UNREADABLE = "unreadable"
    SHP_ALONE = "shp_alone"
    SHP_INCOMPLETE = "shp_incomplete"
    BROKEN_ZIP = "broken_zip"
    LOCKED_ZIP = "locked_zip"
    ZIP_BOMB = "zip_bomb"
    ZIP_PATH = "zip_path"
    NOTHING_IN_ZIP = "nothing_in_zip"
    XML_WITH_DOCTYPE = "xml_with_doctype"
    NO_PLACE_COLUMN = "no_place_column"
    NO_FEATURE = "no_feature"
    TOO_MANY_FEATURES = "too_many_features"
    TOO_MANY_POSITIONS = "too_many_positions"
    NO_PROJECTION = "no_projection"


class ProblemCode(StrEnum):
    """What is wrong or was changed in one feature (docs/reference/imports.md)."""

    NO_PLACE = "no_place"
    UNREADABLE_FEATURE = "unreadable_feature"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_WORLD = "out_of_world"
    ENCLOSES_NOTHING = "encloses_nothing"
    OUTSIDE_THE_MAP = "outside_the_map"
    REPAIRED = "repaired"
    HOLES_FILLED = "holes_filled"
    SIMPLIFIED = "simplified"
    PROJECTION_GUESSED = "projection_guessed"
    PROJECTION_WRONG = "projection_wrong"
    AXES_SWAPPED = "axes_swapped"
    LAYER_PASSED_OVER = "layer_passed_over"


ERRORS = frozenset(
    {
        ProblemCode.NO_PLACE,
        ProblemCode.UNREADABLE_FEATURE,
        ProblemCode.NOT_A_NUMBER,
        ProblemCode.OUT_OF_WORLD,
        ProblemCode.ENCLOSES_NOTHING,
    }
)


class FileRefused(ValueError):
    """The file cannot be read at all; nothing of it was taken."""

    def __init__(self, code: FileCode, **values: str | int) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


class Problem(Struct, frozen=True):
    """An error (the feature is left out) or a warning. `feature` counts from 1; 0 is the whole file."""

    feature: int
    code: str
    values: dict[str, Any] = {}

    @property
    def is_error(self) -> bool:
        return self.code in ERRORS
