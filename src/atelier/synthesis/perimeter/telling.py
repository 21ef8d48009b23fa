"""A study in words and figures, for its page: the map beside says no more than this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atelier.contributions.cards.enums import CardKind
from atelier.people.enums import College
from atelier.synthesis.perimeter.models import PerimeterStudy
from atelier.synthesis.perimeter.queries import commune_names


@dataclass(frozen=True)
class Share:
    """A commune or an EPCI; `share` 0 to 1."""

    name: str
    share: float
    epci: str = ""
    is_held: bool = False


@dataclass(frozen=True)
class Fit:
    """The EPCI that fits best; `value` 0 to 1."""

    name: str
    value: float


@dataclass(frozen=True)
class Perimeter:
    """A set of communes: the smallest, or an alternative (with its letter on the map)."""

    communes: list[str]
    share: float
    fit: Fit | None
    letter: str = ""
    epcis: int = 0
    links_kept: float = 0.0


@dataclass(frozen=True)
class ToldStudy:
    communes: list[Share]
    epcis: list[Share]
    outside: float
    smallest: Perimeter | None
    bridges: list[str]
    proof: str
    why_not: str
    alternatives: list[Perimeter]
    is_parted: bool
    missing_communes: list[str]
    missing_epcis: list[str]
    missing_colleges: list[str]
    is_present_said: bool
    definition: str
    choices: list[tuple[str, str]]


PARTED = 0.3  # modularity under which communities mean little (docs/reference/perimeter.md)


def told_study(study: PerimeterStudy) -> ToldStudy:
    result, chosen = study.result, study.chosen
    names = _names(result)
    epci_names = {row["code"]: row["name"] or _("in no grouping of communes") for row in result["epcis"]}
    held = set(study.smallest_codes)
    smallest = result["smallest"]
    missing = result["missing"] or {"communes": [], "epcis": [], "colleges": []}
    return ToldStudy(
        communes=[
            Share(row["name"], row["share"], epci_names.get(row["epci"], ""), row["code"] in held)
            for row in result["communes"]
        ],
        epcis=[Share(epci_names[row["code"]], row["share"]) for row in result["epcis"]],
        outside=result["outside"],
        smallest=_perimeter(smallest, names) if smallest else None,
        bridges=[names[code] for code in smallest["bridges"]] if smallest else [],
        proof=_proof(smallest) if smallest else "",
        why_not=_why_not(result["no_smallest"]),
        alternatives=[
            _perimeter(one, names, letter) for letter, one in zip(ascii_uppercase, result["alternatives"], strict=False)
        ],
        is_parted=result["modularity"] >= PARTED,
        missing_communes=[row["name"] for row in missing["communes"]] if chosen["communes"] else [],
        missing_epcis=[row["name"] for row in missing["epcis"]] if chosen["communes"] else [],
        missing_colleges=[str(College(key).label) for key in missing["colleges"]],
        is_present_said=bool(chosen["communes"]),
        definition=_definition(chosen["by"]),
        choices=_choices(chosen),
    )


def _perimeter(row: dict[str, Any], names: dict[str, str], letter: str = "") -> Perimeter:
    fit = row["fit"]
    return Perimeter(
        communes=sorted(names[code] for code in row["communes"]),
        share=row["share"],
        fit=Fit(fit["name"], fit["value"]) if fit["epci"] else None,
        letter=letter,
        epcis=len(row.get("epcis", ())),
        links_kept=row.get("links_kept", 0.0),
    )


def _names(result: dict[str, Any]) -> dict[str, str]:
    """Of every commune the result speaks of."""
    known = {row["code"]: row["name"] for row in result["communes"]}
    codes = set((result["smallest"] or {}).get("communes", ()))
    codes.update(code for one in result["alternatives"] for code in one["communes"])
    found = commune_names(codes - known.keys())
    return known | {code: found.get(code, code) for code in codes - known.keys()}


def _proof(smallest: dict[str, Any]) -> str:
    if smallest["is_proved"]:
        return _("It is proved that no fewer will do.")
    least = smallest["at_least"]
    return ngettext("At least %(count)s is needed.", "At least %(count)s are needed.", least) % {"count": least}


def _why_not(said: str) -> str:
    if said.startswith("apart"):
        return _("No set of communes that touch each other holds this share: the drawings lie apart.")
    return _("The drawings are too spread for a single set of communes to be looked for.") if said else ""


def _definition(by: str) -> str:
    if by == "area":
        return _("area of the communes in both, over area of the communes in either")
    return _("inhabitants of the communes in both, over inhabitants of the communes in either")


def _choices(chosen: dict[str, Any]) -> list[tuple[str, str]]:
    """What was chosen, as (what, which)."""
    kinds = [str(CardKind(kind).label) for kind in chosen["card_kinds"]]
    counts: Sequence[tuple[str, str]] = (
        (_("Tables and sheets"), str(len(chosen["tables"])) if chosen["tables"] else ""),
        (_("Pencils"), str(len(chosen["meanings"])) if chosen["meanings"] else ""),
        (_("Cards"), ", ".join(kinds)),
        (_("Demonstrators"), _("all of them") if chosen["has_demonstrators"] else ""),
        (_("Share to hold"), f"{chosen['share']:.0%}".replace("%", " %")),
    )
    return [(label, value) for label, value in counts if value]
