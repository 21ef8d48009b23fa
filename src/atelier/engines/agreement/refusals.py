"""Why votes cannot be read or grouped: stable codes, whose sentences the rooms say."""

from __future__ import annotations

from enum import StrEnum


class VoteCode(StrEnum):
    """Each has its line in docs/reference/agreement.md."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NO_COLUMN = "no_column"
    SHORT_LINE = "short_line"
    NO_NAME = "no_name"
    NOT_A_VOTE = "not_a_vote"
    NOT_A_MODERATION = "not_a_moderation"
    ONE_PERSON = "one_person"
    ALL_MODERATED = "all_moderated"
    TOO_MANY_GROUPS = "too_many_groups"
    NOT_GROUPS = "not_groups"


class VotesRefused(ValueError):
    """Nothing was computed."""

    def __init__(self, code: VoteCode, **values: str | int) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values
