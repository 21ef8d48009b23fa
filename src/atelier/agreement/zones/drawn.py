"""What the tables of a workshop drew, by meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from shapely.geometry import shape

from atelier.contributions.enums import ContributionKind
from atelier.contributions.models import Contribution
from atelier.contributions.queries import contributions_of_tables
from atelier.engines.agreement.zones import Drawing
from atelier.tables.models import Table

ASIDE = {"sketch"}  # means nothing of the ground: not offered at first


@dataclass(frozen=True)
class Meaning:
    """A meaning drawn in a workshop: its key, the words most used for it, its colour, tables that used it."""

    key: str
    words: str
    color: str
    tables: int
    things: int

    @property
    def is_offered(self) -> bool:
        return self.key not in ASIDE


def meanings_of(tables: Sequence[Table]) -> list[Meaning]:
    """Those used by most tables first."""
    rows = _drawn(tables).values_list("meaning_key", "meaning", "color", "origin_ref")
    words: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    used: defaultdict[str, set[str]] = defaultdict(set)
    for key, meaning, color, table in rows:
        words[key][meaning, color] += 1
        used[key].add(table)
    found = [
        Meaning(key, *said.most_common(1)[0][0], len(used[key]), sum(said.values())) for key, said in words.items()
    ]
    return sorted(found, key=lambda one: (-one.tables, one.words))


def drawings_of(tables: Sequence[Table], keys: Collection[str]) -> list[Drawing]:
    """What stands on these tables with these meanings and has a place."""
    names = names_of(tables)
    rows = _drawn(tables).filter(meaning_key__in=keys)
    return [Drawing(names[UUID(one.origin_ref)], one.meaning_key, shape(one.geometry)) for one in rows if one.geometry]


def names_of(tables: Sequence[Table]) -> dict[UUID, str]:
    """The name of each table; with its code where two have the same."""
    times = Counter(table.name for table in tables)
    return {table.pk: table.name if times[table.name] == 1 else f"{table.name} ({table.code})" for table in tables}


def _drawn(tables: Sequence[Table]) -> QuerySet[Contribution]:
    atelier = tables[0].workshop.atelier_id if tables else 0
    drawn = contributions_of_tables(atelier, [str(table.pk) for table in tables])
    return drawn.exclude(kind=ContributionKind.NOTE).exclude(geometry=None)
