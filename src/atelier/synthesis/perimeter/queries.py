"""Reads on perimeter studies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.synthesis.perimeter.models import PerimeterStudy
from atelier.territories.models import Commune


@dataclass(frozen=True)
class Row:
    """A commune in two studies; shares 0 to 1."""

    name: str
    one: float
    other: float

    @property
    def difference(self) -> float:
        return self.other - self.one


@dataclass(frozen=True)
class Comparison:
    """Two studies: shares of communes, and how alike their smallest sets are (shared communes over all of them)."""

    rows: list[Row]
    only_one: list[str]
    only_other: list[str]
    both: list[str]
    alike: float | None


def studies_of(atelier: Atelier) -> QuerySet[PerimeterStudy]:
    """The last one first, without what a list does not show."""
    return PerimeterStudy.objects.of(atelier).defer("drawing")


def study_of(atelier: Atelier, pk: UUID) -> PerimeterStudy:
    """Raises NotSeen."""
    found = PerimeterStudy.objects.of(atelier).filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def commune_names(codes: Collection[str]) -> dict[str, str]:
    return dict(Commune.objects.filter(code__in=codes).values_list("code", "name"))


def compare(one: PerimeterStudy, other: PerimeterStudy) -> Comparison:
    """The largest change first."""
    left = {row["code"]: row for row in one.result["communes"]}
    right = {row["code"]: row for row in other.result["communes"]}
    rows = [
        Row(
            (left.get(code) or right[code])["name"],
            left[code]["share"] if code in left else 0.0,
            right[code]["share"] if code in right else 0.0,
        )
        for code in {**left, **right}
    ]
    first, second = set(one.smallest_codes), set(other.smallest_codes)
    names = commune_names(first | second)
    return Comparison(
        sorted(rows, key=lambda row: (-abs(row.difference), row.name)),
        _named(first - second, names),
        _named(second - first, names),
        _named(first & second, names),
        len(first & second) / len(first | second) if first and second else None,
    )


def _named(codes: Collection[str], names: dict[str, str]) -> list[str]:
    return sorted(names.get(code, code) for code in codes)
