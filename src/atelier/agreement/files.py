"""The files of a conversation, read together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import shapely
from shapely.geometry import mapping, shape

from atelier.engines.agreement.reading import read_colleges, read_moderated, read_votes
from atelier.engines.agreement.refusals import VoteCode, VotesRefused
from atelier.engines.agreement.votes import Votes
from atelier.engines.agreement.zones import Drawing, DrawingsCode, DrawingsRefused, Zone

AGREEMENT_COLOR, TENSION_COLOR = "#1f7a6d", "#c8372d"  # as printed sheets read it; told apart without red or green


def read_all(votes: Path, statements: Path | None, participants: Path | None) -> tuple[Votes, dict[str, str]]:
    """The votes, moderated statements marked, and colleges by person, of whom the second file knows better."""
    read, college = read_votes(votes)
    if statements:
        read = read.without(read_moderated(statements))
    if participants:
        college = {**college, **read_colleges(participants)}
    return read, college


def letters_of(previous: Path) -> dict[str, str]:
    """The letter each person had in a groups.json. Raises VotesRefused."""
    try:
        people = json.loads(previous.read_text(encoding="utf-8"))["participants"]
        return {str(person): str(letter) for person, letter in people.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise VotesRefused(VoteCode.NOT_GROUPS, file=previous.name) from None


def read_drawings(path: Path) -> list[Drawing]:
    """The features that have a place, from a GeoJSON written by tables. Raises DrawingsRefused."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        read = [
            (number, _said_of(one), shape(one["geometry"])) for number, one in enumerate(features, 1) if one["geometry"]
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, shapely.errors.ShapelyError):
        raise DrawingsRefused(DrawingsCode.NOT_DRAWINGS, file=path.name) from None
    for number, said, _ in read:
        if not all(said):
            raise DrawingsRefused(DrawingsCode.NOT_SAID, file=path.name, number=number)
    return [Drawing(table, meaning, place) for _, (table, meaning), place in read]


def _said_of(feature: dict[str, dict[str, str]]) -> tuple[str, str]:
    """Table, meaning; empty when it is not said."""
    said = feature.get("properties") or {}
    return str(said.get("table") or "").strip(), str(said.get("legende") or "").strip()


def pairs_of(opposites: Iterable[str]) -> list[tuple[str, str]]:
    """From `MEANING=MEANING`. Raises DrawingsRefused."""
    found = []
    for said in opposites:
        first, _, second = (word.strip() for word in said.partition("="))
        if not (first and second and first != second):
            raise DrawingsRefused(DrawingsCode.NOT_A_PAIR, said=said)
        found.append((first, second))
    return found


def write_zones(zones: Iterable[Zone]) -> str:
    """A GeoJSON collection in WGS 84, attributes in French, one feature a line."""
    features = [
        json.dumps({"type": "Feature", "geometry": mapping(zone.place), "properties": _said(zone)}, ensure_ascii=False)
        for zone in zones
    ]
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}"


def _said(zone: Zone) -> dict[str, str | int | float]:
    return {
        "genre": "tension" if zone.against else "accord",
        "legende": zone.meaning,
        "tables": ", ".join(zone.tables),
        "nombre_tables": len({*zone.tables, *zone.against}),
        "legende_opposee": zone.opposite,
        "tables_opposees": ", ".join(zone.against),
        "surface_m2": round(zone.area_m2, 1),
        "color": TENSION_COLOR if zone.against else AGREEMENT_COLOR,
    }
