"""Contents of a version in the words of paper: French, as a roadmap is signed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.freezing.words import amount, day, period
from atelier.roadmaps.plan.enums import FundingState, Origin, PlanKind, Status
from atelier.roadmaps.plan.origins import counts_in_words

Values = dict[str, Any]


def sheet_words(action: Values, axis: str) -> Values:
    """Everything the sheet of an action says, as text."""
    return {
        "name": action["name"],
        "title": action["title"],
        "axis": axis,
        "text": paragraphs(action["text"]),
        "status": str(Status(action["status"]).label),
        "origin": str(Origin(action["origin"]).label),
        "period": period(action["starts_on"], action["ends_on"]),
        "waits": ", ".join(action["waits_for"]),
        "partners": action["partners"],
        "person_days": spaced(action["person_days"]) if action["person_days"] is not None else "",
        "human": action["human_means"],
        "total": total_words(action),
        "bearers": [bearer_words(action, kind) for kind in BearerKind],
        "funding": [_money(line) for line in action["funding"]],
        "indicators": [
            [one["label"], _measure(one["baseline"], one["unit"]), _measure(one["target"], one["unit"])]
            for one in action["indicators"]
        ],
        "plans": [_plan(one) for one in action["plans"]],
        "gates": [_gate(one) for one in action["gates"]],
        "near": [{"title": one["title"], "text": one["text"]} for one in action["comes_from"]["near"]],
        "counts": ", ".join(counts_in_words(action["comes_from"]["counts"])),
        "places": ", ".join(action["comes_from"]["places"]),
    }


def bearer_words(action: Values, kind: BearerKind) -> Values:
    """One side: who, and since when they commit."""
    found = next((one for one in action["bearers"] if one["kind"] == kind), None)
    if found is None:
        return {"side": str(kind.label), "name": _("To be named"), "function": "", "said": ""}
    said = _("Confirmed on %(day)s") % {"day": day(found["confirmed_on"])} if found["confirmed_on"] else ""
    return {
        "side": str(kind.label),
        "name": found["name"],
        "function": found["function"],
        "said": said or _("Not confirmed yet"),
    }


def total_words(action: Values) -> str:
    """The money of an action in all; '' where there is none."""
    sums = [Decimal(line["amount_eur"]) for line in action["funding"]]
    return amount(sum(sums, start=Decimal(0))) if sums else ""


def signatories(actions: list[Values]) -> list[Values]:
    """Each bearer once, with their side, function and actions: elected first, in the order of the actions."""
    found: dict[tuple[str, str], Values] = {}
    for kind in BearerKind:
        for action in actions:
            for one in action["bearers"]:
                if one["kind"] == kind:
                    row = {"side": kind.value, "name": one["name"], "function": one["function"], "actions": []}
                    found.setdefault((kind, one["name"]), row)["actions"].append(action["name"])
    return [{**row, "actions": ", ".join(row["actions"])} for row in found.values()]


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n") if part.strip()]


def spaced(number: int) -> str:
    """1 200 with a thin space."""
    return f"{number:,}".replace(",", "\u202f")


def _money(line: Values) -> list[str]:
    source = " – ".join(filter(None, [line["funder"], line["programme"]]))
    return [line["label"], source, str(FundingState(line["state"]).label), amount(line["amount_eur"])]


def _measure(value: str, unit: str) -> str:
    return f"{value.replace('.', ',')} {unit}".strip() if value else "–"


def _plan(one: Values) -> str:
    label = f"{one['label']} ({PlanKind(one['kind']).label})" if one["kind"] != PlanKind.OTHER else one["label"]
    valid = period(one["valid_from"], one["valid_until"])
    return " · ".join(filter(None, [label, one["reference"], valid]))


def _gate(one: Values) -> Values:
    lifted = ""
    if one["lifted_on"]:
        lifted = _("Lifted on %(day)s: %(how)s") % {"day": day(one["lifted_on"]), "how": one["lifted_how"]}
    elif one["lift_condition"]:
        lifted = _("What would lift it: %(condition)s") % {"condition": one["lift_condition"]}
    return {"card": one["card"], "text": one["text"], "said": lifted or _("Not lifted yet")}
