"""What is read of the catalogue, in a constant number of queries whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from atelier.common.errors import NotSeen
from atelier.programme.catalogue.enums import TermFamily
from atelier.programme.catalogue.filters import Card
from atelier.programme.catalogue.models import CatalogueEntry, Term
from atelier.territories.models import Department, Region
from atelier.territories.names import search_key


def public_entries() -> QuerySet[CatalogueEntry]:
    """What everyone sees, of sessions that everyone sees."""
    return CatalogueEntry.objects.filter(is_public=True).exclude(session__is_public=False)


def entry_of_atelier(atelier_slug: str) -> CatalogueEntry | None:
    """What a running atelier was published as, shown or not."""
    found: CatalogueEntry | None = CatalogueEntry.objects.filter(atelier_slug=atelier_slug).first()
    return found


def public_entry_of(atelier_slug: str) -> CatalogueEntry | None:
    """The page where everyone meets a running atelier, if there is one."""
    return public_entries().filter(atelier_slug=atelier_slug).first()


def public_cards() -> list[Card]:
    """Every public entry as a light row, in the order of its title (five queries)."""
    rows = public_entries().values_list("pk", "slug", "title", "place", "kind", "lon", "lat", "session__slug")
    departments, regions = _linked(CatalogueEntry.departments.through, "department_id"), _regions()
    terms = _linked(CatalogueEntry.terms.through, "term_id")
    words = {pk: (family, slug) for pk, family, slug in Term.objects.values_list("pk", "family", "slug")}
    cards = []
    for pk, slug, title, place, kind, lon, lat, session in rows:
        own, said = departments[pk], [words[term] for term in terms[pk]]
        values = {
            "kind": (kind,),
            "session": (session,) if session else (),
            "theme": [word for family, word in said if family == TermFamily.THEME.value],
            "situation": [word for family, word in said if family == TermFamily.SITUATION.value],
            "region": {regions[department] for department in own} - {""},
            "department": own,
        }
        cards.append(Card(pk, slug, title, place, kind, lon, lat, search_key(f"{title} {place}"), values))
    return cards


def entries_of(cards: Iterable[Card]) -> list[CatalogueEntry]:
    """The whole entries of these cards, in their order."""
    wanted = [card.pk for card in cards]
    whole = CatalogueEntry.objects.select_related("session").prefetch_related("departments", "terms").in_bulk(wanted)
    return [whole[pk] for pk in wanted]


def entry_seen(slug: str) -> CatalogueEntry:
    """The public entry at this address. Raises NotSeen."""
    whole = public_entries().select_related("session")
    entry = whole.prefetch_related("departments__region", "terms").filter(slug=slug).first()
    if entry is None:
        raise NotSeen
    return entry


def labels() -> dict[str, dict[str, str]]:
    """For each dimension whose values are rows, the name of each value, in reading order."""
    terms: dict[str, dict[str, str]] = {family.value: {} for family in TermFamily}
    for family, slug, name in Term.objects.values_list("family", "slug", "name"):
        terms[family][slug] = name
    return {
        **terms,
        "region": dict(Region.objects.values_list("code", "name")),
        "department": dict(Department.objects.values_list("code", "name")),
    }


def _linked(through: type[Model], column: str) -> dict[int, list[Any]]:
    """Keys of what each entry is linked to, by a many-to-many table."""
    found: dict[int, list[Any]] = defaultdict(list)
    for entry, other in through._default_manager.values_list("catalogueentry_id", column):
        found[entry].append(other)
    return found


def _regions() -> dict[str, str]:
    """The region of each department; "" for those that have none."""
    return {code: region or "" for code, region in Department.objects.values_list("code", "region_id")}


def card_of(entry: CatalogueEntry) -> Card:
    """One entry as the map sees it."""
    said = {"department": [one.pk for one in entry.departments.all()]}
    return Card(entry.pk, entry.slug, entry.title, entry.place, entry.kind, entry.lon, entry.lat, "", said)
