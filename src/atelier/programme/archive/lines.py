"""The file of the archive, format 1: JSON, one thing a line; the first line says the format.

Kinds in any order: a line may name what a later one describes. Fields are described in the reference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from django.utils.translation import gettext as _

FORMAT, VERSION = "atelier-programme", 1
MOST_LINES, MOST_BYTES = 20_000, 20_000_000


class Header(msgspec.Struct, frozen=True):
    format: str
    version: int
    source: str = ""


class TermLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="what", tag="term"):
    family: str
    slug: str
    name: str


class SessionLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="what", tag="session"):
    slug: str
    kind: str
    title: str
    first_year: int
    last_year: int
    number: int | None = None
    theme: str = ""
    source: str = ""


class EntryLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="what", tag="atelier"):
    """`terms`: slugs. `places`: codes of communes and groupings. `session`: its slug."""

    slug: str
    kind: str
    title: str
    place: str
    places: list[str] = []
    session: str = ""
    terms: list[str] = []
    first_year: int | None = None
    last_year: int | None = None
    summary: str = ""
    story: str = ""
    team: str = ""
    steering: str = ""
    source: str = ""
    source_url: str = ""


class PublicationLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="what", tag="publication"):
    slug: str
    kind: str
    title: str
    year: int | None = None
    authors: str = ""
    publisher: str = ""
    summary: str = ""
    url: str = ""
    source: str = ""
    sessions: list[str] = []
    ateliers: list[str] = []
    terms: list[str] = []


class EventLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="what", tag="event"):
    slug: str
    year: int
    lane: str
    title: str
    rank: int = 0
    session: str = ""
    publication: str = ""
    url: str = ""
    source: str = ""


Line = TermLine | SessionLine | EntryLine | PublicationLine | EventLine
ORDER: tuple[type[Line], ...] = (TermLine, SessionLine, EntryLine, PublicationLine, EventLine)


@dataclass(frozen=True)
class Problem:
    """What is wrong at a line, counted from 1; 0 for the file as a whole."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(sentence)s") % vars(self) if self.line else self.sentence


@dataclass(frozen=True)
class Archive:
    """`lines`: (line number, what it says), what is named before what names it. Problems forbid to write any."""

    lines: list[tuple[int, Line]]
    problems: list[Problem]


def read_archive(path: Path) -> Archive:
    """Read and check the form of a file; whether its names and places exist is asked when it is written."""
    if path.stat().st_size > MOST_BYTES:
        return Archive([], [Problem(0, _("This file is too big for an archive of the programme."))])
    try:
        texts = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        return Archive([], [Problem(0, _("This file is not text in UTF-8."))])
    if problem := _header_problem(texts[:1]):
        return Archive([], [problem])
    lines: list[tuple[int, Line]] = []
    problems: list[Problem] = []
    for number, text in enumerate(texts[1 : MOST_LINES + 1], start=2):
        if not text.strip():
            continue
        try:
            lines.append((number, msgspec.json.decode(text, type=Line)))
        except msgspec.DecodeError as error:
            problems.append(Problem(number, _("it is not as the format says (%(detail)s).") % {"detail": error}))
    problems += _twice(lines)
    return Archive(sorted(lines, key=lambda pair: (ORDER.index(type(pair[1])), pair[0])), problems)


def _header_problem(first: list[str]) -> Problem | None:
    try:
        header = msgspec.json.decode(first[0] if first else "", type=Header)
    except msgspec.DecodeError:
        return Problem(1, _('it must say the format: {"format": "atelier-programme", "version": 1}.'))
    if header.format != FORMAT:
        return Problem(1, _("this is not an archive of the programme."))
    if header.version != VERSION:
        return Problem(
            1, _("version %(version)s is not known here; bring the software up to date.") % {"version": header.version}
        )
    return None


def _twice(lines: Iterable[tuple[int, Line]]) -> Iterator[Problem]:
    """Two lines that describe the same thing."""
    first: dict[tuple[Any, ...], int] = {}
    for number, line in lines:
        name = (type(line), line.slug)
        if name in first:
            words = {"slug": line.slug, "first": first[name]}
            yield Problem(number, _("“%(slug)s” is described on line %(first)s already.") % words)
        first.setdefault(name, number)
