"""What a list would do to the contacts: new, changed field by field, the same, twice in the list, or wrong.

Nothing is written here. An empty cell never erases what is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from msgspec import Struct

from atelier.engines.lists.headings import plain
from atelier.engines.lists.reading import People
from atelier.participants.contacts.commands import FIELDS
from atelier.participants.contacts.models import Contact
from atelier.participants.importing.places import Communes
from atelier.participants.kinds import college_named, present_kinds

LOOKED_UP = {"college", "sub_kind", "discipline", "commune"}  # words that become a key or a code
LONGEST = {name: getattr(Contact._meta.get_field(name), "max_length", 0) for name in FIELDS if name not in LOOKED_UP}
NEW, CHANGED, SAME, TWICE, WRONG = "new", "changed", "same", "twice", "wrong"


class Change(Struct):
    """A field that becomes something else."""

    field: str
    before: str
    after: str


class Remark(Struct):
    """What is wrong or unclear on a line; sentences.py says it. `is_error`: the line is left out."""

    code: str
    value: str = ""
    is_error: bool = True


class Item(Struct):
    """A line of the list. `contact`: the one it is about, "" for a new one; `of_line`: where it stands already."""

    line: int
    verb: str
    name: str
    values: dict[str, str]
    contact: str = ""
    changes: list[Change] = []
    remarks: list[Remark] = []
    of_line: int = 0


@dataclass
class Comparison:
    """Lines beside contacts, whose own index grows as lines are taken."""

    contacts: Iterable[Contact]
    communes: Communes
    default_college: str = ""
    by_email: dict[str, Contact] = field(default_factory=dict)
    by_name: dict[tuple[str, str], Contact] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.kinds = present_kinds()
        self.colleges: dict[str, str] = {}
        for contact in self.contacts:
            if contact.email:
                self.by_email[contact.email] = contact
            self.by_name.setdefault((plain(contact.name), plain(contact.organisation)), contact)

    def item(self, line: int, said: Mapping[str, str]) -> Item:
        """What becomes of a line; `said`: field of the list → cell."""
        values, remarks = self._values(said)
        name = values.get("name", "")
        if any(remark.is_error for remark in remarks):
            return Item(line, WRONG, name, values, remarks=remarks)
        found = self._found(values)
        identity = str(found.pk) if found else values.get("email") or f"{plain(name)}|{plain(values['organisation'])}"
        if identity in self.seen:
            return Item(line, TWICE, name, values, of_line=self.seen[identity])
        self.seen[identity] = line
        if found is None:
            if not values["college"]:
                return Item(line, WRONG, name, values, remarks=[*remarks, Remark("no_college")])
            return Item(line, NEW, name, values, remarks=remarks)
        changes = [
            Change(key, getattr(found, key) or "", value)
            for key, value in values.items()
            if value and value != (getattr(found, key) or "")
        ]
        return Item(line, CHANGED if changes else SAME, name, values, str(found.pk), changes, remarks)

    def _found(self, values: Mapping[str, str]) -> Contact | None:
        email = values["email"]
        if email and (contact := self.by_email.get(email)):
            return contact
        named = self.by_name.get((plain(values["name"]), plain(values["organisation"])))
        if named and email and named.email and named.email != email:
            return None  # somebody else of the same name in the same house
        return named

    def _values(self, said: Mapping[str, str]) -> tuple[dict[str, str], list[Remark]]:
        values = {name: _harmless(said.get(name, ""))[: LONGEST.get(name)] for name in FIELDS}
        values["name"] = values["name"] or _joined(said)[: LONGEST["name"]]
        values["email"] = values["email"].lower().removeprefix("mailto:")
        remarks = []
        if not values["name"]:
            remarks.append(Remark("no_name"))
        if values["email"] and not _is_address(values["email"]):
            remarks.append(Remark("wrong_address", values["email"]))
        remarks += self._place_in_colleges(values, said)
        if asked := values["commune"]:
            values["commune"] = self.communes.code_of(asked)
            if not values["commune"]:
                remarks.append(Remark("unknown_commune", asked, is_error=False))
        return values, remarks

    def _place_in_colleges(self, values: dict[str, str], said: Mapping[str, str]) -> list[Remark]:
        """College, sub-kind and discipline as keys; what one says tells the others."""
        remarks = []
        kind = self.kinds.kind_named(values["sub_kind"]) or self.kinds.kind_named(said.get("college", ""))
        kind = kind or self.kinds.kind_named(values["function"])
        asked = values["college"]
        values["college"] = self._college(asked) or (kind.college if kind else "") or self.default_college
        if asked and not self._college(asked) and not kind:
            remarks.append(Remark("unknown_college", asked, is_error=not self.default_college))
        values["sub_kind"] = kind.key if kind and kind.college == values["college"] else ""
        discipline = self.kinds.discipline_named(values["discipline"])
        values["discipline"] = discipline.key if discipline else ""
        return remarks

    def _college(self, words: str) -> str:
        if words not in self.colleges:
            self.colleges[words] = college_named(words)
        return self.colleges[words]


def compare(
    people: People, columns: Mapping[str, int], *, contacts: Iterable[Contact], communes: Communes, college: str = ""
) -> list[Item]:
    """columns: field → number of its column. college: of the lines that say none."""
    comparison = Comparison(contacts, communes, college)
    return [
        comparison.item(line, {name: row[at] for name, at in columns.items()})
        for line, row in zip(people.numbers, people.rows, strict=True)
    ]


def _joined(said: Mapping[str, str]) -> str:
    return _harmless(f"{said.get('first_name', '')} {said.get('last_name', '')}".strip())


def _harmless(cell: str) -> str:
    """What our own export wrote with an apostrophe, so that no spreadsheet would run it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@" else cell


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST["email"]
