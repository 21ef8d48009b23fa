"""Where an atelier is: from the codes of its communes and groupings to departments and a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError
from atelier.territories.models import Commune, Department, Epci
from atelier.territories.names import search_key
from atelier.territories.queries import places_matching

SUGGESTED = 4


class PlaceUnknown(DomainError):
    code = "place_unknown"
    message = _("No commune or grouping answers to “%(text)s”.")


class PlaceAmbiguous(DomainError):
    code = "place_ambiguous"
    message = _("Several places answer to “%(text)s”: %(places)s. Write the code of the right one.")


@dataclass(frozen=True)
class Whereabouts:
    """Departments by code, and a point in degrees: the middle of the places that have one, None without any."""

    departments: list[Department]
    lon: float | None
    lat: float | None


def whereabouts(codes: Sequence[str]) -> Whereabouts:
    """Where these communes (INSEE) and EPCI (SIREN) are. Raises PlaceUnknown at the first that is not known."""
    communes = {one.code: one for one in Commune.objects.filter(code__in=codes)}
    groupings = {one.code: one for one in Epci.objects.filter(code__in=codes)}
    places: list[Commune | Epci] = []
    for code in codes:
        found = communes.get(code) or groupings.get(code)
        if found is None:
            raise PlaceUnknown(text=code)
        places.append(found)
    theirs = {one.department_id for one in communes.values()}
    theirs |= set(Commune.objects.filter(epci__in=groupings).values_list("department_id", flat=True))
    points = [(one.lon, one.lat) for one in places if one.lon is not None and one.lat is not None]
    departments = list(Department.objects.filter(code__in=theirs))
    return Whereabouts(departments, _mean(lon for lon, _lat in points), _mean(lat for _lon, lat in points))


def codes_of(text: str) -> list[str]:
    """Codes of places as people write them: codes or names, between commas. Raises PlaceUnknown, PlaceAmbiguous."""
    return [_code_of(words.strip()) for words in text.split(",") if words.strip()]


def _code_of(words: str) -> str:
    if words.replace("A", "0").replace("B", "0").isdigit():
        whereabouts([words])
        return words
    likely = places_matching(words, 12)
    same = [place for place in likely if place.key == search_key(words)]
    if len(same) == 1:
        return same[0].code
    if not likely:
        raise PlaceUnknown(text=words)
    shown = ", ".join(f"{place.name} ({place.code})" for place in (same or likely)[:SUGGESTED])
    raise PlaceAmbiguous(text=words, places=shown)


def _mean(values: Iterable[float]) -> float | None:
    said = list(values)
    return round(sum(said) / len(said), 5) if said else None
