"""Which drawings count, and what they are as the perimeter engine takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, QuerySet

from atelier.ateliers.models import Atelier
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.cards.queries import standing_cards
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.models import Card, Contribution, Edge
from atelier.synthesis.demonstrators.models import Demonstrator

if TYPE_CHECKING:
    from atelier.engines.perimeter.shapes import Drawing

GATHERS = (Relation.SAID, Relation.MERGED, Relation.LED_TO)
GATHERING = ("card", "demonstrator")


@dataclass(frozen=True)
class Chosen:
    """tables: `origin:reference` of what was drawn there. meanings: keys of pencils, none for all. share: 0 to 1.
    communes: INSEE codes of those at the table, none when nobody said."""

    tables: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    card_kinds: tuple[str, ...] = ()
    has_demonstrators: bool = False
    share: float = 0.8
    by: str = "population"
    communes: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Chosen:
        values: Any = {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
        return cls(**values)


@dataclass(frozen=True)
class Offer:
    """Something one may choose, and how many drawings it brings."""

    key: str
    label: str
    count: int


def tables_offered(atelier: Atelier) -> list[Offer]:
    """Tables (and visits, sheets) where something with a place still stands."""
    rows = _drawn(atelier).values("origin", "origin_ref", "origin_name").annotate(count=Count("id"))
    found = [Offer(f"{row['origin']}:{row['origin_ref']}", row["origin_name"], row["count"]) for row in rows]
    return sorted(found, key=lambda one: (one.label, one.key))


def meanings_offered(atelier: Atelier) -> list[Offer]:
    """Pencils that drew something, by what they mean."""
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for row in _drawn(atelier).values("meaning_key", "meaning").annotate(count=Count("id")):
        counts[row["meaning_key"]] += row["count"]
        labels[row["meaning_key"]] = row["meaning"]
    return [Offer(key, labels[key], count) for key, count in sorted(counts.items(), key=lambda item: labels[item[0]])]


def kinds_offered(atelier: Atelier) -> list[Offer]:
    """Kinds of the cards that have a place."""
    rows = _placed_cards(atelier).values("kind").order_by().annotate(count=Count("id"))
    counts = {row["kind"]: row["count"] for row in rows}
    return [Offer(kind, str(CardKind(kind).label), counts[kind]) for kind in CardKind.values if kind in counts]


def demonstrators_offered(atelier: Atelier) -> int:
    return _placed_demonstrators(atelier).count()


def drawings_of(atelier: Atelier, chosen: Chosen) -> list[Drawing]:
    """Those gathered on one card, or tried on one demonstrator, are one action. Heavy: for jobs."""
    import json

    import shapely

    from atelier.engines.perimeter.shapes import Drawing

    found = dict(_geometries(atelier, chosen))
    if not found:
        return []
    ends = _gathered(atelier)
    shapes = shapely.from_geojson([json.dumps(geometry) for geometry in found.values()])
    return [
        Drawing(str(key), shapely.force_2d(shape), str(_last(key, ends)))
        for key, shape in zip(found, shapes.tolist(), strict=True)
        if not shape.is_empty
    ]


def _geometries(atelier: Atelier, chosen: Chosen) -> Iterator[tuple[UUID, Any]]:
    drawn = _drawn(atelier)
    if chosen.meanings:
        drawn = drawn.filter(meaning_key__in=chosen.meanings)
    for table in chosen.tables:
        origin, _colon, reference = table.partition(":")
        yield from drawn.filter(origin=origin, origin_ref=reference).values_list("pk", "geometry")
    yield from _placed_cards(atelier).filter(kind__in=chosen.card_kinds).values_list("pk", "geometry")
    if chosen.has_demonstrators:
        yield from _placed_demonstrators(atelier).values_list("pk", "geometry")


def _gathered(atelier: Atelier) -> dict[UUID, UUID]:
    """What each thing was gathered into, the last where there are several."""
    edges = Edge.objects.of(atelier).filter(target_kind__in=GATHERING, relation__in=GATHERS).order_by("id")
    return dict(edges.values_list("source", "target"))


def _last(key: UUID, ends: Mapping[UUID, UUID]) -> UUID:
    """The end of the path; lineage has no loop."""
    while key in ends:
        key = ends[key]
    return key


def _drawn(atelier: Atelier) -> QuerySet[Contribution]:
    return Contribution.objects.of(atelier).filter(erased_at=None, west__isnull=False).order_by()


def _placed_cards(atelier: Atelier) -> QuerySet[Card]:
    return standing_cards(atelier).filter(west__isnull=False)


def _placed_demonstrators(atelier: Atelier) -> QuerySet[Demonstrator]:
    return Demonstrator.objects.of(atelier).filter(west__isnull=False)
