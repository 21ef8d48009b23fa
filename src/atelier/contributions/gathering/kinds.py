"""Which kind of card a pencil proposes: data that an installation may change (`contributions/kinds.json`)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from atelier.contributions.cards.enums import CardKind
from atelier.engines.lists.headings import plain

FILE = Path("contributions") / "kinds.json"


class WrongKinds(ValueError):
    """The file names a kind of card that is none."""


@dataclass(frozen=True)
class PencilKinds:
    """`pencils`: key of a pencil → kind; `words`: of a meaning, in their order. '': nothing is proposed of it."""

    valid_from: dt.date
    pencils: Mapping[str, str]
    words: Sequence[tuple[str, str]]

    def proposed(self, key: str, meaning: str) -> str:
        """By the key, else by the first word found in the meaning; '' when neither says anything."""
        if key in self.pencils:
            return self.pencils[key]
        said = f" {plain(meaning)}"
        return next((kind for word, kind in self.words if f" {word}" in said), "")


def present_kinds() -> PencilKinds:
    """The last that came into force: the file holds one table, or a list of them by date."""
    path = Path(settings.DATA_DIR) / FILE
    tables = read_kinds(path, path.stat().st_mtime_ns)
    today = timezone.localdate()
    return max((one for one in tables if one.valid_from <= today), key=lambda one: one.valid_from, default=tables[0])


@lru_cache(maxsize=2)
def read_kinds(path: Path, _changed_ns: int) -> tuple[PencilKinds, ...]:
    """Raises WrongKinds."""
    said = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_table(one) for one in (said if isinstance(said, list) else [said]))


def _table(said: Mapping[str, object]) -> PencilKinds:
    pencils: dict[str, str] = said["pencils"]  # type: ignore[assignment]
    rows: list[dict[str, object]] = said["words"]  # type: ignore[assignment]
    words = [(plain(str(word)), str(row["kind"])) for row in rows for word in row["words"]]  # type: ignore[attr-defined]
    if wrong := {*pencils.values(), *(kind for _word, kind in words)} - {"", *CardKind.values}:
        raise WrongKinds(", ".join(sorted(wrong)))
    return PencilKinds(dt.date.fromisoformat(str(said["valid_from"])), pencils, words)
