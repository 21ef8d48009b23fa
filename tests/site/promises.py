"""What docs/reference/pages.md promises: each table says its own columns."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Sequence

from tests.docs.pages import page

ROW = re.compile(r"^\| `(GET|POST) ([\w:]+)` \|(.*)\|$")
HEAD = re.compile(r"^\| page \|(.*)\|$")
Promise = tuple[str, str, dict[str, str]]


def promises() -> list[Promise]:
    """(method, page, role → what it is promised) of every row."""
    said: list[Promise] = []
    roles: list[str] = []
    for line in page("reference/pages.md").splitlines():
        if head := HEAD.match(line):
            roles = cells_of(head[1])
        elif row := ROW.match(line):
            said.append((row[1], row[2], dict(zip(roles, cells_of(row[3]), strict=True))))
    return said


def promises_among(roles: Collection[str]) -> list[Promise]:
    """Those of the tables that speak of these roles only."""
    return [one for one in promises() if one[2].keys() <= set(roles)]


def promises_to(roles: Sequence[str]) -> list[tuple[str, str, list[str]]]:
    """(method, page, what each column is promised) of the tables with exactly these columns."""
    return [(method, name, list(said.values())) for method, name, said in promises() if list(said) == list(roles)]


def asked_here(promised: dict[str, str]) -> dict[str, str]:
    """Every role; on PostgreSQL, which does not know who asks, one for each answer that the page gives."""
    if "ATELIER_DATABASE_URL" not in os.environ:
        return promised
    return {role: answer for answer, role in {answer: role for role, answer in promised.items()}.items()}


def cells_of(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]
