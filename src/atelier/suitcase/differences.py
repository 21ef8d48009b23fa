"""What differs between two sides, as codes and values that a page turns into sentences."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

MOST_LISTED = 500


class Difference(StrEnum):
    """Stable codes; docs/reference/suitcase.md says them all."""

    ROW = "row"
    OBJECT = "object"
    ERASED = "erased"
    CUT_TWICE = "cut_twice"
    LOCKED = "locked"
    CLOSED = "closed"
    SAME_OBJECT = "same_object"
    SAME_PERSON = "same_person"
    ROLE = "role"
    CODE = "code"
    NAMED = "named"


class Report:
    """What an arrival brought and what differed; the first MOST_LISTED are told one by one, all are counted."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.differences: list[dict[str, Any]] = []

    def count(self, what: str, more: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + more

    def differ(self, code: Difference, **values: Any) -> None:
        self.count("differences")
        if len(self.differences) < MOST_LISTED:
            self.differences.append({"code": str(code), **values})
