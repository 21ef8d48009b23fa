"""What cannot be grouped: stable codes, each with the sentence of the command line."""

from __future__ import annotations

from enum import StrEnum


class CardsCode(StrEnum):
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NO_TEXT_COLUMN = "no_text_column"
    SAME_ID = "same_id"
    NO_ID = "no_id"
    BAD_PLACE = "bad_place"
    NOWHERE = "nowhere"
    TOO_MANY = "too_many"
    PREVIOUS_UNREADABLE = "previous_unreadable"
    PREVIOUS_TWICE = "previous_twice"
    PREVIOUS_SAME_ID = "previous_same_id"


SENTENCES = {
    CardsCode.EMPTY: "The file holds no card. Give a CSV with a header line and one card a line.",
    CardsCode.UNREADABLE: "Line %(line)s cannot be read as CSV. Save the file again as CSV, UTF-8.",
    CardsCode.NO_TEXT_COLUMN: "No column holds the text of the cards. Call it texte or text; there are: %(columns)s.",
    CardsCode.SAME_ID: "Two cards have the identifier “%(id)s”. Give each its own.",
    CardsCode.NO_ID: "The card of line %(line)s has no identifier. Fill the column, or remove it to number the lines.",
    CardsCode.BAD_PLACE: "“%(value)s” (line %(line)s) is not a longitude and a latitude in degrees.",
    CardsCode.NOWHERE: "No card has a place: nearness on the ground needs columns lon and lat.",
    CardsCode.TOO_MANY: "%(cards)s cards are too many at once (%(most)s at most). Group one workshop at a time.",
    CardsCode.PREVIOUS_UNREADABLE: "The previous groups cannot be read (%(why)s). Give a file of this command.",
    CardsCode.PREVIOUS_TWICE: "In the previous groups, card “%(id)s” is in two places. Leave it in one.",
    CardsCode.PREVIOUS_SAME_ID: "Two of the previous groups have the identifier “%(id)s”. Give each its own.",
}


class CardsRefused(ValueError):
    """Nothing was grouped."""

    def __init__(self, code: CardsCode, **values: str | int) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code] % self.values
