"""What each paper adds to the one it comes from: data (papers.json), in French, as the papers are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Added:
    """A section that a paper adds, empty at first."""

    key: str
    title: str
    hint: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class Paper:
    """`left_out`: keys of the paper before that stop here."""

    left_out: frozenset[str] = frozenset()
    added: tuple[Added, ...] = field(default_factory=tuple)


@cache
def papers() -> dict[str, Paper]:
    rows = json.loads(Path(__file__).with_name("papers.json").read_text(encoding="utf-8"))
    return {gate: _paper(row["left_out"], row["added"]) for gate, row in rows.items()}


def _paper(left_out: Iterable[str], added: Iterable[dict[str, str | bool]]) -> Paper:
    return Paper(frozenset(left_out), tuple(Added(**one) for one in added))  # type: ignore[arg-type]
