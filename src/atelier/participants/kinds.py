"""Sub-kinds of colleges and disciplines: data that an installation may change (`people/colleges.json`)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from atelier.engines.lists.headings import plain
from atelier.people.enums import College

FILE = Path("people") / "colleges.json"


@dataclass(frozen=True)
class Kind:
    """A sub-kind of a college, or (college "") a discipline. `also`: other words that lists use for it."""

    key: str
    name: str
    college: str = ""
    also: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Kinds:
    """Those that hold from `valid_from` on."""

    valid_from: dt.date
    kinds: tuple[Kind, ...]
    disciplines: tuple[Kind, ...]

    def of(self, college: str) -> list[Kind]:
        return [kind for kind in self.kinds if kind.college == college]

    def kind_named(self, words: str) -> Kind | None:
        """By key, name, or one of the words lists use."""
        return _named(self.kinds, words)

    def discipline_named(self, words: str) -> Kind | None:
        return _named(self.disciplines, words)

    def name_of(self, key: str) -> str:
        """What a key is called; the key itself when the data no longer knows it."""
        return next((one.name for one in (*self.kinds, *self.disciplines) if one.key == key), key)


def present_kinds() -> Kinds:
    """The last that came into force: the file holds one table, or a list of them by date."""
    path = Path(settings.DATA_DIR) / FILE
    tables = _read(path, path.stat().st_mtime_ns)
    today = timezone.localdate()
    return max((one for one in tables if one.valid_from <= today), key=lambda one: one.valid_from, default=tables[0])


def college_named(words: str) -> str:
    """The college of these words: its key, its name, or one of its sub-kinds'. "" when none."""
    asked = plain(words)
    if not asked:
        return ""
    for college in College:
        if asked in {plain(college.value), plain(str(college.label))}:
            return str(college.value)
    for word, value in WORDS.items():
        if asked == word or asked.startswith(f"{word} "):
            return value
    kind = present_kinds().kind_named(words)
    return kind.college if kind else ""


WORDS: dict[str, str] = {
    "elus": College.ELECTED,
    "elu": College.ELECTED,
    "elue": College.ELECTED,
    "techniciens": College.TECHNICAL,
    "technicien": College.TECHNICAL,
    "etat": College.STATE,
    "services de l etat": College.STATE,
    "entreprises": College.ECONOMIC,
    "acteurs economiques": College.ECONOMIC,
    "economique": College.ECONOMIC,
    "socio economique": College.ECONOMIC,
    "associations": College.CIVIL,
    "societe civile": College.CIVIL,
    "porteurs de projet": College.BEARER,
    "habitants": College.INHABITANT,
    "citoyens": College.INHABITANT,
    "equipe": College.TEAM,
}


@lru_cache(maxsize=2)
def _read(path: Path, _changed_ns: int) -> tuple[Kinds, ...]:
    said = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_table(one) for one in (said if isinstance(said, list) else [said]))


def _table(said: dict[str, object]) -> Kinds:
    def rows(name: str) -> tuple[Kind, ...]:
        listed: list[dict[str, object]] = said[name]  # type: ignore[assignment]
        return tuple(
            Kind(str(row["key"]), str(row["name"]), str(row.get("college", "")), tuple(map(str, row["also"])))  # type: ignore[call-overload]
            for row in listed
        )

    return Kinds(dt.date.fromisoformat(str(said["valid_from"])), rows("kinds"), rows("disciplines"))


def _named(kinds: tuple[Kind, ...], words: str) -> Kind | None:
    asked = plain(words)
    return _by_word(kinds).get(asked) if asked else None


@lru_cache(maxsize=8)
def _by_word(kinds: tuple[Kind, ...]) -> dict[str, Kind]:
    """Said once a table: a list of 50,000 lines asks it three times a line."""
    return {plain(word): kind for kind in reversed(kinds) for word in (kind.key, kind.name, *kind.also)}
