"""What the notebook says of each verb of the audit: a registry to which every room adds its own at start.

A verb is told (a sentence each time), counted (one sentence a day, with the number), or deliberately silent, with why.
A test holds that every verb written about an atelier is one of the three.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise

Words = str | Promise
DAY = re.compile(r"\d{4}-\d\d-\d\d")

_told: dict[str, Words] = {}
_counted: dict[str, Callable[[int], str]] = {}
_silent: dict[str, str] = {}


def tell(verb: str, sentence: Words) -> None:
    """One sentence a row. Placeholders: %(thing)s, what the row is about, and the row's details by name.

    `sentence` is English, translated lazily; a detail that an old row does not have is said “…”.
    """
    _told[verb] = sentence


def count(verb: str, sentence: Callable[[int], str]) -> None:
    """One sentence a day for all the rows of this verb: `sentence` gives, for a number, words that hold %(count)s
    (a call of ngettext)."""
    _counted[verb] = sentence


def keep_silent(verbs: str | Iterable[str], why: str) -> None:
    """These verbs are for the audit alone. `why` is for whoever reads the code."""
    for verb in [verbs] if isinstance(verbs, str) else verbs:
        _silent[verb] = why


def told_verbs() -> frozenset[str]:
    return frozenset(_told)


def counted_verbs() -> frozenset[str]:
    return frozenset(_counted)


def known_verbs() -> frozenset[str]:
    """Every verb somebody thought about."""
    return frozenset(_told) | frozenset(_counted) | frozenset(_silent)


def sentence_of(verb: str, thing: str, details: Mapping[str, Any]) -> str:
    """A told verb in words."""
    values: dict[str, Any] = defaultdict(lambda: "…")
    values.update({name: _plain(value) for name, value in details.items()})
    values["thing"] = thing or values["title"]
    return str(_told[verb]) % values


def sentence_of_count(verb: str, number: int) -> str:
    return _counted[verb](number) % {"count": number}


def _plain(value: Any) -> str:
    if isinstance(value, str) and DAY.fullmatch(value):
        return date_format(dt.date.fromisoformat(value), "j F Y")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
