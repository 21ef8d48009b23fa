"""What every export says of a contribution, under French names that open data keeps (no accents, no spaces)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone, translation

from atelier.contributions.enums import ContributionKind
from atelier.contributions.models import Contribution
from atelier.contributions.queries import contributions_of_table
from atelier.people.enums import College
from atelier.tables.models import Table

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CREDIT = "Atelier des territoires — contributions des participants"
# `dit_pour`: whose words; `accord`: how the one who is named agreed
FOR_ONESELF, FOR_SOMEONE, FOR_TABLE = "soi-même", "une personne", "la table"
ON_SCREEN, ALOUD = "à l’écran", "de vive voix"
# name → what it holds, in the order of every file; `_said`, the origin and `_measures` fill them
FIELDS = {
    "identifiant": "text", "genre": "text", "legende": "text", "couleur": "text", "texte": "text", "calque": "text",
    "auteur": "text", "college": "text", "dit_pour": "text", "note_par": "text", "accord": "text", "dit_le": "moment",
    "modifie_le": "moment", "modifie_par": "text", "morceau_de": "text", "table": "text", "seance": "text",
    "atelier": "text", "longueur_m": "number", "surface_m2": "number",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A contribution out of the house: `fields` by French name; `place` in WGS 84, None without a place."""

    fields: dict[str, Any]
    place: BaseGeometry | None


def rows_of(table: Table, *, with_names: bool) -> Iterator[Row]:
    """Everything that stands on the table, in the order it was said; colleges alone without names."""
    return rows_from(table, contributions_of_table(table.workshop.atelier_id, str(table.pk)), with_names=with_names)


def rows_from(table: Table, contributions: Iterable[Contribution], *, with_names: bool) -> Iterator[Row]:
    """These contributions of the table, with their seats already read."""
    from shapely.geometry import shape

    workshop = table.workshop
    origin = {"table": table.name, "seance": workshop.title, "atelier": workshop.atelier.title}
    labels = _labels()
    for contribution in contributions:
        place = shape(contribution.geometry) if contribution.geometry else None
        said = _said(contribution, labels)
        if not with_names:
            said |= {"auteur": "", "note_par": "", "modifie_par": ""}
        yield Row({**said, **origin, **_measures(place)}, place)


def _labels() -> dict[str, str]:
    """French of kinds and colleges, once for all rows: Django's own display looks it up anew each time."""
    with translation.override("fr"):
        return {value: str(label) for value, label in (*ContributionKind.choices, *College.choices)}


def _said(contribution: Contribution, labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        "identifiant": str(contribution.pk),
        "genre": labels[contribution.kind],
        "legende": contribution.meaning,
        "couleur": contribution.color,
        "texte": contribution.text,
        "calque": contribution.layer,
        **_origin(contribution, labels),
        "dit_le": _hour(contribution.said_at),
        "modifie_le": _hour(contribution.changed_at),
        "modifie_par": contribution.changed_by.name if contribution.changed_by else "",
        "morceau_de": str(contribution.parent or ""),
    }


def _origin(contribution: Contribution, labels: Mapping[str, str]) -> dict[str, str]:
    """Who said it and who wrote it down: `auteur` is empty for what a scribe wrote for the table as a whole."""
    speaker, hand = contribution.said_by, contribution.seat
    origin = {"auteur": "", "college": "", "dit_pour": FOR_TABLE, "note_par": hand.name, "accord": ""}
    if speaker is None:
        return origin
    origin |= {"auteur": speaker.name, "college": labels.get(contribution.college, "")}
    if speaker.pk == hand.pk:
        return {**origin, "dit_pour": FOR_ONESELF, "note_par": "", "accord": ON_SCREEN}
    return {**origin, "dit_pour": FOR_SOMEONE, "accord": ALOUD if speaker.is_voice else ON_SCREEN}


def _hour(moment: Any) -> str:
    return str(timezone.localtime(moment).isoformat(timespec="seconds"))


def _measures(place: BaseGeometry | None) -> dict[str, float | None]:
    """Length of lines (m) and area of surfaces (m²) in the legal projection of the place."""
    measures: dict[str, float | None] = {"longueur_m": None, "surface_m2": None}
    if place is None or place.geom_type == "Point":
        return measures
    from atelier.engines.measure.legal import legal_crs, project

    centre = place.centroid
    metres = project(place, legal_crs(centre.x, centre.y))
    if place.geom_type.endswith("LineString"):
        measures["longueur_m"] = round(metres.length, 1)
    else:
        measures["surface_m2"] = round(metres.area, 1)
    return measures
