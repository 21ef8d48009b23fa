"""What a suitcase says of itself, and the lines its members are made of (docs/reference/suitcase.md)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

KIND, FORMAT = "atelier.suitcase", 1
MANIFEST = "manifest.json"
ACCOUNTS, AUDIT, CONTRIBUTIONS = "accounts.jsonl", "audit.jsonl", "contributions.jsonl"
ROWS, JOURNALS, TERRITORY, SITE = "rows/", "journals/", "territory/", "site/"

GIGABYTE = 1_000_000_000
MOST_BYTES = 4 * GIGABYTE
MOST_MEMBERS = 20_000
MOST_LINE_BYTES = 4_000_000
MOST_RATIO, RATIO_MATTERS_FROM = 200, 20_000_000

Stamp = tuple[int, str]


class Member(Struct, kw_only=True, forbid_unknown_fields=True):
    """A file of the zip; `lines` of JSON, 0 for anything else."""

    name: str
    bytes: int
    sha256: str
    lines: int = 0


class Manifest(Struct, kw_only=True):
    """The first thing read and the last written. `seen` and `clock` are the packing copy's; `migrations` by room."""

    kind: str
    format: int
    software: str
    packed_at: str
    uid: UUID
    identity: UUID
    title: str
    site: str
    copy: UUID
    home: UUID
    clock: int
    seen: dict[str, int]
    migrations: dict[str, list[str]]
    members: list[Member]

    @property
    def is_from_home(self) -> bool:
        return self.copy == self.home


class Head(Struct):
    """The part of a manifest that every format has: read first, to say which format it is."""

    kind: str
    format: int
    software: str = "?"


class RowLine(Struct, kw_only=True, omit_defaults=True):
    """A row that is merged property by property. `also`: other names it has; `local`: words of its own machine."""

    uid: UUID
    values: dict[str, Any]
    stamps: dict[str, Stamp]
    local: dict[str, Any] = {}
    also: list[UUID] = []


class EntryLine(Struct, kw_only=True):
    """An entry of a table's journal, at its place; `at` in milliseconds since 1970; the operation names its rows."""

    seat: UUID
    at: int
    operation: dict[str, Any]


class AccountLine(Struct, kw_only=True):
    """A member of the atelier; `password` is Django's hash, for keepers in a suitcase packed at home."""

    email: str
    name: str
    password: str = ""


class AuditLine(Struct, kw_only=True):
    """A line of the audit; `author` is `account:<e-mail>`, `seat:<name of the row>`, or as it was."""

    uid: UUID
    at: str
    verb: str
    kind: str
    thing: UUID
    author: str
    details: dict[str, Any] = {}


class PlainLine(Struct, kw_only=True):
    """A row as it is: a contribution, a commune."""

    values: dict[str, Any]
