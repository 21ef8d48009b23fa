"""Settings of the calls that change with the years: rows with the day they hold from, in data/."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import timezone

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Limits:
    """What the light door takes, and how long somebody counts as present.

    from_one_address_an_hour: ideas from one network address; to_one_email_a_day: acknowledgements one address gets;
    least_seconds: a form filled faster was not filled by a person; most_letters: length of an answer.
    """

    valid_from: dt.date
    from_one_address_an_hour: int
    to_one_email_a_day: int
    least_seconds: int
    most_letters: int
    presence_seconds: int


def limits(day: dt.date | None = None) -> Limits:
    """Those that hold on a day, today if none is said."""
    on = day or timezone.localdate()
    return max((row for row in _limits() if row.valid_from <= on), key=lambda row: row.valid_from)


@cache
def _limits() -> tuple[Limits, ...]:
    rows = json.loads((DATA / "light-door.json").read_text(encoding="utf-8"))
    return tuple(Limits(**{**row, "valid_from": dt.date.fromisoformat(row["valid_from"])}) for row in rows)
