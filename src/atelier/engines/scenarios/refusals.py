"""What cannot be weighed: stable codes, each with the sentence of the command line."""

from __future__ import annotations

from enum import StrEnum


class ScenarioCode(StrEnum):
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NO_COLUMN = "no_column"
    SAME_ID = "same_id"
    UNKNOWN = "unknown"
    BAD_NUMBER = "bad_number"
    BAD_WISH = "bad_wish"
    BAD_MEANS = "bad_means"
    TOO_MANY = "too_many"


SENTENCES = {
    ScenarioCode.EMPTY: "The file holds no action. Give a CSV with a header line and one action a line.",
    ScenarioCode.UNREADABLE: "Line %(line)s cannot be read as CSV. Save the file again as CSV, UTF-8.",
    ScenarioCode.NO_COLUMN: "There is no column “%(column)s”; there are: %(columns)s.",
    ScenarioCode.SAME_ID: "Two actions have the identifier “%(id)s”. Give each its own.",
    ScenarioCode.UNKNOWN: "There is no action “%(id)s”, which “%(asked)s” names.",
    ScenarioCode.BAD_NUMBER: "“%(value)s” (line %(line)s, column %(column)s) is not a number from 0 up.",
    ScenarioCode.BAD_WISH: "“%(value)s” (line %(line)s) is neither must nor never.",
    ScenarioCode.BAD_MEANS: "“%(value)s” does not state means. Write a number, or 2027=40000,2028=60000.",
    ScenarioCode.TOO_MANY: "%(actions)s actions are too many at once (%(most)s at most).",
}


class ScenarioRefused(ValueError):
    """Nothing was chosen."""

    def __init__(self, code: ScenarioCode, **values: str | int) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code] % self.values
