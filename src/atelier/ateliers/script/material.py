"""The material of a script: written one thing a line, summed for the whole workshop."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from django.utils.translation import gettext_lazy as _

from atelier.ateliers.script.errors import MaterialUnreadable

LINE = re.compile(r"^(?:(?P<quantity>\d{1,4})\s*(?:×|x)?\s+)?(?P<what>[^/]+?)(?:\s*/\s*(?P<per>[^/]+))?$")
ROOM, TABLE, PERSON = "room", "table", "person"
WORDS = {
    ROOM: ("", "room", "salle", "séance", "atelier"),
    TABLE: ("table", "tables", "par table"),
    PERSON: ("person", "people", "personne", "personnes", "pers", "participant"),
}
PER = {ROOM: "", TABLE: _("table"), PERSON: _("person")}


class Material(TypedDict):
    quantity: int
    what: str
    per: str


@dataclass(frozen=True)
class Needed:
    """A thing to bring, with its number for the whole workshop."""

    what: str
    quantity: int


def material_of(text: str) -> list[Material]:
    """«2 gommes / table» → two erasers for each table; without «/», for the room. Raises MaterialUnreadable."""
    return [_thing(line.strip()) for line in text.splitlines() if line.strip()]


def text_of(material: Iterable[Material]) -> str:
    """As it is typed."""
    return "\n".join(f"{one['quantity']} {one['what']}" + _slash(one["per"]) for one in material)


def needed(material: Iterable[Material], *, tables: int, people: int) -> list[Needed]:
    """The list to pack, by name: every mention counts. A thing that stays on the table all day is written once."""
    counts: dict[str, int] = {}
    times = {ROOM: 1, TABLE: tables, PERSON: people}
    for one in material:
        name = one["what"]
        counts[name] = counts.get(name, 0) + one["quantity"] * times[one["per"]]
    return [Needed(what, quantity) for what, quantity in sorted(counts.items(), key=lambda pair: pair[0].lower())]


def _thing(line: str) -> Material:
    found = LINE.match(line)
    per = (found["per"] or "").strip().lower() if found else ""
    kind = next((kind for kind, words in WORDS.items() if per in words), "")
    if found is None or not kind:
        raise MaterialUnreadable(line=line)
    return {"quantity": int(found["quantity"] or 1), "what": found["what"].strip(), "per": kind}


def _slash(per: str) -> str:
    return f" / {PER[per]}" if per != ROOM else ""
